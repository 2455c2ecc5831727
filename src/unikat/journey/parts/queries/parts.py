"""Questions about parts, their revisions and files."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from unikat.foundation.files.models import StoredFile
from unikat.foundation.files.queries import thumbnails_of
from unikat.foundation.ledger.things import Viewer
from unikat.journey.parts.models import BillLine, Part, Revision, RevisionState
from unikat.journey.projects.models import Project

PAGE = 50


def parts_of(project: Project) -> QuerySet[Part]:
    """All parts by number, each with its valid revision (`valid`, at most one) and whether it holds others."""
    valid = Prefetch("revisions", Revision.objects.filter(state=RevisionState.VALID), to_attr="valid")
    holds = Exists(BillLine.objects.filter(parent=OuterRef("pk")))
    return (
        Part.objects.filter(project=project)
        .annotate(is_assembly=holds)
        .select_related("project")
        .prefetch_related(valid)
        .order_by("number")
    )


@dataclass(frozen=True)
class PartRow:
    """A part in the list with its valid revision and its thumbnail."""

    part: Part
    revision: Revision | None
    picture: StoredFile | None


@dataclass(frozen=True)
class PartPage:
    """One page of parts, and the number that continues it."""

    rows: list[PartRow]
    after: str


def part_page(project: Project, viewer: Viewer, *, after: str = "") -> PartPage:
    """A page of parts by number, continued by number, in a constant number of queries."""
    found = list(parts_of(project).filter(number__gt=after)[: PAGE + 1])
    revisions = [part.valid[0] for part in found[:PAGE] if part.valid]  # type: ignore[attr-defined]
    pictures = thumbnails_of([revision.thing for revision in revisions], viewer)
    rows = [
        PartRow(part, revision, pictures.get(revision.thing) if revision else None)
        for part in found[:PAGE]
        for revision in [part.valid[0] if part.valid else None]  # type: ignore[attr-defined]
    ]
    return PartPage(rows, rows[-1].part.number if len(found) > PAGE else "")


@dataclass(frozen=True)
class RevisionRow:
    """A revision with the picture of its files."""

    revision: Revision
    picture: StoredFile | None


def revisions_of(part: Part) -> QuerySet[Revision]:
    """All revisions of a part in the order in which they were drawn."""
    return part.revisions.select_related("author", "part__project").order_by("pk")


def with_files(revisions: list[Revision], viewer: Viewer) -> list[RevisionRow]:
    """The revisions, each with its picture."""
    pictures = thumbnails_of([revision.thing for revision in revisions], viewer)
    return [RevisionRow(revision, pictures.get(revision.thing)) for revision in revisions]


def part_or_404(project: Project, number: str) -> Part:
    """The part of this number with its project."""
    part = Part.objects.filter(project=project, number=number).select_related("project").first()
    if part is None:
        raise Http404
    return part


@dataclass(frozen=True)
class ShownModel:
    """The model that a page shows, the box around it in millimetres, and all models it could show."""

    file: StoredFile | None
    envelope: str
    models: list[StoredFile]


def shown_model(files: list[StoredFile], pk: str) -> ShownModel:
    """The model asked for by its id, else the first; no model and an empty box where there is none."""
    models = [file for file in files if file.model_url]
    asked = [file for file in models if str(file.pk) == pk]
    file = next(iter([*asked, *models]), None)
    return ShownModel(file, envelope_of([file]) if file else "", models)


def envelope_of(files: list[StoredFile]) -> str:
    """The box around the first model, as `158 × 42 × 129` in millimetres; empty without a model."""
    for file in files:
        low, high = _corner(file, "low_mm"), _corner(file, "high_mm")
        if low and high:
            return " × ".join(str(round(b - a)) for a, b in zip(low, high, strict=True))
    return ""


def _corner(file: StoredFile, name: str) -> list[float]:
    corner = file.measures.get(name)
    return corner if isinstance(corner, list) else []
