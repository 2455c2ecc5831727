"""Who may run a workshop, book days, invite friends and sign."""

from __future__ import annotations

from unikat.journey.builds.models import Build, BuildState, CrewPass, Workshop
from unikat.journey.cars.models import Car, CarState
from unikat.journey.cars.rules import is_owner
from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.rules import Who, is_coach, is_engineer, is_member, is_open, is_steward


def may_open_workshop(who: Who) -> bool:
    """Verified people, known in person."""
    return is_member(who) and who.tier >= 3


def keeps(who: Who, workshop: Workshop) -> bool:
    """The person who runs the place."""
    return is_member(who) and workshop.keeper_id == who.pk


def may_book(who: Who, car: Car) -> bool:
    """The owner of a reserved car, while building is open."""
    return is_owner(who, car) and car.state == CarState.RESERVED and is_open(car.project, Feature.BUILDING)


def may_write_guide(who: Who, project: Project) -> bool:
    """Coaches, engineers and stewards write the guide."""
    return is_member(who) and (
        is_coach(who, project) or is_engineer(who, project) or is_steward(who, project)
    )


def leads(who: Who, build: Build) -> bool:
    """The owner of the car and the coach of the build."""
    return is_owner(who, build.car) or (is_member(who) and build.coach_id == who.pk)


def may_sign(who: Who, build: Build) -> bool:
    """Owner, coach, and friends with a valid pass for this very build, until it is finished."""
    if build.state != BuildState.BOOKED:
        return False
    if isinstance(who, CrewPass):
        return who.build_id == build.pk and who.revoked_at is None
    return leads(who, build)
