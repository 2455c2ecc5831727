"""Things that happen to people's accounts."""

from __future__ import annotations

from django.utils.text import slugify

from unikat.foundation.people.models import Person


def free_handle(name: str) -> str:
    """A handle made from a name that nobody has yet."""
    stem = slugify(name)[:32] or "person"
    taken = set(Person.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    number = 1
    handle = stem
    while handle in taken:
        number += 1
        handle = f"{stem}-{number}"
    return handle
