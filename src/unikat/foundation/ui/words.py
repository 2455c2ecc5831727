"""Numbers, dates and texts as people read them, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils import timezone, translation
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

NO_BREAK = "\u00a0"


def language() -> str:
    """The language of the page, `de` or `en`."""
    return (translation.get_language() or "de")[:2]


def _locale() -> str:
    return "de_DE" if language() == "de" else "en_GB"


def day(value: date | datetime | None, width: str = "long") -> str:
    """A date written out: 9. Mai 2027, 9 May 2027."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return _day(value, width, _locale())


@lru_cache(maxsize=4000)
def _day(value: date, width: str, locale: str) -> str:
    text: str = format_date(value, format=width, locale=locale)
    return text


def weekday(value: date) -> str:
    """A date with its day of the week: Samstag, 9. Mai 2027."""
    pattern = "EEEE, d. MMMM y" if language() == "de" else "EEEE, d MMMM y"
    text: str = format_date(value, pattern, locale=_locale())
    return text


def moment(value: datetime | None) -> str:
    """A date with its time of day: 9. Mai 2027, 14:05."""
    if value is None:
        return ""
    pattern = "d. MMMM y, HH:mm" if language() == "de" else "d MMMM y, HH:mm"
    text: str = format_datetime(timezone.localtime(value), pattern, locale=_locale())
    return text


def number(value: int | float | Decimal, digits: int = 0) -> str:
    """A number, grouped by no-break spaces, with the decimal sign of the language."""
    return _number(value, digits, _locale())


@lru_cache(maxsize=4000)
def _number(value: int | float | Decimal, digits: int, locale: str) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text: str = format_decimal(value, format=pattern, locale=locale)
    return text.replace("." if locale == "de_DE" else ",", NO_BREAK)


def money(cents: int | None) -> str:
    """An amount in euros: 28 460 €, or 12,50 € where cents matter."""
    if cents is None:
        return "–"
    return (
        number(Decimal(cents) / 100, 0 if cents % 100 == 0 or abs(cents) >= 100_000 else 2) + NO_BREAK + "€"
    )


def mass(grams: int | None) -> str:
    """A mass in the unit a person would use: 850 g, 12,4 kg, 648 kg."""
    if grams is None:
        return "–"
    if abs(grams) < 1000:
        return number(grams) + NO_BREAK + "g"
    kilograms = Decimal(grams) / 1000
    return number(kilograms, 0 if abs(grams) >= 100_000 else 1) + NO_BREAK + "kg"


def quantity(text: str) -> str:
    """An exact amount as people write it: 2,6 for 13/5; a third stays 1/3."""
    exact = Fraction(text)
    for digits in range(4):
        if exact * 10**digits == int(exact * 10**digits):
            return number(Decimal(exact.numerator) / exact.denominator, digits)
    return str(exact)


def unit(code: str) -> str:
    """A unit as people read it: bills count in pcs, a page in pieces; SI units are the same everywhere."""
    return _("pcs") if code == "pcs" else code


@dataclass(frozen=True)
class Said:
    """A text for others in the page's language, or in the other one with a word about it."""

    text: str
    lang: str
    missing: bool

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        """On a page, words in another language than the page's are marked, so that they are read aloud rightly."""
        marked = (
            format_html('<span lang="{}">{}</span>', self.lang, self.text)
            if self.missing
            else escape(self.text)
        )
        return str(marked)


def say(thing: Any, field: str) -> Said:
    """The text of a bilingual field (`title` means title_de and title_en), falling back to the other language."""
    wanted = language()
    other = "en" if wanted == "de" else "de"
    text = getattr(thing, f"{field}_{wanted}")
    if text:
        return Said(text, wanted, missing=False)
    fallback = getattr(thing, f"{field}_{other}")
    return Said(fallback, other, missing=bool(fallback))
