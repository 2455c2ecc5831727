"""Questions about notices."""

from __future__ import annotations

from django.db.models import QuerySet

from unikat.foundation.notices.models import Notice
from unikat.foundation.people.models import Person


def notices_for(person: Person) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(person=person).order_by("-pk")
