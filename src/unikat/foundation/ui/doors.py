"""Addresses that the sheet of every page points to, though what stands behind them is built further up."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def door(name: str, *args: object) -> str:
    """The address of a page of this house by its name, or an empty text when the house has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
