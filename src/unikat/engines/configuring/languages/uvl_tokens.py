"""The words and numbers of a line of UVL, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from unikat.engines.configuring.languages.limits import LARGEST_NUMBER, MOST_DECIMALS, LanguageError

_TOKEN = re.compile(
    r'(?P<name>"[^"]+"|[^\W\d][^\s{}\[\]"\',;()!&|<>=+*/.-]*(?:-[^\W\d][^\s{}\[\]"\',;()!&|<>=+*/.-]*)*)'
    r"|(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)"
    r"|(?P<sign><=>|=>|==|!=|<=|>=|[!&|()<>+\-*/.,])"
    r"|(?P<text>'[^']*')|(?P<gap>[ \t]+)"
)
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$")


class Token(NamedTuple):
    """One word or sign; `kind` is name, number, sign, text or end."""

    kind: str
    text: str
    column: int


class NotUnderstood(Exception):
    """Well-formed UVL that this reader has no meaning for."""


def tokens(text: str, line: int, column: int) -> Iterator[Token]:
    """Every word and sign of the line, then its end; raises LanguageError at what is neither."""
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise LanguageError("unexpected", line, column + at, found=f"'{text[at : at + 20]}'")
        if match.lastgroup != "gap":
            yield Token(match.lastgroup or "", match.group(), column + at)
        at = match.end()
    yield Token("end", "", column + at)


def number(text: str, line: int, column: int) -> Decimal:
    """A number within limits; NaN, infinity and 1e308 are refused."""
    if not _NUMBER.match(text) or len(text) > 40:
        raise LanguageError("bad-number", line, column, found=f"'{text}'", limit=LARGEST_NUMBER)
    value = Decimal(text)
    if value.adjusted() > 12 or abs(value) > LARGEST_NUMBER or value != round(value, MOST_DECIMALS):
        raise LanguageError("bad-number", line, column, found=f"'{text}'", limit=LARGEST_NUMBER)
    return value
