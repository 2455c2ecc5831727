"""Words made alike for the search: sharp s, accents and case do not matter."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, ß as ss, letters without their accents (ü as u), everything else as it is."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str, most: int = 24) -> list[str]:
    """The folded words of a text, at most so many, each once, in their order."""
    return list(dict.fromkeys(_WORD.findall(fold(text))))[:most]
