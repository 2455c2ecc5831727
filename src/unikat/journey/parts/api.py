"""Parts and bills as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.security import django_auth

from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent
from unikat.journey.parts import actions, queries
from unikat.journey.parts.models import Part
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["parts"])


class PartOut(Schema):
    """A part as everybody may read it."""

    number: str
    name_de: str
    name_en: str
    make: str
    material: str
    supplier: str
    lead_days: int | None
    approval_mark: str
    safety_critical: bool
    revisions: list[dict[str, Any]]

    @staticmethod
    def resolve_revisions(part: Part) -> list[dict[str, Any]]:
        """All revisions in their order."""
        return [
            {"letter": r.letter, "state": r.state, "mass_g": r.mass_g, "cost_cents": r.cost_cents}
            for r in queries.revisions_of(part)
        ]


class RevisionIn(Sent):
    """A new revision without files."""

    note_de: str = Field(min_length=1, max_length=600)
    note_en: str = Field("", max_length=600)
    mass_g: int | None = Field(None, ge=0, le=10_000_000)
    cost_cents: int | None = Field(None, ge=0, le=100_000_000)


@router.get("/projects/{project}/parts/{number}/", response=PartOut)
def read_part(request: HttpRequest, project: str, number: str) -> Part:
    """One part with its revisions."""
    return queries.part_or_404(project_or_404(project, request.user), number)


@router.post("/projects/{project}/parts/{number}/revisions/", response={201: PartOut}, auth=django_auth)
def draft_revision(request: HttpRequest, project: str, number: str, revision: RevisionIn) -> tuple[int, Part]:
    """Draw a revision."""
    part = queries.part_or_404(project_or_404(project, request.user), number)
    facts = revision.dict()
    note = (facts.pop("note_de"), facts.pop("note_en"))
    actions.draft_revision(actor=me(request), part=part, note=note, **facts)
    return 201, part


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
