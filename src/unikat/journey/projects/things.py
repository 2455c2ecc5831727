"""Projects as things others may point at; and whose team a viewer is in."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Card, Kind, Viewer, register, register_deeds, register_teams
from unikat.foundation.talk.rules import register_moderators
from unikat.journey.projects.models import Membership, Project, Role
from unikat.journey.projects.rules import may_see


def team_projects(viewer: Viewer) -> frozenset[int]:
    """Ids of the projects in which the viewer has a role other than inspector."""
    if not getattr(viewer, "is_authenticated", False):
        return frozenset()
    kept = viewer.__dict__.get("_team_projects")
    if kept is None:
        memberships = Membership.objects.filter(person_id=viewer.pk).exclude(role=Role.INSPECTOR)
        kept = frozenset(memberships.values_list("project_id", flat=True))
        viewer.__dict__["_team_projects"] = kept
    found: frozenset[int] = kept
    return found


def moderates(viewer: Viewer, project_id: int | None) -> bool:
    """The viewer keeps the peace in this project."""
    roles = (Role.MODERATOR, Role.STEWARD)
    if project_id is None:
        return False
    return Membership.objects.filter(person_id=viewer.pk, project_id=project_id, role__in=roles).exists()


def cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The projects the viewer may read."""
    return {
        project.pk: Card(
            "project",
            project.pk,
            project.code,
            project.name,
            project.get_absolute_url(),
            project_id=project.pk,
        )
        for project in Project.objects.filter(pk__in=ids)
        if may_see(viewer, project)
    }


register(Kind("project", _("project"), None, cards))
register_teams(team_projects)
register_moderators(moderates)
register_deeds(
    {
        "project.open": _("opened the project"),
        "project.describe": _("described the project"),
        "project.give_role": _("gave a role"),
        "project.take_role": _("took a role back"),
        "project.plan_phase": _("planned the road"),
    }
)
