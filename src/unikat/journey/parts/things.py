"""Parts and revisions as things others may point at."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import (
    Card,
    Kind,
    Station,
    Viewer,
    register,
    register_deeds,
    register_settled,
)
from unikat.foundation.ui import thread
from unikat.foundation.ui.words import say
from unikat.journey.parts.models import Part, Revision, RevisionState
from unikat.journey.projects.queries import visible_projects


def part_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The parts of projects the viewer may read."""
    found = Part.objects.filter(pk__in=ids, project__in=visible_projects(viewer)).select_related("project")
    return {
        part.pk: Card(
            "part",
            part.pk,
            part.number,
            say(part, "name").text,
            part.get_absolute_url(),
            Station.PART,
            lang=say(part, "name").lang,
            project_id=part.project_id,
        )
        for part in found
    }


def revision_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The revisions of parts the viewer may read; they stand on the part's station."""
    found = Revision.objects.filter(pk__in=ids, part__project__in=visible_projects(viewer))
    return {
        revision.pk: Card(
            "revision",
            revision.pk,
            f"{revision.part.number} {revision.letter}",
            say(revision.part, "name").text,
            revision.get_absolute_url(),
            Station.PART,
            lang=say(revision.part, "name").lang,
            note=str(revision.get_state_display()),
            project_id=revision.part.project_id,
        )
        for revision in found.select_related("part__project")
    }


def revision_is_settled(pk: int) -> bool:
    """A revision changes only while it is a draft: what was looked at or released stays as it was."""
    return Revision.objects.filter(pk=pk).exclude(state=RevisionState.DRAFT).exists()


register(Kind("part", _("part"), Station.PART, part_cards))
register(Kind("revision", _("revision"), Station.PART, revision_cards))
register_settled("revision", revision_is_settled)
register_deeds(
    {
        "part.add": _("added the part"),
        "part.set_line": _("changed the bill"),
        "part.remove_line": _("changed the bill"),
        "revision.draft": _("drew the revision"),
        "revision.withdrawn": _("took the revision back"),
        "revision.proposed": _("proposed the revision"),
        "revision.declined": _("declined the revision"),
        "revision.release": _("released the revision"),
        "project.set_load_case": _("set a load case"),
        "revision.weigh": _("said what the revision weighs"),
        "project.import": _("imported a bill"),
    }
)
thread.register_place(
    "part",
    thread.Place(
        url=lambda project: reverse("parts:list", args=[project.slug]),
        count=lambda project: Part.objects.filter(project=project).count(),
    ),
)
