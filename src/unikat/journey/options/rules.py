"""Who may change options and release editions."""

from __future__ import annotations

from unikat.journey.projects.models import Project
from unikat.journey.projects.rules import Who, is_designer, is_engineer, is_member, is_steward


def may_edit_options(who: Who, project: Project) -> bool:
    """Engineers, designers and stewards write options and rules."""
    return is_member(who) and (
        is_engineer(who, project) or is_designer(who, project) or is_steward(who, project)
    )


def may_release(who: Who, project: Project) -> bool:
    """Stewards release an edition."""
    return is_member(who) and is_steward(who, project)
