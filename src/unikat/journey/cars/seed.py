"""The cars of the demo story."""

from __future__ import annotations

from unikat.foundation.ledger import clock
from unikat.foundation.people.seed import cast, day
from unikat.journey.cars import actions
from unikat.journey.projects.models import Project

#: day of the reservation, owner, name, chosen options
CARS = (
    (
        -460,
        "oskar",
        "Erstling",
        (
            "motor-35",
            "battery-20",
            "seats-two",
            "body-open",
            "wheels-steel-14",
            "colour-sand",
            "skin-plain",
            "spare-wheel",
        ),
    ),
    (
        -230,
        "hanna",
        "Rübe",
        (
            *("motor-70", "battery-40", "seats-two", "body-half-doors-roof", "wheels-spoke-15"),
            *("colour-moss", "skin-stripes", "light-bar"),
        ),
    ),
    (
        -75,
        "ida",
        "Hakenschlag",
        (
            *("motor-35", "battery-20", "seats-two", "body-half-doors", "wheels-steel-14"),
            *("colour-signal", "skin-hare", "tow-bar", "pennant"),
        ),
    ),
)


def _reserve(first: int, last: int) -> None:
    project, people = Project.objects.get(slug="feldhase"), cast()
    for when, owner, name, chosen in CARS[first:last]:
        with clock.at(day(when)):
            actions.reserve_car(actor=people[owner], project=project, chosen=chosen, name=name)


def first_cars() -> None:
    """Oskar and Hanna reserve the first two."""
    _reserve(0, 2)


def todays_car() -> None:
    """Ida reserves hers."""
    _reserve(2, 3)
