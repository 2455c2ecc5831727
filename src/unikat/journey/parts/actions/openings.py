"""Opening a project for what a folder holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unikat.engines.reconciling import Reading
from unikat.foundation.people.models import Person
from unikat.journey.projects.actions import open_project
from unikat.journey.projects.models import Project

#: SPDX's word for a licence that nobody has stated.
NO_LICENCE = "NOASSERTION"


def open_imported_project(*, actor: Person, reading: Reading, slug: str, licence: str = "") -> Project:
    """Open a project for what a folder holds, called and licensed as its own files say."""
    about = reading.about
    promise = about.promise or about.name
    taken = licence or about.licence or NO_LICENCE
    return open_project(
        actor=actor,
        slug=slug,
        code=_free_code(slug),
        name=about.name,
        promise=(promise, "") if about.language == "de" else ("", promise),
        brief=_briefs(reading),
        hardware_licence=taken,
        text_licence=taken,
    )


def _free_code(slug: str) -> str:
    stem = "".join(sign for sign in slug.upper() if sign.isalnum())[:6] or "P"
    taken = set(Project.objects.filter(code__startswith=stem[:4]).values_list("code", flat=True))
    return next(code for code in _codes(stem) if code not in taken)


def _codes(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem[: 6 - len(str(number))]}{number}"
        number += 1


def _briefs(reading: Reading) -> tuple[str, str]:
    facts = {"parts": len(reading.items), "models": len(reading.models)}
    said = gettext_noop(
        "Taken over from the lists and models of an existing project: %(parts)s parts, %(models)s models. "
        "What was doubtful stands in the report next to the bill."
    )
    german, english = in_both(said, facts)
    title = reading.about.title
    return (german, english) if title == reading.about.name else (f"{title}. {german}", f"{title}. {english}")


def in_both(text: str, facts: dict[str, Any]) -> tuple[str, str]:
    """A sentence in German and in English."""
    told = []
    for language in ("de", "en"):
        with translation.override(language):
            told.append(_(text) % facts)
    return told[0], told[1]
