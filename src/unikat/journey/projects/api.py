"""Projects as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.security import django_auth
from pydantic import Field

from unikat.foundation.people.doors import me
from unikat.foundation.people.models import Person
from unikat.foundation.ui.sent import NoPage, Page, Sent, Written, in_pairs
from unikat.journey.projects import actions, queries
from unikat.journey.projects.models import Area, Feature, Membership, Phase, Project, Role
from unikat.journey.projects.queries import project_or_404, visible_projects

router = Router(tags=["projects"])
Sentence = Annotated[str, Field(max_length=280)]
Licence = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.+-]{0,39}$")]


class ProjectOut(Schema):
    """A project as everybody may read it."""

    slug: str
    code: str
    name: str
    promise_de: str
    promise_en: str
    brief_de: str
    brief_en: str
    hardware_licence: str
    text_licence: str
    car_limit: int | None
    answer_days: int
    opened_at: datetime


class ProjectIn(Sent):
    """A new project."""

    slug: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,40}$")]
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]{1,6}$")]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    promise_de: Annotated[str, Field(min_length=1, max_length=280)]
    promise_en: Sentence = ""
    brief_de: Page
    brief_en: NoPage = ""
    hardware_licence: Licence = "CERN-OHL-S-2.0"
    text_licence: Licence = "CC-BY-SA-4.0"
    car_limit: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    answer_days: Annotated[int, Field(ge=1, le=365)] = 14


class PhaseOut(Schema):
    """A stretch of the road."""

    position: int
    title_de: str
    title_en: str
    note_de: str
    note_en: str
    features: list[str]
    opens_on: Annotated[date, Written]
    closes_on: date | None


class PhaseIn(Sent):
    """A stretch of the road as it is planned."""

    title_de: Annotated[str, Field(min_length=1, max_length=60)]
    title_en: Annotated[str, Field(max_length=60)] = ""
    note_de: Annotated[str, Field(max_length=120)] = ""
    note_en: Annotated[str, Field(max_length=120)] = ""
    features: list[Annotated[Feature, Written]] = []
    opens_on: Annotated[date, Written]
    closes_on: Annotated[date, Written] | None = None


class RoleOut(Schema):
    """Who does what."""

    person: str
    role: str
    areas: list[str]
    since: datetime

    @staticmethod
    def resolve_person(membership: Membership) -> str:
        """The person's handle."""
        return membership.person.handle


class RoleIn(Sent):
    """A role for somebody, known by handle."""

    person: Annotated[str, Field(max_length=40)]
    role: Annotated[Role, Written]
    areas: list[Annotated[Area, Written]] = []


@router.get("/projects/", response=list[ProjectOut])
def list_projects(request: HttpRequest) -> QuerySet[Project]:
    """The projects the reader may see (at most 100)."""
    return visible_projects(request.user)[:100]


@router.post("/projects/", response={201: ProjectOut}, auth=django_auth)
def open_project(request: HttpRequest, project: ProjectIn) -> tuple[int, Project]:
    """Open a project."""
    facts = in_pairs(project, "promise", "brief")
    return 201, actions.open_project(actor=me(request), **facts)


@router.get("/projects/{project}/", response=ProjectOut)
def read_project(request: HttpRequest, project: str) -> Project:
    """One project."""
    return project_or_404(project, request.user)


@router.get("/projects/{project}/road/", response=list[PhaseOut])
def read_road(request: HttpRequest, project: str) -> list[Phase]:
    """The phases, with the days between which their features are open."""
    return project_or_404(project, request.user).road


@router.put("/projects/{project}/road/{position}/", response=PhaseOut, auth=django_auth)
def plan_phase(
    request: HttpRequest, project: str, position: Annotated[int, Field(ge=1, le=99)], phase: PhaseIn
) -> Phase:
    """Put a phase on the road, or plan it anew."""
    found = project_or_404(project, request.user)
    facts = in_pairs(phase, "title", "note")
    return actions.plan_phase(actor=me(request), project=found, position=position, **facts)


@router.get("/projects/{project}/team/", response=list[RoleOut])
def read_team(request: HttpRequest, project: str) -> QuerySet[Membership]:
    """Everybody with a role."""
    return queries.team(project_or_404(project, request.user))


def _person(handle: str) -> Person:
    person = Person.objects.filter(handle=handle, is_active=True).first()
    if person is None:
        raise Http404
    return person


@router.post("/projects/{project}/team/", response={201: RoleOut}, auth=django_auth)
def give_role(request: HttpRequest, project: str, role: RoleIn) -> tuple[int, Membership]:
    """Give somebody a role."""
    found, person = project_or_404(project, request.user), _person(role.person)
    areas = [area.value for area in role.areas]
    role_ = role.role.value
    return 201, actions.give_role(actor=me(request), project=found, person=person, role=role_, areas=areas)


@router.delete("/projects/{project}/team/{person}/{role}/", response={204: None}, auth=django_auth)
def take_role(request: HttpRequest, project: str, person: str, role: Role) -> tuple[int, None]:
    """Take a role back."""
    found = project_or_404(project, request.user)
    actions.take_role(actor=me(request), project=found, person=_person(person), role=role.value)
    return 204, None


@router.get("/projects/{project}/history/")
def read_history(request: HttpRequest, project: str, after: int | None = None) -> dict[str, Any]:
    """What happened, newest first, as far as the reader may know it; pass `after` from the answer to go on."""
    told = queries.history_page(project_or_404(project, request.user), request.user, after)
    rows = [
        {
            "at": row.entry.at,
            "by": row.entry.actor_name,
            "verb": row.entry.verb,
            "kind": row.card.kind,
            "ref": row.card.ref,
            "title": row.card.title,
            "url": row.card.url,
        }
        for row in told.rows
    ]
    return {"entries": rows, "after": told.after}
