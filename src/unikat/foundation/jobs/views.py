"""The operator's page of jobs."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from unikat.foundation.jobs import actions
from unikat.foundation.jobs.models import Run, RunState
from unikat.foundation.jobs.schedule import nightlies
from unikat.foundation.ui.pages import page

SHOWN = 60


def _operator_only(request: HttpRequest) -> None:
    if not (request.user.is_authenticated and request.user.is_staff):
        raise Http404


def run_list(request: HttpRequest) -> HttpResponse:
    """What failed and why, what runs, waits and was done; for operators."""
    _operator_only(request)
    context = {
        "failed": list(Run.objects.filter(state=RunState.FAILED).order_by("-pk")[:SHOWN]),
        "running": list(Run.objects.filter(state=RunState.RUNNING).order_by("pk")[:SHOWN]),
        "waiting": list(Run.objects.filter(state=RunState.WAITING).order_by("pk")[:SHOWN]),
        "done": list(Run.objects.filter(state=RunState.DONE).order_by("-pk")[:SHOWN]),
        "nightlies": sorted(nightlies.values(), key=lambda each: each.name),
    }
    return page(request, "jobs/list.html", context)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed run again."""
    _operator_only(request)
    actions.run_again(run=get_object_or_404(Run, pk=pk, state=RunState.FAILED))
    return redirect("jobs")
