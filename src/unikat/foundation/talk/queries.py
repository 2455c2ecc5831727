"""Questions about discussions."""

from __future__ import annotations

from django.db.models import Count, Prefetch, QuerySet

from unikat.foundation.ledger.things import Ref
from unikat.foundation.talk.models import Comment


def comments_on(thing: Ref) -> QuerySet[Comment]:
    """What was said about a thing, oldest first, with authors and replies (`answers`); whoever sees the thing may read it."""
    spoken = Comment.objects.select_related("author").annotate(rewordings=Count("wordings"))
    answers = Prefetch("replies", spoken.order_by("pk"), to_attr="answers")
    return (
        spoken.filter(thing_kind=thing.kind, thing_id=thing.id, reply_to__isnull=True)
        .prefetch_related(answers)
        .order_by("pk")
    )
