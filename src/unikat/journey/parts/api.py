"""Parts and bills as JSON."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile
from ninja.security import django_auth
from pydantic import Field

from unikat.foundation.files.models import StoredFile
from unikat.foundation.files.queries import files_by_thing
from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent, Written, in_pairs
from unikat.journey.parts import actions, queries
from unikat.journey.parts.models import Make, Part, Revision
from unikat.journey.projects.models import Area
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["parts"])
_ONE = "/projects/{project}/parts/{number}/"
Name = Annotated[str, Field(max_length=160)]
Note = Annotated[str, Field(max_length=600)]
Short = Annotated[str, Field(max_length=80)]
Figure = Annotated[int, Field(ge=0, le=1_000_000_000, strict=False)]


class PartIn(Sent):
    """A new part."""

    number: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,58}$")]
    name_de: Annotated[str, Field(min_length=1, max_length=160)]
    name_en: Name = ""
    make: Annotated[Make, Written] = Make.MAKE
    area: Annotated[Area, Written] | Literal[""] = ""
    material: Short = ""
    supplier: Name = ""
    lead_days: Annotated[int, Field(ge=0, le=999)] | None = None
    approval_mark: Short = ""
    safety_critical: bool = False


class RevisionIn(Sent):
    """A new revision; its files come beside it."""

    note_de: Annotated[str, Field(min_length=1, max_length=600)]
    note_en: Note = ""
    mass_g: Figure | None = None
    cost_cents: Figure | None = None


class LineIn(Sent):
    """So many of a part in an assembly."""

    child: Annotated[str, Field(max_length=60)]
    quantity: Annotated[str, Field(max_length=24)] = "1"
    unit: Annotated[str, Field(min_length=1, max_length=8)] = "pcs"
    condition: Annotated[str, Field(max_length=400)] = ""
    place_de: Name = ""
    place_en: Name = ""


def _file(file: StoredFile) -> dict[str, Any]:
    told = {"name": file.name, "url": file.url, "model": file.model_url, "thumbnail": file.thumbnail_url}
    return {**told, "state": file.state, "problem": file.problem, "sha256": file.blob_id}


def _part(request: HttpRequest, project: str, number: str) -> Part:
    return queries.part_or_404(project_or_404(project, request.user), number)


def _told(part: Part, request: HttpRequest) -> dict[str, Any]:
    """A part with all its revisions and their files."""
    revisions = list(queries.revisions_of(part))
    files = files_by_thing([one.thing for one in revisions], request.user)
    names = (
        *("number", "name_de", "name_en", "make", "area", "material", "supplier", "lead_days"),
        *("approval_mark", "safety_critical", "position_mm", "licence", "source_url"),
    )
    return {
        **{name: getattr(part, name) for name in names},
        "revisions": [
            {**_revision(one), "files": [_file(file) for file in files.get(one.thing, [])]}
            for one in revisions
        ],
    }


def _revision(revision: Revision) -> dict[str, Any]:
    names = ("letter", "state", "note_de", "note_en", "mass_g", "cost_cents", "made_at", "released_at")
    return {**{name: getattr(revision, name) for name in names}, "author": revision.author.handle}


@router.get("/projects/{project}/parts/")
def list_parts(request: HttpRequest, project: str, after: str = "") -> dict[str, Any]:
    """A page of parts by number, each with the figures of its valid revision; pass `after` to go on."""
    page = queries.part_page(project_or_404(project, request.user), request.user, after=after)
    rows = [
        {
            **{name: getattr(row.part, name) for name in ("number", "name_de", "name_en", "make")},
            "revision": row.revision.letter if row.revision else None,
            "mass_g": row.revision.mass_g if row.revision else None,
            "cost_cents": row.revision.cost_cents if row.revision else None,
        }
        for row in page.rows
    ]
    return {"parts": rows, "after": page.after}


@router.post("/projects/{project}/parts/", response={201: dict[str, Any]}, auth=django_auth)
def add_part(request: HttpRequest, project: str, part: PartIn) -> tuple[int, dict[str, Any]]:
    """Add a part."""
    found = project_or_404(project, request.user)
    made = actions.add_part(actor=me(request), project=found, **in_pairs(part, "name"))
    return 201, _told(made, request)


@router.get(_ONE)
def read_part(request: HttpRequest, project: str, number: str) -> dict[str, Any]:
    """One part with its revisions and their files."""
    return _told(_part(request, project, number), request)


@router.post(_ONE + "revisions/", response={201: dict[str, Any]}, auth=django_auth)
def draft_revision(
    request: HttpRequest,
    project: str,
    number: str,
    revision: Form[RevisionIn],
    files: File[list[UploadedFile]] = [],  # noqa: B006 - ninja reads the default and never changes it
) -> tuple[int, dict[str, Any]]:
    """Draw a revision with its files (multipart); a STEP file becomes a 3D model."""
    part = _part(request, project, number)
    facts = in_pairs(revision, "note")
    actions.draft_revision(actor=me(request), part=part, uploads=files, **facts)
    return 201, _told(part, request)


@router.post(_ONE + "revisions/{letter}/release/", auth=django_auth)
def release_revision(request: HttpRequest, project: str, number: str, letter: str) -> dict[str, Any]:
    """Release the first revision of a part; later ones are released by accepting a change."""
    part = _part(request, project, number)
    revision = queries.revisions_of(part).filter(letter=letter).first()
    if revision is None:
        raise Http404
    actions.release_first(actor=me(request), revision=revision)
    return _told(part, request)


@router.put(_ONE + "lines/", response={204: None}, auth=django_auth)
def set_line(request: HttpRequest, project: str, number: str, line: LineIn) -> tuple[int, None]:
    """Put a part into this assembly, or change how many."""
    parent = _part(request, project, number)
    child = queries.part_or_404(parent.project, line.child)
    facts = in_pairs(line, "place") | {"child": child}
    actions.set_line(actor=me(request), parent=parent, **facts)
    return 204, None


@router.get("/projects/{project}/bill/")
def read_bill(request: HttpRequest, project: str) -> list[dict[str, str]]:
    """The whole bill of materials, line by line."""
    found = project_or_404(project, request.user)
    return [
        {
            "parent": line.parent,
            "child": line.child,
            "quantity": str(line.quantity),
            "condition": line.condition,
        }
        for line in queries.bill(found)
    ]


@router.get("/projects/{project}/bill/sum/")
def read_sum(
    request: HttpRequest, project: str, options: Annotated[str, Field(max_length=2000)] = ""
) -> dict[str, Any]:
    """What a car with these options (codes, separated by commas) weighs and costs, and which figures are missing."""
    found = project_or_404(project, request.user)
    codes = frozenset(code.strip() for code in options.split(",") if code.strip())
    rolled = queries.roll_up_for(found, codes)
    if rolled is None:
        raise Http404
    return {
        "root": queries.root_of(found),
        "options": sorted(codes),
        "mass_g": rolled.mass_g,
        "cost_cents": rolled.cost_cents,
        "lead_days": rolled.lead_days,
        "missing": [{"part": gap.number, "what": gap.what} for gap in rolled.missing],
    }
