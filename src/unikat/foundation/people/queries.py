"""Questions about people."""

from __future__ import annotations

from django.db.models import QuerySet

from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import entries_for
from unikat.foundation.ledger.things import Viewer
from unikat.foundation.people.models import Person


def cast_members() -> QuerySet[Person]:
    """The people of the demo story, in the order in which they joined."""
    return Person.objects.filter(in_cast=True, is_active=True).order_by("pk")


def deeds_of(person: Person, viewer: Viewer) -> QuerySet[Entry]:
    """What a person did, newest first, as far as the viewer may read it."""
    return entries_for(viewer).filter(actor_person=person)
