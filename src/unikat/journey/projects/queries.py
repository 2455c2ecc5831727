"""Questions about projects."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import entries_for
from unikat.foundation.ledger.things import Viewer
from unikat.journey.projects.models import Membership, Project


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


def happened_in(project: Project, viewer: Viewer) -> QuerySet[Entry]:
    """What happened in a project, newest first, as far as the viewer may read it."""
    return entries_for(viewer).filter(project_id=project.pk)
