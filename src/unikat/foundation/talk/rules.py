"""Who may speak, edit and hide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unikat.foundation.talk.models import Comment

#: Whether somebody moderates in a project (by its id); the projects stage says how when it starts.
_moderates: list[Callable[[Any, int | None], bool]] = []


def register_moderators(moderates: Callable[[Any, int | None], bool]) -> None:
    """Tell talk who moderates where."""
    _moderates[:] = [moderates]


def may_speak(who: Any) -> bool:
    """Members with a confirmed address."""
    return bool(getattr(who, "is_authenticated", False)) and who.tier >= 1


def may_edit(who: Any, comment: Comment) -> bool:
    """Its author, unless it is hidden."""
    return may_speak(who) and comment.author_id == who.pk and not comment.hidden_reason


def may_hide(who: Any, comment: Comment) -> bool:
    """Moderators of the project, but not their own words."""
    moderator = bool(_moderates) and _moderates[0](who, comment.project_id)
    return may_speak(who) and moderator and comment.author_id != who.pk
