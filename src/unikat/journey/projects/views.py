"""A project's own pages: what it is, who is in it, what happened."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unikat.foundation.ledger import things
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.doors import me
from unikat.foundation.ui.pages import page
from unikat.journey.projects import actions, rules
from unikat.journey.projects.forms import DescribeForm, OpenForm, PhaseForm, RoleForm
from unikat.journey.projects.models import Project
from unikat.journey.projects.queries import happened_in, project_or_404, road, team

ENTRIES_SHOWN = 40


def about(request: HttpRequest, project: str) -> HttpResponse:
    """The brief, the licences, the team and its areas, the road."""
    found = project_or_404(project, request.user)
    context = {
        "project": found,
        "team": team(found),
        "road": road(found),
        "is_steward": rules.is_steward(request.user, found),
    }
    return page(request, "projects/about.html", context)


def history(request: HttpRequest, project: str) -> HttpResponse:
    """Everything that happened, newest first, as far as the reader may know it."""
    found = project_or_404(project, request.user)
    entries = happened_in(found, request.user)
    if request.GET.get("after", "").isdigit():
        entries = entries.filter(pk__lt=int(request.GET["after"]))
    shown = list(entries[: ENTRIES_SHOWN + 1])
    cards = things.cards([entry.thing for entry in shown], request.user)
    told = [
        (entry, cards[entry.thing], things.deed(entry.verb))
        for entry in shown[:ENTRIES_SHOWN]
        if entry.thing in cards
    ]
    after = shown[ENTRIES_SHOWN - 1].pk if len(shown) > ENTRIES_SHOWN else None
    return page(request, "projects/history.html", {"project": found, "told": told, "after": after})


@login_required
def open_project(request: HttpRequest) -> HttpResponse:
    """Open a project, and be its first steward."""
    if not rules.may_open_projects(request.user):
        raise NotAllowed(_("Trusted members open projects. Ask the operator of this server."))
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.open_project(actor=me(request), **form.facts()))
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
    heading = _("Open a vehicle")
    return _write(request, form, heading, _("Its opener is its first steward and hands out the roles."))


@login_required
def describe(request: HttpRequest, project: str) -> HttpResponse:
    """Say anew what the project is."""
    found = _steered(request, project)
    form = DescribeForm(request.POST or None, instance=project_or_404(project, request.user))
    if request.method == "POST" and form.is_valid():
        actions.describe_project(actor=me(request), project=found, **form.cleaned_data)
        return redirect("projects:about", found.slug)
    return _write(request, form, _("Describe the project"), "", found)


@login_required
def give_role(request: HttpRequest, project: str) -> HttpResponse:
    """Give somebody a role, for the whole car or for areas of it."""
    found = _steered(request, project)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.give_role(actor=me(request), project=found, **form.cleaned_data)
        return redirect("projects:about", found.slug)
    return _write(
        request, form, _("Hand out a role"), _("Who decides stands on the page about the project."), found
    )


@login_required
@require_POST
def withdraw_role(request: HttpRequest, project: str, pk: int) -> HttpResponse:
    """Take a role back."""
    found = _steered(request, project)
    actions.withdraw_role(actor=me(request), membership=get_object_or_404(team(found), pk=pk))
    return redirect("projects:about", found.slug)


@login_required
def plan(request: HttpRequest, project: str, position: int) -> HttpResponse:
    """Put a phase on the road, or plan it anew."""
    found = _steered(request, project)
    phase = found.phases.filter(position=position).first()
    form = PhaseForm(request.POST or None, instance=phase)
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_phase(actor=me(request), project=found, position=position, **form.facts())
            return redirect("projects:about", found.slug)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
    return _write(request, form, _("Plan a phase"), _("What no phase opens is closed on that day."), found)


def _steered(request: HttpRequest, slug: str) -> Project:
    """The project, for its stewards."""
    found = project_or_404(slug, request.user)
    if not rules.is_steward(request.user, found):
        raise NotAllowed(_("Stewards describe the project, hand out its roles and plan its road."))
    return found


def _write(
    request: HttpRequest, form: BaseForm, heading: str, say: str, project: Project | None = None
) -> HttpResponse:
    context = {"project": project, "form": form, "heading": heading, "say_so": say}
    return page(request, "projects/write.html", context, status=422 if form.errors else 200)
