"""Who may reserve, see and cancel a car."""

from __future__ import annotations

from unikat.journey.cars.models import Car, CarState
from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.rules import Who, is_member, is_open, is_steward, roles


def may_reserve(who: Who, project: Project) -> bool:
    """Members, while ordering is open."""
    return is_member(who) and is_open(project, Feature.ORDERING)


def is_owner(who: Who, car: Car) -> bool:
    """The person the car belongs to."""
    return is_member(who) and car.owner_id == who.pk


def may_see(who: Who, car: Car) -> bool:
    """A public car is everybody's to read; another one its owner's and the project's."""
    return car.is_public or is_owner(who, car) or bool(roles(who, car.project))


def may_cancel(who: Who, car: Car) -> bool:
    """The owner or a steward, until the build begins."""
    return car.state == CarState.RESERVED and (is_owner(who, car) or is_steward(who, car.project))
