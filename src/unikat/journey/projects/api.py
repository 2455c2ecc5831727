"""Projects as JSON."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema

from unikat.journey.projects.models import Project
from unikat.journey.projects.queries import project_or_404, visible_projects

router = Router(tags=["projects"])


class ProjectOut(Schema):
    """A project as everybody may read it."""

    slug: str
    code: str
    name: str
    promise_de: str
    promise_en: str
    hardware_licence: str
    text_licence: str
    car_limit: int | None
    opened_at: datetime


@router.get("/projects/", response=list[ProjectOut])
def list_projects(request: HttpRequest) -> QuerySet[Project]:
    """The projects the reader may see (at most 100)."""
    return visible_projects(request.user)[:100]


@router.get("/projects/{project}/", response=ProjectOut)
def read_project(request: HttpRequest, project: str) -> Project:
    """One project."""
    return project_or_404(project, request.user)
