"""Pages of a build: plan, crew, progress."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unikat.engines.planning import Plan
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.doors import me
from unikat.foundation.ui.pages import page
from unikat.journey.builds import actions, queries, rules
from unikat.journey.builds.forms import FriendForm
from unikat.journey.builds.models import Build, CrewPass
from unikat.journey.builds.views.guiding import build_here, signer_of
from unikat.journey.projects.queries import project_or_404


def _build(request: HttpRequest, project: str, number: int) -> Build:
    return queries.build_or_404(project_or_404(project, request.user), number, request.user)


@require_safe
def detail(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """The plan of the booked days, who is there, what is done and what comes next."""
    build = build_here(request, project, number)
    modules, planned = queries.progress_of(build)
    days = list(build.days.select_related("bay"))
    total = sum(len(module.steps) for module in modules)
    done = sum(module.done for module in modules)
    left = queries.open_steps(build)
    context = {
        "project": build.car.project,
        "here": "step",
        "build": build,
        "days": days,
        "today": build.workshop.today,
        "modules": modules,
        "missing": planned.unplanned if isinstance(planned, Plan) else planned.reasons,
        "total": total,
        "done": done,
        "next": left[0] if left else None,
        "people": len(queries.names_of_crew(build)),
        "crew": list(build.crew.filter(revoked_at__isnull=True).select_related("person")),
        "leads": rules.leads(request.user, build),
        "may_sign": rules.may_sign(signer_of(request, build), build),
    }
    return page(request, "builds/detail.html", context)


@login_required
def crew(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Invite friends: a link and a code to scan, shown once."""
    build = _build(request, project, number)
    if not rules.leads(request.user, build):
        raise NotAllowed(_("The owner and the coach invite friends."))
    form = FriendForm(request.POST or None)
    link = name = token = ""
    if request.method == "POST" and form.is_valid():
        try:
            made, token = actions.invite_crew(actor=me(request), build=build, **form.cleaned_data)
            link, name = request.build_absolute_uri(reverse("builds:enter", args=[token])), made.name
            form = FriendForm()
        except Refused as refusal:
            refusal.show_in(form)
    passes = build.crew.filter(revoked_at__isnull=True)
    context = {
        "project": build.car.project,
        "here": "step",
        "build": build,
        "form": form,
        "passes": list(passes),
    }
    context |= {"link": link, "invited": name, "token": token}
    return page(request, "builds/crew.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def revoke(request: HttpRequest, project: str, number: int, pk: int) -> HttpResponse:
    """Take a pass back."""
    build = _build(request, project, number)
    crew_pass = get_object_or_404(CrewPass.objects.select_related("build__car"), pk=pk, build=build)
    actions.revoke_pass(actor=me(request), crew_pass=crew_pass)
    return redirect("builds:crew", project=project, number=number)


@require_POST
@login_required
def finish(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """All steps are signed: the car stands."""
    build = _build(request, project, number)
    actions.finish_build(actor=me(request), build=build)
    return redirect(build)
