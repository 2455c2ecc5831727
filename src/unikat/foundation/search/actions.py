"""Making things findable."""

from __future__ import annotations

from django.db import transaction

from unikat.foundation.ledger.things import Ref
from unikat.foundation.search.folding import fold
from unikat.foundation.search.models import Findable

#: Nobody looks for the end of a long text.
MOST_CHARACTERS = 8_000


@transaction.atomic
def keep_findable(
    *, thing: Ref, project_id: int | None, title: str, text: str = "", language: str = "de"
) -> None:
    """Let a thing be found by its title and text, from now on in these words."""
    Findable.objects.update_or_create(
        thing_kind=thing.kind,
        thing_id=thing.id,
        defaults={
            "project_id": project_id,
            "language": language,
            "title": fold(title),
            "text": fold(text[:MOST_CHARACTERS]),
        },
    )


@transaction.atomic
def forget(*, thing: Ref) -> None:
    """Let a thing be found no more."""
    Findable.objects.filter(thing_kind=thing.kind, thing_id=thing.id).delete()
