"""Pages of challenges."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.files.queries import files_of, thumbnails_of
from unikat.foundation.ledger.queries import thread_of
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.doors import me
from unikat.foundation.talk.pages import conversation
from unikat.foundation.ui import thread
from unikat.foundation.ui.keys import key_of
from unikat.foundation.ui.pages import page
from unikat.journey.challenges import actions, queries, rules
from unikat.journey.challenges.forms import BallotForm, ChallengeForm, EntryForm, ScoreForm
from unikat.journey.challenges.models import Challenge, Entry
from unikat.journey.projects.actions import must_be_open
from unikat.journey.projects.models import Feature
from unikat.journey.projects.queries import project_or_404
from unikat.journey.projects.rules import why_closed

RECEIPTS_SHOWN = 200


def _challenge(request: HttpRequest, project: str, number: int) -> Challenge:
    return queries.challenge_or_404(project_or_404(project, request.user), number)


@require_safe
def challenge_list(request: HttpRequest, project: str) -> HttpResponse:
    """All challenges."""
    found = project_or_404(project, request.user)
    shown = queries.challenge_page(found, key_of(request))
    context = {
        "project": found,
        "here": "challenge",
        "challenges": shown.rows,
        "after": shown.after,
        "closed": why_closed(found, Feature.CHALLENGING),
        "may_open": rules.may_open(request.user, found),
    }
    return page(request, "challenges/list.html", context)


@login_required
def open_one(request: HttpRequest, project: str) -> HttpResponse:
    """Announce a challenge."""
    found = project_or_404(project, request.user)
    must_be_open(found, Feature.CHALLENGING)
    if not rules.may_open(request.user, found):
        raise NotAllowed(_("Designers and stewards open challenges."))
    form = ChallengeForm(request.POST or None, project=found, host=me(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.open_challenge(actor=me(request), project=found, **form.facts()))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": found, "here": "challenge", "form": form}
    return page(request, "challenges/open.html", context, status=422 if form.errors else 200)


@require_safe
def detail(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """The brief, the dates, the gallery in one's own order, and after the close both crowns."""
    challenge = _challenge(request, project, number)
    entries = list(queries.entries_of(challenge))
    pictures = thumbnails_of([entry.thing for entry in entries], request.user)
    way = thread_of(challenge.thing, request.user)
    seed = f"{challenge.pk}:{request.user.pk or request.session.session_key or ''}"
    named = {entry.reference: (entry, pictures.get(entry.thing)) for entry in entries}
    context = {
        "project": challenge.project,
        "here": "challenge",
        "challenge": challenge,
        "gallery": [named[entry.reference] for entry in queries.shuffled(entries, seed)],
        "named": named,
        "own": queries.own_ballots(challenge, request.user),
        **_proof(request, challenge),
        "way": way,
        "stations": thread.chain(way.cards, here="challenge"),
        "may_enter": rules.may_enter(request.user, challenge),
        "may_close": rules.may_close(request.user, challenge),
        "is_juror": rules.is_juror(request.user, challenge),
        "conversation": conversation(request, challenge.thing, challenge.project),
    }
    return page(request, "challenges/detail.html", context)


def _proof(request: HttpRequest, challenge: Challenge) -> dict[str, object]:
    """The published hashes, and whether the receipt somebody looks for is among all of them."""
    receipts, wanted = queries.receipts_of(challenge), request.GET.get("receipt", "").strip().lower()[:64]
    return {
        "receipts": list(receipts.values_list("hash", flat=True)[:RECEIPTS_SHOWN]),
        "receipt_count": receipts.count(),
        "receipt": wanted,
        "receipt_is_here": bool(wanted) and receipts.filter(hash=wanted.replace("\0", "")).exists(),
    }


@login_required
def enter(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Hand in a design."""
    challenge = _challenge(request, project, number)
    if not rules.may_enter(request.user, challenge):
        raise NotAllowed(_("Members enter until entries close; host and jury do not."))
    form = EntryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.enter_challenge(actor=me(request), challenge=challenge, **form.facts()))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": challenge.project, "here": "challenge", "challenge": challenge, "form": form}
    return page(request, "challenges/enter.html", context, status=422 if form.errors else 200)


def _told(request: HttpRequest, entry: Entry, **forms: Any) -> dict[str, Any]:
    """Everything an entry's page shows."""
    challenge = entry.challenge
    way = thread_of(entry.thing, request.user)
    return {
        "project": challenge.project,
        "here": "challenge",
        "challenge": challenge,
        "entry": entry,
        "files": files_of(entry.thing, request.user),
        "ballot": queries.own_ballots(challenge, request.user).get(entry.pk),
        "way": way,
        "stations": thread.chain(way.cards, here="challenge"),
        "may_vote": rules.may_vote(request.user, entry),
        "may_judge": rules.may_judge(request.user, entry),
        "may_withdraw": rules.may_withdraw(request.user, entry),
        "score_form": forms.get("score") or ScoreForm(initial=queries.own_score(entry, request.user)),
        "ballot_form": forms.get("ballot"),
        "scores": list(entry.scores.select_related("juror")) if challenge.closed_at else [],
        "conversation": conversation(request, entry.thing, challenge.project),
    }


def _entry(request: HttpRequest, project: str, number: int, entry: int) -> Entry:
    return queries.entry_or_404(_challenge(request, project, number), entry)


@require_safe
def entry(request: HttpRequest, project: str, number: int, entry: int) -> HttpResponse:
    """One entry: pictures, model, words, and the ballot."""
    return page(request, "challenges/entry.html", _told(request, _entry(request, project, number, entry)))


@require_POST
@login_required
def vote(request: HttpRequest, project: str, number: int, entry: int) -> HttpResponse:
    """Say one's word; the receipt is shown before leaving."""
    found = _entry(request, project, number, entry)
    form = BallotForm(request.POST)
    if form.is_valid():
        actions.cast_ballot(actor=me(request), entry=found, **form.cleaned_data)
        return redirect(found.url + "#ballot")
    return page(request, "challenges/entry.html", _told(request, found, ballot=form), status=422)


@require_POST
@login_required
def judge(request: HttpRequest, project: str, number: int, entry: int) -> HttpResponse:
    """A juror's grades."""
    found = _entry(request, project, number, entry)
    form = ScoreForm(request.POST)
    if form.is_valid():
        actions.judge_entry(actor=me(request), entry=found, **form.cleaned_data)
        return redirect(found.challenge)
    return page(request, "challenges/entry.html", _told(request, found, score=form), status=422)


@require_POST
@login_required
def withdraw(request: HttpRequest, project: str, number: int, entry: int) -> HttpResponse:
    """Take one's own entry back."""
    found = _entry(request, project, number, entry)
    actions.withdraw_entry(actor=me(request), entry=found)
    return redirect(found.challenge)


@require_POST
@login_required
def close(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Count and publish."""
    challenge = _challenge(request, project, number)
    actions.close_challenge(actor=me(request), challenge=challenge)
    return redirect(challenge)


@require_safe
def ballots(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Every ballot, so that anybody can count again; not before the close."""
    challenge = _challenge(request, project, number)
    answer = HttpResponse(queries.ballots_file(challenge), "application/json")
    answer["Content-Disposition"] = f'attachment; filename="{challenge.reference}-ballots.json"'
    return answer
