"""Numbers that stand in addresses and hidden fields: what strangers wrote there, read without harm."""

from __future__ import annotations

from django.http import Http404, HttpRequest

#: Every whole number of so few digits fits into a database column.
MOST_DIGITS = 18


def whole(text: str) -> int | None:
    """The number of these digits, or None: nothing else than 0 to 9 counts, and only so many."""
    plain = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if plain else None


def key_of(request: HttpRequest, name: str = "after") -> int | None:
    """The key that continues a list; none on its first page, and for nonsense there is no page."""
    given = request.GET.get(name, "")
    key = whole(given)
    if given and key is None:
        raise Http404
    return key
