"""The books of the first two cars."""

from __future__ import annotations

from unikat.foundation.ledger import clock
from unikat.foundation.people.seed import day
from unikat.journey.carbooks.actions import seal_book
from unikat.journey.cars.models import Car


def first_books() -> None:
    """Oskar and Hanna seal their books on the evening of the last day."""
    for number, when in ((1, -400), (2, -150)):
        car = Car.objects.select_related("project", "owner", "edition").get(
            project__slug="feldhase", number=number
        )
        with clock.at(day(when, 20)):
            seal_book(actor=car.owner, car=car)
