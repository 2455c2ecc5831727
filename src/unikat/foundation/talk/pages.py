"""What a page shows of a discussion."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from unikat.foundation.ledger.things import Ref
from unikat.foundation.talk import rules
from unikat.foundation.talk.forms import CommentForm
from unikat.foundation.talk.queries import comments_on

SHOWN = 100


def conversation(
    request: HttpRequest, thing: Ref, project: Any = None, form: CommentForm | None = None
) -> dict[str, Any]:
    """The discussion on a thing, for the macro `conversation` in talk/parts.html."""
    who = request.user
    comments = list(comments_on(thing)[:SHOWN])
    everything = [*comments, *(answer for comment in comments for answer in comment.answers)]  # type: ignore[attr-defined]
    return {
        "thing": thing,
        "comments": comments,
        "form": form or CommentForm(initial={"kind": thing.kind, "id": thing.id, "next": request.path}),
        "may_speak": rules.may_speak(who),
        "mine": {comment.pk for comment in everything if rules.may_edit(who, comment)},
        "hideable": {comment.pk for comment in everything if rules.may_hide(who, comment)},
    }
