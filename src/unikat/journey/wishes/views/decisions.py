"""Pages about decisions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.ledger.queries import thread_of
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.doors import me
from unikat.foundation.talk.pages import conversation
from unikat.foundation.ui import thread
from unikat.foundation.ui.keys import key_of, whole
from unikat.foundation.ui.pages import page
from unikat.journey.projects.queries import project_or_404
from unikat.journey.wishes import actions, queries, rules
from unikat.journey.wishes.forms import DecisionForm


@require_safe
def decision_list(request: HttpRequest, project: str) -> HttpResponse:
    """All decisions, latest first, each with its faces and reasons."""
    found = project_or_404(project, request.user)
    shown = queries.decision_page(found, key_of(request))
    context = {
        "project": found,
        "here": "decision",
        "decisions": shown.rows,
        "after": shown.after,
        "may_decide": rules.may_decide(request.user, found),
    }
    return page(request, "wishes/decisions.html", context)


@require_safe
def decision(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """One decision: the result, the reasons, the faces, what it answers and what came of it."""
    found = project_or_404(project, request.user)
    made = queries.decision_or_404(found, number)
    way = thread_of(made.thing, request.user)
    context = {
        "project": found,
        "here": "decision",
        "decision": made,
        "way": way,
        "stations": thread.chain(way.cards, here="decision"),
        "may_agree": rules.may_agree(request.user, made),
        "conversation": conversation(request, made.thing, found),
    }
    return page(request, "wishes/decision.html", context)


@login_required
def decide(request: HttpRequest, project: str) -> HttpResponse:
    """Write a decision; `?wish=14` brings the wish it answers."""
    found = project_or_404(project, request.user)
    if not rules.may_decide(request.user, found, request.POST.get("area", "")):
        raise NotAllowed(str(rules.WHO_DECIDES))
    named = [number for each in request.GET.getlist("wish") if (number := whole(each)) is not None]
    initial = {"wishes": found.wishes.filter(number__in=named)}
    form = DecisionForm(request.POST or None, project=found, writer=me(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.make_decision(actor=me(request), project=found, **form.facts()))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": found, "here": "decision", "form": form}
    return page(request, "wishes/decide.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def agree(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Stand for a decision one is named in."""
    made = queries.decision_or_404(project_or_404(project, request.user), number)
    actions.agree_decision(actor=me(request), decision=made)
    return redirect(made)
