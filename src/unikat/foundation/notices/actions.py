"""Telling people, and their reading it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.foundation.notices.models import Notice
from unikat.foundation.people.models import Person


@transaction.atomic
def notify(
    *,
    people: Iterable[int],
    about: Ref,
    verb: str,
    text_de: str,
    text_en: str,
    needs_you: bool = False,
    due: date | None = None,
) -> None:
    """Tell people (by id) about a thing, in both languages; who has not read the same yet is not told again."""
    Notice.objects.bulk_create(
        [
            Notice(
                person_id=person_id,
                thing_kind=about.kind,
                thing_id=about.id,
                verb=verb,
                text_de=text_de[:280],
                text_en=text_en[:280],
                needs_you=needs_you,
                due_on=due,
            )
            for person_id in sorted(set(people))
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


@transaction.atomic
def mark_read(*, actor: Person, notices: Iterable[int] | None = None) -> int:
    """Somebody read these notices of theirs, or all of them; others' notices stay untouched."""
    mine = Notice.objects.filter(person=actor, read_at__isnull=True)
    if notices is not None:
        mine = mine.filter(pk__in=list(notices))
    return mine.update(read_at=clock.now())


@transaction.atomic
def settle(*, people: Iterable[int], about: Ref, verb: str) -> None:
    """What needed these people is done: it leaves their lane."""
    asked = Notice.objects.filter(
        person_id__in=list(people), thing_kind=about.kind, thing_id=about.id, verb=verb, read_at__isnull=True
    )
    asked.update(read_at=clock.now())
