"""Questions about projects."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from unikat.foundation.ledger import things
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import entries_for
from unikat.foundation.ledger.things import Viewer
from unikat.journey.projects.models import Membership, Project

ENTRIES_SHOWN = 40


def visible_projects(viewer: Viewer) -> QuerySet[Project]:
    """The projects this viewer may read."""
    seen = Q(is_public=True)
    if getattr(viewer, "is_authenticated", False):
        seen |= Q(pk__in=Membership.objects.filter(person_id=viewer.pk).values("project_id"))
    return Project.objects.filter(seen).order_by("name")


def project_or_404(slug: str, viewer: Viewer) -> Project:
    """The project of this address; one that is not the viewer's to see does not exist."""
    project = visible_projects(viewer).filter(slug=slug).first()
    if project is None:
        raise Http404
    return project


def team(project: Project) -> QuerySet[Membership]:
    """Everybody with a role, with the person."""
    return project.memberships.select_related("person").order_by("role", "since")


@dataclass(frozen=True)
class Told:
    """An entry of the ledger with the card of its thing and the words for its verb."""

    entry: Entry
    card: things.Card
    deed: str


@dataclass(frozen=True)
class HistoryPage:
    """A page of what happened, and the entry that continues it."""

    rows: list[Told]
    after: int | None


def history_page(project: Project, viewer: Viewer, after: int | None = None) -> HistoryPage:
    """What happened in a project, newest first, as far as the viewer may read it and see its thing."""
    entries = entries_for(viewer).filter(project_id=project.pk)
    if after is not None:
        entries = entries.filter(pk__lt=after)
    found = list(entries[: ENTRIES_SHOWN + 1])
    cards = things.cards([entry.thing for entry in found], viewer)
    told = [
        Told(entry, cards[entry.thing], things.deed(entry.verb))
        for entry in found[:ENTRIES_SHOWN]
        if entry.thing in cards
    ]
    return HistoryPage(told, found[ENTRIES_SHOWN - 1].pk if len(found) > ENTRIES_SHOWN else None)
