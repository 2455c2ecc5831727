"""Addresses that the sheet of every page points to, though what stands behind them is built further up."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse


def door(name: str, *args: object) -> str:
    """The address of a page of this house by its name, or an empty text when the house has no such page."""
    return _door(settings.ROOT_URLCONF, name, *args)


@lru_cache(maxsize=1000)
def _door(urlconf: str, name: str, *args: object) -> str:
    try:
        return reverse(name, urlconf, args=args)
    except NoReverseMatch:
        return ""
