"""Who may seal a book."""

from __future__ import annotations

from unikat.journey.builds.rules import leads
from unikat.journey.cars.models import Car, CarState
from unikat.journey.projects.rules import Who


def may_seal(who: Who, car: Car) -> bool:
    """The owner and the coach, once the car stands."""
    build = getattr(car, "build", None)
    return car.state == CarState.BUILT and build is not None and leads(who, build)
