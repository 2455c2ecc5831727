"""Who may do what in a project: predicates over a person and a project."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from unikat.foundation.ledger import clock
from unikat.foundation.people.models import Tier
from unikat.foundation.ui.words import day
from unikat.journey.projects.models import Area, Feature, Membership, Project, Role

WHO_OPENS = gettext_lazy("Trusted members open projects. Ask the operator of this server.")

#: What mere readers are told may be this many seconds old.
READ_LAST = 60
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
    who.__dict__.pop("_team_projects", None)


def is_member(who: Who) -> bool:
    """A person with an account and a confirmed address."""
    return bool(getattr(who, "is_authenticated", False)) and who.tier >= 1


def may_open(who: Who) -> bool:
    """Trusted members, and the operators of the server."""
    return bool(getattr(who, "is_authenticated", False)) and (who.is_staff or who.tier >= Tier.TRUSTED)


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


def why_closed(project: Project, feature: Feature) -> str:
    """Why a feature is closed today, naming the day on which it opens or closed; empty while it is open."""
    if is_open(project, feature):
        return ""
    today, phases = clock.today(), [phase for phase in project.phases.all() if feature in phase.features]
    coming = [phase.opens_on for phase in phases if phase.opens_on > today]
    gone = [phase.closes_on for phase in phases if phase.closes_on and phase.closes_on < today]
    if coming:
        said = _("%(feature)s: not open yet in this project. It opens on %(day)s.")
    elif gone:
        said = _("%(feature)s: closed in this project since %(day)s.")
    else:
        said = _("%(feature)s: no phase on the road of this project opens it.")
    moment = min(coming) if coming else max(gone, default=None)
    label = str(feature.label)
    return said % {"feature": label[:1].upper() + label[1:], "day": day(moment)}


def why_closed_lately(project: Project, feature: Feature) -> str:
    """`why_closed` for those who only read: up to a minute old, and it asks the database that seldom."""
    key = f"closed-{project.pk}-{feature}-{get_language()}"
    why: str | None = cache.get(key)
    if why is None:
        why = why_closed(project, feature)
        cache.set(key, why, READ_LAST)
    return why
