"""People as things others may point at."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Card, Kind, Viewer, register, register_deeds
from unikat.foundation.people.models import Person


def cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """People's pages are public; only name and address of the page are told."""
    return {
        person.pk: Card("person", person.pk, person.name, person.name, person.get_absolute_url())
        for person in Person.objects.filter(pk__in=ids, is_active=True)
    }


register(Kind("person", _("person"), None, cards))
register_deeds(
    {
        "person.join": _("joined"),
        "person.describe": _("changed the profile"),
        "person.trust": _("said whom to trust"),
    }
)
