"""The guide, the step on the phone, and the friend's link."""

from __future__ import annotations

import segno
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unikat.foundation.files.queries import thumbnails_of
from unikat.foundation.ledger.queries import thread_of
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.doors import me
from unikat.foundation.people.models import Person
from unikat.foundation.talk.pages import conversation
from unikat.foundation.ui import thread
from unikat.foundation.ui.pages import page
from unikat.journey.builds import actions, queries, rules
from unikat.journey.builds.forms import ModuleForm, SignForm, StepForm
from unikat.journey.builds.models import Build, CrewPass, Step
from unikat.journey.parts.models import Revision
from unikat.journey.projects.queries import project_or_404

PASS = "crew_pass"  # noqa: S105 - the name of a session key


def _friend(request: HttpRequest) -> CrewPass | None:
    kept = request.session.get(PASS)
    return queries.valid_passes().filter(pk=kept).first() if kept else None


def signer_of(request: HttpRequest, build: Build) -> Person | CrewPass | AnonymousUser:
    """Who is at this phone: the friend whose pass for this build is in the session, else whoever is signed in."""
    friend = _friend(request)
    return friend if friend and friend.build_id == build.pk else request.user


def build_here(request: HttpRequest, project: str, number: int) -> Build:
    """The build of this address: for those who see its car, and for a friend whose pass opens it."""
    friend = _friend(request)
    if friend and (friend.build.car.project.slug, friend.build.car.number) == (project, number):
        return friend.build
    return queries.build_or_404(project_or_404(project, request.user), number, request.user)


@require_safe
def guide(request: HttpRequest, project: str) -> HttpResponse:
    """All modules and steps, with their conditions."""
    found = project_or_404(project, request.user)
    context = {"project": found, "here": "step", "guide": queries.guide_of(found)}
    context["may_write"] = rules.may_write_guide(request.user, found)
    return page(request, "builds/guide.html", context)


@login_required
def add_module(request: HttpRequest, project: str) -> HttpResponse:
    """Begin a module of the guide."""
    found = project_or_404(project, request.user)
    if not rules.may_write_guide(request.user, found):
        raise NotAllowed(_("Coaches, engineers and stewards write the guide."))
    form = ModuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            title = (form.cleaned_data["title_de"], form.cleaned_data["title_en"])
            number = form.cleaned_data["number"]
            actions.add_module(actor=me(request), project=found, number=number, title=title)
            return redirect("builds:guide", project=found.slug)
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": found, "here": "step", "form": form, "heading": _("Begin a module")}
    return page(request, "builds/write.html", context, status=422 if form.errors else 200)


@login_required
def add_step(request: HttpRequest, project: str) -> HttpResponse:
    """Write a step of the guide."""
    found = project_or_404(project, request.user)
    if not rules.may_write_guide(request.user, found):
        raise NotAllowed(_("Coaches, engineers and stewards write the guide."))
    form = StepForm(request.POST or None, project=found)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.add_step(actor=me(request), **form.facts()))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": found, "here": "step", "form": form, "heading": _("Write a step")}
    return page(request, "builds/write.html", context, status=422 if form.errors else 200)


@require_safe
def step(request: HttpRequest, project: str, step: str) -> HttpResponse:
    """One step of the guide and its thread."""
    found = project_or_404(project, request.user)
    one = queries.step_or_404(found, step)
    way = thread_of(one.thing, request.user)
    context = {
        "project": found,
        "here": "step",
        "step": one,
        "parts": list(one.parts.select_related("project")),
        "way": way,
        "stations": thread.chain(way.cards, here="step"),
        "conversation": conversation(request, one.thing, found),
    }
    return page(request, "builds/step.html", context)


@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """A friend opens the link: from now on this browser acts under the friend's name, for this build only."""
    found = actions.pass_of(token)
    if found is None:
        raise Http404
    request.session[PASS] = found.pk
    build = found.build
    context = {
        "project": build.car.project,
        "here": "step",
        "build": build,
        "friend": found,
        "open": queries.open_steps(build)[:8],
        "days": list(build.days.select_related("bay")),
    }
    return page(request, "builds/enter.html", context)


@require_safe
def code(request: HttpRequest, token: str) -> HttpResponse:
    """The friend's link as a code to scan."""
    if actions.pass_of(token) is None:
        raise Http404
    link = request.build_absolute_uri(reverse("builds:enter", args=[token]))
    drawn = segno.make(link, error="m").svg_inline(scale=6, border=2)
    return HttpResponse(drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1), "image/svg+xml")


def sign(request: HttpRequest, project: str, number: int, step: str) -> HttpResponse:
    """The step on the phone: what to do, what to measure, two people, one big button."""
    build = build_here(request, project, number)
    one = queries.step_or_404(build.car.project, step)
    who = signer_of(request, build)
    if request.method == "POST" and not rules.may_sign(who, build):
        raise NotAllowed(_("Owner, coach and invited friends sign the steps of their build."))
    form = SignForm(request.POST or None, step=one, names=_others(who, build))
    if request.method == "POST" and form.is_valid():
        try:
            return _signed(who, build, one, form)
        except Refused as refusal:
            if isinstance(refusal, NotAllowed):
                raise
            refusal.show_in(form)
    return page(
        request, "builds/sign.html", _told(request, build, one, form), status=422 if form.errors else 200
    )


def _others(who: Person | CrewPass | AnonymousUser, build: Build) -> list[str]:
    own = getattr(who, "actor_name", "")
    return [name for name in queries.names_of_crew(build) if name != own]


def _signed(who: Person | CrewPass | AnonymousUser, build: Build, one: Step, form: SignForm) -> HttpResponse:
    if isinstance(who, AnonymousUser):
        raise NotAllowed(_("Owner, coach and invited friends sign the steps of their build."))
    actions.sign_off(
        actor=who,
        build=build,
        step=one,
        values=actions.read_values(one, form.typed),
        second=form.cleaned_data.get("second", ""),
        note=form.cleaned_data["note"],
    )
    left = queries.open_steps(build)
    project = build.car.project.slug
    if left and left[0].module_id == one.module_id:
        return redirect("builds:sign", project=project, number=build.car.number, step=left[0].number)
    return redirect("builds:sign", project=project, number=build.car.number, step=one.number)


def _told(request: HttpRequest, build: Build, one: Step, form: SignForm) -> dict[str, object]:
    who = signer_of(request, build)
    own, signed = queries.steps_of(build), queries.signed_in(build)
    if one.pk not in {step.pk for step in own}:
        raise Http404
    in_module = [step for step in own if step.module_id == one.module_id]
    parts = list(one.parts.select_related("project"))
    valid = Revision.objects.filter(part__in=parts, state="valid").select_related("part__project")
    pictures = thumbnails_of([revision.thing for revision in valid], request.user)
    left = [step for step in own if step.pk not in signed]
    return {
        "project": build.car.project,
        "here": "step",
        "build": build,
        "step": one,
        "signed": signed.get(one.pk),
        "steps": [(step, step.pk in signed) for step in in_module],
        "place": in_module.index(one) + 1,
        "pictures": list(pictures.values())[:1],
        "parts": parts,
        "gate": queries.gate_before(build, one),
        "form": form,
        "who": who,
        "may_sign": rules.may_sign(who, build),
        "next": left[0] if left else None,
    }
