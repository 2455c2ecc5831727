"""A project's own pages: what it is, who is in it, what happened; and how it is opened and led."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.doors import me
from unikat.foundation.people.models import Person
from unikat.foundation.ui.keys import key_of
from unikat.foundation.ui.pages import page
from unikat.journey.projects import actions, queries, rules
from unikat.journey.projects.forms import DescribeForm, PhaseForm, ProjectForm, RoleForm
from unikat.journey.projects.models import Project
from unikat.journey.projects.queries import project_or_404, team


@require_safe
def about(request: HttpRequest, project: str) -> HttpResponse:
    """The brief, the licences, the team and its areas, the road."""
    found = project_or_404(project, request.user)
    context = {
        "project": found,
        "team": team(found),
        "road": found.road,
        "leads": rules.is_steward(request.user, found),
    }
    return page(request, "projects/about.html", context)


@require_safe
def history(request: HttpRequest, project: str) -> HttpResponse:
    """Everything that happened, newest first, as far as the reader may know it."""
    found = project_or_404(project, request.user)
    told = queries.history_page(found, request.user, key_of(request))
    return page(request, "projects/history.html", {"project": found, "told": told.rows, "after": told.after})


def _write(
    request: HttpRequest,
    title: str | Promise,
    form: forms.Form,
    act: Callable[[], Any],
    project: Project | None = None,
) -> HttpResponse:
    """One form, one action: what is refused stands at its field, and nothing typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
            return redirect(reverse("projects:about", args=[project.slug]) if project else done)
        except Refused as refusal:
            if refusal.status != 422:
                raise
            refusal.show_in(form)
    context = {"project": project, "heading": title, "form": form}
    return page(request, "projects/write.html", context, status=422 if form.errors else 200)


@login_required
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a project."""
    if not rules.may_open(request.user):
        raise NotAllowed(str(rules.WHO_OPENS))
    form = ProjectForm(request.POST or None)
    act = lambda: actions.open_project(actor=me(request), **form.facts())  # noqa: E731 - the form is clean by then
    return _write(request, _("Open a vehicle"), form, act)


def _led(request: HttpRequest, project: str) -> Project:
    found = project_or_404(project, request.user)
    if not rules.is_steward(request.user, found):
        raise NotAllowed(str(_("Stewards describe the project, hand out its roles and plan its road.")))
    return found


@login_required
def describe(request: HttpRequest, project: str) -> HttpResponse:
    """Say anew what the project is."""
    found = _led(request, project)
    form = DescribeForm(
        request.POST or None, initial={name: getattr(found, name) for name in DescribeForm.base_fields}
    )
    act = lambda: actions.describe_project(actor=me(request), project=found, **form.cleaned_data)  # noqa: E731 - as above
    return _write(request, _("Describe the project"), form, act, found)


@login_required
def give_role(request: HttpRequest, project: str) -> HttpResponse:
    """Give somebody a role."""
    found = _led(request, project)
    form = RoleForm(request.POST or None)
    act = lambda: actions.give_role(actor=me(request), project=found, **form.cleaned_data)  # noqa: E731 - as above
    return _write(request, _("Give a role"), form, act, found)


@require_POST
@login_required
def take_role(request: HttpRequest, project: str) -> HttpResponse:
    """Take a role back."""
    found = _led(request, project)
    person = get_object_or_404(Person, handle=request.POST.get("person", "").replace("\0", ""))
    role = request.POST.get("role", "").replace("\0", "")
    actions.take_role(actor=me(request), project=found, person=person, role=role)
    return redirect("projects:about", project=found.slug)


@login_required
def plan_phase(request: HttpRequest, project: str) -> HttpResponse:
    """Plan a phase; `?position=2` brings the one that stands there."""
    found = _led(request, project)
    phases = found.road
    position = key_of(request, "position")
    planned = next((phase for phase in phases if phase.position == position), None)
    names = ("position", "title_de", "title_en", "note_de", "note_en", "opens_on", "closes_on", "features")
    initial = {name: getattr(planned, name) for name in names} if planned else {"position": len(phases) + 1}
    form = PhaseForm(request.POST or None, initial=initial)
    act = lambda: actions.plan_phase(actor=me(request), project=found, **form.facts())  # noqa: E731 - as above
    return _write(request, _("Plan the road"), form, act, found)
