"""Who may change parts and bills."""

from __future__ import annotations

from unikat.journey.parts.models import Part
from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.rules import (
    Who,
    decides_in,
    is_designer,
    is_engineer,
    is_member,
    is_open,
    is_steward,
)


def may_draft(who: Who, project: Project) -> bool:
    """Members draw, while engineering is open."""
    return is_member(who) and is_open(project, Feature.ENGINEERING)


def may_release(who: Who, part: Part) -> bool:
    """Those who decide in the part's area release its revisions."""
    return is_member(who) and decides_in(who, part.project, part.area)


def may_edit_bill(who: Who, project: Project) -> bool:
    """Engineers, designers and stewards keep the bill."""
    return is_engineer(who, project) or is_designer(who, project) or is_steward(who, project)
