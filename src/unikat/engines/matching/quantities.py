"""Reads amounts out of German and English text: digits or number words, with or without a unit."""

import re
from dataclasses import dataclass
from fractions import Fraction

from .folding import fold
from .vocabulary import COUNTED, NUMBER_WORDS, UNITS

# Part and other numbers (FH-320-004, W-014, M8) name things, they count nothing.
CODE = re.compile(r"\b[A-Za-z]+-?\d[\w-]*")
COIN = r"(?P<coin>[€$]\s?)?"
DIGITS = r"(?P<digits>[-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,15}(?:[.,]\d{1,15}){0,4})(?![.,]?\d))"
# the unit or, if it is none, the thing that is counted, with room for a word between
UNIT = r"(?:[\s\u00a0\u202f-]?(?P<unit>km/h|[%€$°]|[^\W\d_]+)(?=(?:\s(?P<next>[^\W\d_]+))?))?"
NAMED = r"(?P<spelt>[^\W\d_]+)"
AMOUNT = re.compile(rf"(?<![\w.,]){COIN}{DIGITS}{UNIT}")
SPELT = re.compile(rf"{NAMED}(?:[\s-](?P<unit>[^\W\d_]+)(?=(?:\s(?P<next>[^\W\d_]+))?))?")
MOST = 50
STEM = 4  # letters by which counted things are told apart, in two languages: "passengers", "Passagiere"


@dataclass(frozen=True)
class Quantity:
    """An amount as written, its number, its dimension ("" if it counts things) and its size in base units."""

    written: str
    number: Fraction
    dimension: str
    size: Fraction
    counted: frozenset[str] = frozenset()

    def equals(self, other: "Quantity") -> bool:
        """The same amount, in whatever unit (30 cm and 0.3 m)."""
        return self.dimension == other.dimension and self.size == other.size

    def same_number(self, other: "Quantity") -> bool:
        """The same number of another unit (3 kg and 3 t)."""
        return bool(self.dimension and other.dimension) and self.number == other.number

    def comparable(self, other: "Quantity") -> bool:
        """Amounts of the same kind (2 m and 205 cm; two seats and four seats)."""
        if self.dimension != other.dimension:
            return False
        return (
            bool(self.dimension) or bool(self.counted & other.counted) or not (self.counted and other.counted)
        )


def quantities_in(text: str) -> list[Quantity]:
    """The first 50 different amounts in their order; 1.200 and 1,200 are 1200, 0,5 and 2.05 are fractions.

    A number of more than 15 digits in a row, or of more than five groups, is none.
    """
    text = CODE.sub(lambda code: "_" * len(code[0]), text)
    found = [(match.start(), _of_digits(match)) for match in AMOUNT.finditer(text)]
    found += [(match.start(), amount) for match in _words(text) if (amount := _of_words(match))]
    found.sort(key=lambda pair: pair[0])
    different: dict[tuple[str, Fraction], Quantity] = {}
    for _, amount in found:
        different.setdefault((amount.dimension, amount.size), amount)
    return list(different.values())[:MOST]


def _words(text: str) -> list[re.Match[str]]:
    return [
        match for match in (SPELT.match(text, start.start()) for start in re.finditer(NAMED, text)) if match
    ]


def _of_digits(match: re.Match[str]) -> Quantity:
    number = _read(re.sub(r"\s", "", match["digits"].replace("−", "-")))
    return _quantity(match, number, (match["coin"] or match["unit"] or "").strip())


def _of_words(match: re.Match[str]) -> Quantity | None:
    word = fold(match["spelt"])
    if word in NUMBER_WORDS:
        return _quantity(match, Fraction(NUMBER_WORDS[word]), match["unit"] or "")
    for name, number in NUMBER_WORDS.items():
        if word.startswith(name) and word[len(name) :].startswith(COUNTED):
            return Quantity(match["spelt"], Fraction(number), "", Fraction(number), _stems(word[len(name) :]))
    return None


def _quantity(match: re.Match[str], number: Fraction, unit: str) -> Quantity:
    dimension, factor = UNITS.get(fold(unit), ("", Fraction(1)))
    counted = frozenset() if dimension else _stems(unit, match["next"])
    return Quantity(match[0], number, dimension, number * factor, counted)


def _stems(*words: str | None) -> frozenset[str]:
    return frozenset(fold(word)[:STEM] for word in words if word)


def _read(digits: str) -> Fraction:
    """German and English numerals: marks before groups of three go, the last other mark is a point."""
    whole, *groups = re.split(r"[.,]", digits)
    marks = re.findall(r"[.,]", digits)
    grouped = len(set(marks)) == 1 and all(len(group) == 3 for group in groups) and whole not in {"0", "-0"}
    if not groups or grouped:
        return Fraction(whole + "".join(groups))
    return Fraction(f"{whole}{''.join(groups[:-1])}.{groups[-1]}")
