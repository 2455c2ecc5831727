"""Who may do what in a project: predicates over a person and a project."""

from __future__ import annotations

from typing import Any

from unikat.foundation.ledger import clock
from unikat.journey.projects.models import Area, Feature, Membership, Project, Role

#: A person, an anonymous visitor, a crew pass or None.
Who = Any


def roles(who: Who, project: Project) -> frozenset[str]:
    """The roles of a person in a project; kept on the person for the length of a request."""
    if not getattr(who, "is_authenticated", False):
        return frozenset()
    return frozenset(role for role, _areas in _memberships(who, project))


def _memberships(who: Who, project: Project) -> list[tuple[str, list[str]]]:
    kept = who.__dict__.setdefault("_memberships_by_project", {})
    if project.pk not in kept:
        found = Membership.objects.filter(project=project, person_id=who.pk).values_list("role", "areas")
        kept[project.pk] = [(role, list(areas)) for role, areas in found]
    known: list[tuple[str, list[str]]] = kept[project.pk]
    return known


def forget_roles(who: Who) -> None:
    """Let roles be read anew, after they were given or taken."""
    who.__dict__.pop("_memberships_by_project", None)


def is_member(who: Who) -> bool:
    """A person with an account and a confirmed address."""
    return bool(getattr(who, "is_authenticated", False)) and who.tier >= 1


def is_steward(who: Who, project: Project) -> bool:
    """Hands out areas and decides the rest."""
    return Role.STEWARD in roles(who, project)


def is_engineer(who: Who, project: Project) -> bool:
    """Decides in engineering."""
    return Role.ENGINEER in roles(who, project)


def is_designer(who: Who, project: Project) -> bool:
    """Decides about form."""
    return Role.DESIGNER in roles(who, project)


def is_coach(who: Who, project: Project) -> bool:
    """Leads builds."""
    return Role.COACH in roles(who, project)


def is_moderator(who: Who, project: Project) -> bool:
    """Keeps the peace; stewards may as well."""
    return bool({Role.MODERATOR, Role.STEWARD} & roles(who, project))


def is_team(who: Who, project: Project) -> bool:
    """Has any role that writes in the project (an inspector only reads)."""
    return bool(roles(who, project) - {Role.INSPECTOR})


def decides_in(who: Who, project: Project, area: str | Area) -> bool:
    """A steward, or an engineer or designer whose areas include this one (no areas: the whole car)."""
    deciding = {Role.ENGINEER.value, Role.DESIGNER.value}
    return is_steward(who, project) or any(
        role in deciding and (not areas or area in areas)
        for role, areas in (_memberships(who, project) if getattr(who, "is_authenticated", False) else [])
    )


def may_see(who: Who, project: Project) -> bool:
    """A public project is everybody's to read; another one only its team's."""
    return project.is_public or bool(roles(who, project))


def is_open(project: Project, feature: Feature) -> bool:
    """A phase that opens this feature is running today; a project without phases has everything open."""
    today = clock.today()
    return not project.road or any(
        feature in phase.features
        and phase.opens_on <= today
        and (phase.closes_on is None or today <= phase.closes_on)
        for phase in project.road
    )
