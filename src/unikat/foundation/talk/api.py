"""Discussions as JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Router

from unikat.foundation.ledger import things
from unikat.foundation.ledger.things import Ref
from unikat.foundation.talk.queries import comments_on

router = Router(tags=["talk"])


@router.get("/talk/{kind}/{pk}/")
def read_comments(request: HttpRequest, kind: str, pk: int, after: int = 0) -> dict[str, object]:
    """What was said about a thing, oldest first, 50 at a time; hidden words are left out."""
    if things.card(Ref(kind, pk), request.user) is None:
        raise Http404
    found = list(comments_on(Ref(kind, pk)).filter(pk__gt=after)[:50])
    said = [
        {
            "id": comment.pk,
            "author": comment.author.handle,
            "at": comment.at,
            "stance": comment.stance,
            "text": "" if comment.hidden_reason else comment.text,
            "hidden": comment.hidden_reason,
            "replies": [
                {"id": a.pk, "author": a.author.handle, "at": a.at, "text": "" if a.hidden_reason else a.text}
                for a in comment.answers  # type: ignore[attr-defined]
            ],
        }
        for comment in found
    ]
    return {"comments": said, "after": found[-1].pk if len(found) == 50 else None}
