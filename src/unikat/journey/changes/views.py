"""Pages of changes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.ledger import things
from unikat.foundation.ledger.queries import thread_of
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.doors import me
from unikat.foundation.search.queries import find
from unikat.foundation.talk.pages import conversation
from unikat.foundation.ui import thread
from unikat.foundation.ui.keys import key_of
from unikat.foundation.ui.pages import page
from unikat.journey.changes import actions, queries, rules
from unikat.journey.changes.forms import ChangeForm, ClosingForm, ReviewForm
from unikat.journey.changes.models import Change
from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.queries import project_or_404
from unikat.journey.projects.rules import why_closed


@require_safe
def change_list(request: HttpRequest, project: str) -> HttpResponse:
    """All changes, newest first: what is proposed, who looked at it."""
    found = project_or_404(project, request.user)
    shown = queries.change_page(found, key_of(request))
    context = {
        "project": found,
        "here": "part",
        "changes": shown.rows,
        "after": shown.after,
        "closed": why_closed(found, Feature.ENGINEERING),
        "needed": rules.REVIEWS_NEEDED,
        "may_propose": rules.may_propose(request.user, found),
    }
    return page(request, "changes/list.html", context)


def _change(request: HttpRequest, project: str, number: int) -> Change:
    return queries.change_or_404(project_or_404(project, request.user), number)


def _told(request: HttpRequest, change: Change, **forms: Any) -> dict[str, Any]:
    """Everything a change's page shows."""
    way = thread_of(change.thing, request.user)
    return {
        "project": change.project,
        "here": "part",
        "change": change,
        "raised_from": things.card(change.raised_from, request.user) if change.raised_from else None,
        "comparisons": queries.comparisons_of(change, request.user),
        "bill_edits": list(change.bill_edits.select_related("parent__project", "child__project")),
        "way": way,
        "stations": thread.chain(way.cards, here="part"),
        "needed": rules.REVIEWS_NEEDED,
        "may_amend": rules.may_amend(request.user, change),
        "may_review": rules.may_review(request.user, change),
        "may_accept": rules.may_accept(request.user, change),
        "may_decline": rules.may_decline(request.user, change),
        "review_form": forms.get("review") or ReviewForm(),
        "closing_form": forms.get("closing") or ClosingForm(),
        "conversation": conversation(request, change.thing, change.project),
    }


@require_safe
def detail(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """One change: the reason by a person, before and after, reviewers."""
    return page(request, "changes/detail.html", _told(request, _change(request, project, number)))


@login_required
def propose(request: HttpRequest, project: str) -> HttpResponse:
    """Propose a change."""
    found = project_or_404(project, request.user)
    form = ChangeForm(
        request.POST or None, project=found, initial={"answers": request.GET.get("answers", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            origin = _origin(request, found, form.cleaned_data["answers"])
            facts = form.facts()
            return redirect(
                actions.propose_change(actor=me(request), project=found, raised_from=origin, **facts)
            )
        except Refused as refusal:
            field = {"raised_from": "answers"}.get(refusal.field or "", refusal.field)
            form.add_error(field if field in form.fields else None, refusal.message)
    context = {"project": found, "here": "part", "form": form, "part": request.GET.get("part", "")}
    return page(request, "changes/propose.html", context, status=422 if form.errors else 200)


@login_required
def amend(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Propose other contents in the same change; the reviews begin anew."""
    change = _change(request, project, number)
    if not rules.may_amend(request.user, change):
        raise NotAllowed(_("Its author changes a proposal, as long as it is open."))
    initial = {name: getattr(change, name) for name in ("title", "why", "language")}
    initial |= queries.contents_of(change)
    form = ChangeForm(request.POST or None, project=change.project, change=change, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.amend_change(actor=me(request), change=change, **form.facts()))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": change.project, "here": "part", "form": form, "change": change}
    return page(request, "changes/propose.html", context, status=422 if form.errors else 200)


def _origin(request: HttpRequest, project: Project, answers: str) -> Ref | None:
    """What the person named: found by its reference among the things they may see."""
    if not answers.strip():
        return None
    hits = find(answers, request.user, project=project, kinds=actions.RAISED_FROM, limit=20)
    exact = [hit.card.thing for hit in hits if hit.card.ref.casefold() == answers.strip().casefold()]
    if not exact:
        said = _("Nothing here is called %(name)s.") % {"name": answers}
        raise Refused(said, field="raised_from")
    return exact[0]


@require_POST
@login_required
def review(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Say yes, or what is missing."""
    change = _change(request, project, number)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            actions.review_change(actor=me(request), change=change, **form.cleaned_data)
            return redirect(change)
        except Refused as refusal:
            if refusal.status != 422:
                raise
            refusal.show_in(form)
    return page(request, "changes/detail.html", _told(request, change, review=form), status=422)


@require_POST
@login_required
def accept(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Release what was proposed."""
    change = _change(request, project, number)
    actions.accept_change(actor=me(request), change=change)
    return redirect(change)


@require_POST
@login_required
def decline(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Say no, with a reason."""
    change = _change(request, project, number)
    form = ClosingForm(request.POST)
    if form.is_valid():
        actions.decline_change(actor=me(request), change=change, reason=form.cleaned_data["reason"])
        return redirect(change)
    return page(request, "changes/detail.html", _told(request, change, closing=form), status=422)
