"""What reading a file ends with: a model and what was not understood, or the place and reason of the first fault."""

from __future__ import annotations

from dataclasses import dataclass

from unikat.engines.configuring.features import FeatureModel

MOST_BYTES = 64 * 2**20
MOST_FEATURES = 200_000
"""Ten times the largest real model; a million of them is no model of a car."""
MOST_RULES = 1_000_000
MOST_ROWS = 2_000_000
"""Rows of all tables together."""
DEEPEST_TREE = 200
DEEPEST_FORMULA = 100
LONGEST_LINE = 1_000_000
LARGEST_NUMBER = 10**12
MOST_DECIMALS = 9
MOST_REMARKS = 10_000

_SENTENCES = {
    "too-large": "The file is larger than {limit:,} bytes",
    "no-text": "This is no text in UTF-8",
    "too-long": "The line is longer than {limit:,} characters",
    "too-deep": "Nested deeper than {limit} levels",
    "too-many-features": "More than {limit:,} features",
    "too-many-rules": "More than {limit:,} rules",
    "too-many-rows": "More than {limit:,} rows in tables",
    "too-many-remarks": "More than {limit:,} things that are not understood",
    "unexpected": "{found} does not belong here",
    "expected": "{wanted} is missing before {found}",
    "no-features": "There are no features in this file",
    "double-feature": "The feature '{found}' exists already",
    "unknown-feature": "There is no feature '{found}'",
    "unknown-attribute": "No feature has a number '{found}'",
    "cyclic": "The feature '{found}' is its own ancestor",
    "bad-number": "{found} is no number up to {limit:,} with at most nine decimals",
    "bad-bounds": "A group of {limit} cannot have {found}",
    "bad-indent": "The indentation fits no line above",
    "entities": "Document types and entities are refused",
    "broken-xml": "This is no well-formed XML: {found}",
    "bad-row": "The row has {found} values for {limit} variables",
    "unknown-value": "{found}",
    "unknown-language": "This is none of the languages UVL, FeatureIDE XML, XCSP 2.1 and DIMACS",
}


class LanguageError(ValueError):
    """A file that cannot be read: `key` to translate, line and column from 1."""

    def __init__(
        self, key: str, line: int, column: int, *, found: str = "", wanted: str = "", limit: int = 0
    ) -> None:
        self.key = key
        self.line = line
        self.column = column
        self.found = _short(found)
        sentence = _SENTENCES[key].format(found=self.found, wanted=wanted, limit=limit)
        super().__init__(f"{sentence} (line {line}, column {column}).")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the file that was skipped because it is not understood."""

    line: int
    column: int
    what: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The model, and what it does not say though the file does; what follows from it holds without those parts."""

    language: str
    model: FeatureModel
    remarks: tuple[Remark, ...]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
