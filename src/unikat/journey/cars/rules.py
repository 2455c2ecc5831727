"""Who may reserve, see and cancel a car."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from unikat.journey.cars.models import Car, CarState
from unikat.journey.projects.models import Feature, Membership, Project
from unikat.journey.projects.rules import Who, is_member, is_open, is_steward


def may_reserve(who: Who, project: Project) -> bool:
    """Members, while ordering is open."""
    return is_member(who) and is_ordering(project)


def is_ordering(project: Project) -> bool:
    """A phase that takes orders is running."""
    return is_open(project, Feature.ORDERING)


def is_owner(who: Who, car: Car) -> bool:
    """The person the car belongs to."""
    return is_member(who) and car.owner_id == who.pk


def visible_cars(viewer: Who) -> QuerySet[Car]:
    """Of projects the viewer may read: public cars, one's own, and all where the viewer has a role."""
    seen = Q(is_public=True, project__is_public=True)
    if getattr(viewer, "is_authenticated", False):
        mine = Membership.objects.filter(person_id=viewer.pk).values("project_id")
        seen |= Q(owner_id=viewer.pk, project__is_public=True) | Q(project_id__in=mine)
    return Car.objects.filter(seen).select_related("project", "owner", "edition")


def may_cancel(who: Who, car: Car) -> bool:
    """The owner or a steward, until the build begins."""
    return car.state == CarState.RESERVED and (is_owner(who, car) or is_steward(who, car.project))
