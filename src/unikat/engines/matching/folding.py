"""Folds German and English texts so that spellings of the same word become the same letters."""

import re
import unicodedata

WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """The text in small letters without accents; ß is ss, and ä, ae and a with any mark are all a.

    "Tür" and "Tuer", "Räder" and "Rad", "groß" and "gross" thus share their letters. Folding "ae" in words
    that mean it ("Israel") costs nothing, as both sides of a comparison are folded alike.
    """
    small = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in small if not unicodedata.combining(letter))
    return re.sub(r"([ao])e", r"\1", re.sub(r"(?<![aeq])ue", "u", bare))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return WORD.findall(fold(text))
