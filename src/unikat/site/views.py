"""Pages that see all stages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.jobs.actions import run_again
from unikat.foundation.jobs.models import Run, RunState
from unikat.foundation.jobs.schedule import nightlies
from unikat.foundation.ui import samples
from unikat.foundation.ui.pages import page
from unikat.journey.cars.queries import layers
from unikat.journey.parts.queries import roll_up_for
from unikat.journey.projects.queries import project_or_404, visible_projects
from unikat.journey.projects.rules import may_open
from unikat.site import queries

RUNS_SHOWN = 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All projects; with exactly one, its own home."""
    projects = list(visible_projects(request.user)[:50])
    if len(projects) == 1:
        return redirect(projects[0])
    return page(request, "site/home.html", {"projects": projects, "may_open": may_open(request.user)})


@require_safe
def project_home(request: HttpRequest, project: str) -> HttpResponse:
    """Where are we on the road, what was decided lately and why, what can I do now."""
    found = project_or_404(project, request.user)
    car = queries.newest_car(found)
    codes = car.codes if car else frozenset()
    context = {
        "project": found,
        "car": car,
        "layers": layers(found, codes) if car else [],
        "mass_g": rolled.mass_g if car and (rolled := roll_up_for(found, codes)) else None,
        "timeline": queries.timeline_of(found),
        "tasks": queries.tasks_for(found, request.user),
        "decided": queries.decided_lately(found),
        "openness": queries.openness_of(found),
        "people": queries.people_of(found),
    }
    return page(request, "site/project.html", context)


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """The live sheet of all parts of the look."""
    return page(request, "ui/sheet.html", {"sample": samples.sample()})


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of living together here, and what everybody may do."""
    return page(request, "site/rules.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site can be used, and whom to tell when it cannot."""
    return page(request, "site/accessibility.html")


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Who runs this server and what it keeps about people."""
    return page(
        request, "site/imprint.html", {"operator": settings.OPERATOR, "is_named": bool(settings.OPERATOR)}
    )


def _operator_only(request: HttpRequest) -> None:
    if not (request.user.is_authenticated and request.user.is_staff):
        raise Http404


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """What failed and why, what runs, waits and was done; for operators."""
    _operator_only(request)
    runs = Run.objects.order_by("-pk")
    context = {
        "failed": list(runs.filter(state=RunState.FAILED)[:RUNS_SHOWN]),
        "running": list(runs.filter(state=RunState.RUNNING)[:RUNS_SHOWN]),
        "waiting": list(runs.filter(state=RunState.WAITING)[:RUNS_SHOWN]),
        "done": list(runs.filter(state=RunState.DONE)[:RUNS_SHOWN]),
        "nightlies": sorted(nightlies.values(), key=lambda each: each.name),
    }
    return page(request, "site/jobs.html", context)


@require_POST
def job_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed run again."""
    _operator_only(request)
    run_again(run=get_object_or_404(Run, pk=pk, state=RunState.FAILED))
    return redirect("jobs")
