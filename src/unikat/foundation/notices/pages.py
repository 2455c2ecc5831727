"""The bell in the head of every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from unikat.foundation.notices.models import Notice


@dataclass
class Bell:
    """How much is unread; asks the database only when a page shows it, once."""

    person_id: int | None

    @cached_property
    def _counted(self) -> dict[str, int]:
        if self.person_id is None:
            return {"unread": 0, "needed": 0}
        unread = Notice.objects.filter(person_id=self.person_id, read_at__isnull=True)
        return unread.aggregate(unread=Count("pk"), needed=Count("pk", filter=Q(needs_you=True)))

    @property
    def count(self) -> int:
        """Unread notices."""
        return self._counted["unread"]

    @property
    def needs_you(self) -> int:
        """Unread notices that wait for this person."""
        return self._counted["needed"]


def bell(request: HttpRequest) -> dict[str, Any]:
    """The bell of whoever is signed in."""
    person = getattr(request, "user", None)
    return {"bell": Bell(person.pk if person is not None and person.is_authenticated else None)}
