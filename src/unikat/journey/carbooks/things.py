"""Books as things others may point at: their archive is a file about them."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Card, Kind, Viewer, register, register_deeds
from unikat.journey.carbooks.models import Book
from unikat.journey.cars.rules import visible_cars


def cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The books of cars the viewer may see."""
    found = Book.objects.filter(pk__in=ids, car__in=visible_cars(viewer)).select_related("car__project")
    return {
        book.pk: Card(
            "book",
            book.pk,
            book.car.reference,
            book.car.name,
            book.get_absolute_url(),
            project_id=book.car.project_id,
        )
        for book in found
    }


register(Kind("book", _("car book"), None, cards))
register_deeds({"book.seal": _("sealed the car book")})
