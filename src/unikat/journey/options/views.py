"""Pages of options, rules and editions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from unikat.engines import configuring
from unikat.foundation.ledger.queries import thread_of
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.doors import me
from unikat.foundation.ui import thread
from unikat.foundation.ui.pages import page
from unikat.foundation.ui.words import say
from unikat.journey.options import actions, queries, rules
from unikat.journey.options.forms import GroupForm, OptionForm, ReleaseForm, RetireForm, RuleForm
from unikat.journey.projects.models import Project
from unikat.journey.projects.queries import project_or_404


@require_safe
def option_list(request: HttpRequest, project: str) -> HttpResponse:
    """All options and rules, what the check found, and the released edition."""
    found = project_or_404(project, request.user)
    groups, draft = list(queries.groups_of(found)), queries.draft_of(found)
    findings = configuring.findings(queries.model_of(draft)) if draft["groups"] else ()
    context = {
        "project": found,
        "here": "option",
        "groups": groups,
        "rules": list(queries.rules_of(found)),
        "findings": list(
            zip((f.kind in queries.STOPPING for f in findings), queries.told(found, findings), strict=True)
        ),
        "edition": queries.current_edition(found),
        "may_edit": rules.may_edit_options(request.user, found),
        "may_release": rules.may_release(request.user, found),
    }
    return page(request, "options/list.html", context)


@require_safe
def option(request: HttpRequest, project: str, code: str) -> HttpResponse:
    """One option: what it brings, the rules that bind it, whose wishes led to it, in which cars it drives."""
    found = project_or_404(project, request.user)
    one = queries.option_or_404(found, code)
    way = thread_of(one.thing, request.user)
    context = {
        "project": found,
        "here": "option",
        "option": one,
        "rules": [rule for rule in queries.rules_of(found) if code in queries.codes_of(rule)],
        "way": way,
        "stations": thread.chain(way.cards, here="option"),
    }
    return page(request, "options/option.html", context)


def _write(
    request: HttpRequest, project: Project, title: str | Promise, form: forms.Form, act: Callable[[], Any]
) -> HttpResponse:
    """One form, one action: what is refused stands at its field, and nothing typed is lost."""
    if not rules.may_edit_options(request.user, project):
        raise NotAllowed(str(_("Engineers, designers and stewards write options and rules.")))
    if request.method == "POST" and form.is_valid():
        try:
            act()
            return redirect("options:list", project=project.slug)
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": project, "here": "option", "heading": title, "form": form}
    return page(request, "options/write.html", context, status=422 if form.errors else 200)


@login_required
def add_group(request: HttpRequest, project: str) -> HttpResponse:
    """Ask one more question."""
    found = project_or_404(project, request.user)
    form = GroupForm(request.POST or None)

    def act() -> None:
        data = form.cleaned_data
        name = (data["name_de"], data["name_en"])
        actions.add_group(actor=me(request), project=found, code=data["code"], kind=data["kind"], name=name)

    return _write(request, found, _("Ask one more question"), form, act)


@login_required
def add_option(request: HttpRequest, project: str) -> HttpResponse:
    """Offer one more option."""
    found = project_or_404(project, request.user)
    form = OptionForm(request.POST or None, project=found)
    act = lambda: actions.add_option(actor=me(request), **form.facts())  # noqa: E731 - the form is clean by then
    return _write(request, found, _("Offer one more option"), form, act)


@login_required
def add_rule(request: HttpRequest, project: str) -> HttpResponse:
    """Write a rule."""
    found = project_or_404(project, request.user)
    form = RuleForm(request.POST or None, project=found)
    act = lambda: actions.add_rule(actor=me(request), project=found, **form.facts())  # noqa: E731 - as above
    return _write(request, found, _("Write a rule"), form, act)


@login_required
def retire_rule(request: HttpRequest, project: str, code: str) -> HttpResponse:
    """Put a rule out of force."""
    found = project_or_404(project, request.user)
    rule = queries.rule_or_404(found, code)
    form = RetireForm(request.POST or None)
    act = lambda: actions.retire_rule(actor=me(request), rule=rule, **form.cleaned_data)  # noqa: E731 - as above
    title = gettext("Retire the rule %(rule)s") % {"rule": f"{rule.code} {say(rule, 'sentence')}"}
    return _write(request, found, title, form, act)


@login_required
def release(request: HttpRequest, project: str) -> HttpResponse:
    """Release the options as they stand."""
    found = project_or_404(project, request.user)
    if not rules.may_release(request.user, found):
        raise NotAllowed(str(_("Stewards release an edition.")))
    edition = queries.current_edition(found)
    initial = (
        {"base_price": edition.base_price_cents / 100, "base_lead_days": edition.base_lead_days}
        if edition
        else {}
    )
    form = ReleaseForm(request.POST or None, initial=initial)

    def act() -> None:
        actions.release_edition(
            actor=me(request),
            project=found,
            base_price_cents=int(form.cleaned_data["base_price"] * 100),
            base_lead_days=form.cleaned_data["base_lead_days"],
        )

    return _write(request, found, _("Release an edition"), form, act)
