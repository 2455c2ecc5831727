"""Names from foreign files, made fit to be shown as text."""

import unicodedata

_LONGEST = 120


def clean_name(value: object) -> str:
    """A name without control, bidirectional and other invisible letters, NFC, at most 120 letters."""
    if not isinstance(value, str):
        return ""
    visible = "".join(letter for letter in value[: 4 * _LONGEST] if letter.isprintable())
    return unicodedata.normalize("NFC", visible).strip()[:_LONGEST]
