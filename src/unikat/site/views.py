"""Pages that see all stages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from unikat.foundation.ui.pages import page
from unikat.journey.projects.queries import project_or_404, road, team, visible_projects


def home(request: HttpRequest) -> HttpResponse:
    """All projects; with exactly one, its own home."""
    projects = list(visible_projects(request.user)[:50])
    if len(projects) == 1:
        return redirect(projects[0])
    return page(request, "site/home.html", {"projects": projects})


def project_home(request: HttpRequest, project: str) -> HttpResponse:
    """Where are we on the road, what was decided lately and why, what can I do now."""
    found = project_or_404(project, request.user)
    return page(request, "site/project.html", {"project": found, "road": road(found), "team": team(found)})
