"""Questions about changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from unikat.foundation.files.models import StoredFile
from unikat.foundation.files.queries import thumbnails_of
from unikat.foundation.ledger.things import Viewer
from unikat.journey.changes.models import Change, ChangeState
from unikat.journey.parts.models import Part, Revision, RevisionState
from unikat.journey.projects.models import Project

SHOWN = 30


def changes_of(project: Project) -> QuerySet[Change]:
    """All changes, newest first, with authors and reviews."""
    found = Change.objects.filter(project=project).select_related("author", "project")
    return found.prefetch_related("reviews__person").order_by("-number")


@dataclass(frozen=True)
class ChangePage:
    """One page of changes, and the number that continues it."""

    rows: list[Change]
    after: int | None


def change_page(project: Project, after: int | None = None) -> ChangePage:
    """A page of changes, newest first, continued by number."""
    found = changes_of(project)
    if after is not None:
        found = found.filter(number__lt=after)
    rows = list(found[: SHOWN + 1])
    return ChangePage(rows[:SHOWN], rows[SHOWN - 1].number if len(rows) > SHOWN else None)


def open_changes(project: Project) -> QuerySet[Change]:
    """The changes that wait for reviewers."""
    return changes_of(project).filter(state=ChangeState.OPEN)


def change_or_404(project: Project, number: int) -> Change:
    """The change of this number with its reviews."""
    change = changes_of(project).filter(number=number).first()
    if change is None:
        raise Http404
    return change


def proposable_for(project: Project, change: Change | None = None) -> QuerySet[Revision]:
    """Drafts that a change could propose, and what this one proposes already."""
    wanted = Q(state=RevisionState.DRAFT)
    if change:
        wanted |= Q(pk__in=change.revisions.values("pk"))
    found = Revision.objects.filter(wanted, part__project=project)
    return found.select_related("part__project").order_by("-pk")


@dataclass(frozen=True)
class Comparison:
    """A proposed revision beside the one it would replace."""

    part: Part
    old: Revision | None
    new: Revision
    old_picture: StoredFile | None
    new_picture: StoredFile | None

    @property
    def mass_delta_g(self) -> int | None:
        """Grams more or less, if both are known."""
        return _delta(self.old.mass_g if self.old else None, self.new.mass_g)

    @property
    def cost_delta_cents(self) -> int | None:
        """Cents more or less, if both are known."""
        return _delta(self.old.cost_cents if self.old else None, self.new.cost_cents)


def _delta(old: int | None, new: int | None) -> int | None:
    return None if old is None or new is None else new - old


def comparisons_of(change: Change, viewer: Viewer) -> list[Comparison]:
    """Each proposed revision beside the valid one before it, with pictures."""
    proposed = list(change.revisions.select_related("part__project", "author").order_by("pk"))
    older = (
        Revision.objects.filter(part__in=[r.part_id for r in proposed]).select_related("part").order_by("pk")
    )
    before: dict[int, Revision] = {}
    for revision in older:
        own = next(r for r in proposed if r.part_id == revision.part_id)
        if revision.pk < own.pk and revision.state in (RevisionState.VALID, RevisionState.SUPERSEDED):
            before[revision.part_id] = revision
    pictures = thumbnails_of([r.thing for r in [*proposed, *before.values()]], viewer)
    return [
        Comparison(
            new.part,
            before.get(new.part_id),
            new,
            pictures.get(before[new.part_id].thing) if new.part_id in before else None,
            pictures.get(new.thing),
        )
        for new in proposed
    ]


def contents_of(change: Change) -> dict[str, Any]:
    """What a change proposes, as its form shows it."""
    edit = change.bill_edits.order_by("pk").first()
    names = ("parent", "child", "quantity", "condition")
    return {
        "revisions": list(change.revisions.values_list("pk", flat=True)),
        **({name: getattr(edit, name) for name in names} if edit else {}),
    }


def further_edits(change: Change) -> list[dict[str, Any]]:
    """The lines of a change after its first one, which its form does not show and keeps as they are."""
    edits = change.bill_edits.select_related("parent", "child").order_by("pk")[1:]
    names = ("parent", "child", "quantity", "unit", "condition")
    return [{name: getattr(edit, name) for name in names} for edit in edits]
