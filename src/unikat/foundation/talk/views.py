"""Saying, rewording and hiding; works without JavaScript."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.ledger import things
from unikat.foundation.ledger.refusal import Refused
from unikat.foundation.ledger.things import Card, Ref
from unikat.foundation.people.models import Person
from unikat.foundation.talk import actions, rules
from unikat.foundation.talk.forms import CommentForm, HideForm, RewordForm
from unikat.foundation.talk.models import Comment
from unikat.foundation.ui.pages import page


def _card(ref: Ref, viewer: Person) -> Card:
    card = things.card(ref, viewer)
    if card is None:
        raise Http404
    return card


def _comment(pk: int, viewer: Person) -> tuple[Comment, Card]:
    comment = get_object_or_404(Comment.objects.select_related("author"), pk=pk)
    return comment, _card(comment.thing, viewer)


@require_POST
@login_required
def say(request: HttpRequest) -> HttpResponse:
    """Add a comment; what was typed comes back with the sentence when it is refused."""
    form = CommentForm(request.POST)
    assert isinstance(request.user, Person)
    valid, facts = form.is_valid(), form.cleaned_data
    card = _card(Ref(facts.get("kind", ""), facts.get("id", 0)), request.user)
    if not valid:
        return page(request, "talk/say.html", {"form": form, "card": card}, status=422)
    said = Comment.objects.filter(thing_kind=card.kind, thing_id=card.id)
    reply = get_object_or_404(said, pk=facts["reply_to"]) if facts["reply_to"] else None
    try:
        actions.say(
            actor=request.user, about=card.thing, text=facts["text"], reply_to=reply, stance=facts["stance"]
        )
    except Refused as refusal:
        form.add_error("text", refusal.message)
        return page(request, "talk/say.html", {"form": form, "card": card}, status=refusal.status)
    target = facts["next"]
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()})
    return redirect((target if safe else card.url) + "#talk")


@login_required
def reword(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one's own words differently."""
    assert isinstance(request.user, Person)
    comment, card = _comment(pk, request.user)
    if not rules.may_edit(request.user, comment):
        raise Http404
    form = RewordForm(request.POST or None, initial={"text": comment.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_comment(actor=request.user, comment=comment, text=form.cleaned_data["text"])
            return redirect(card.url + "#talk")
        except Refused as refusal:
            form.add_error("text", refusal.message)
    context = {"form": form, "comment": comment, "card": card}
    return page(request, "talk/reword.html", context, status=422 if form.errors else 200)


@require_safe
def wordings(request: HttpRequest, pk: int) -> HttpResponse:
    """What a comment said before."""
    comment = get_object_or_404(Comment.objects.select_related("author"), pk=pk)
    card = things.card(comment.thing, request.user)
    if card is None or comment.hidden_reason:
        raise Http404
    before = list(comment.wordings.order_by("-pk")[:50])
    return page(request, "talk/wordings.html", {"comment": comment, "card": card, "before": before})


@require_POST
@login_required
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Fold a comment away, with a reason."""
    assert isinstance(request.user, Person)
    comment, card = _comment(pk, request.user)
    form = HideForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(map(str, form.errors["reason"])), field="reason")
    actions.hide_comment(actor=request.user, comment=comment, reason=form.cleaned_data["reason"])
    return redirect(card.url + "#talk")
