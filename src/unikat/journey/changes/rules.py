"""Who may propose, review and accept."""

from __future__ import annotations

from unikat.journey.changes.models import Change, ChangeState, Verdict
from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.rules import Who, is_engineer, is_member, is_open, is_steward, is_team

#: Four eyes besides the author's.
REVIEWS_NEEDED = 2


def may_propose(who: Who, project: Project) -> bool:
    """Members, while engineering is open."""
    return is_member(who) and is_open(project, Feature.ENGINEERING)


def may_amend(who: Who, change: Change) -> bool:
    """The author, as long as the change is open."""
    return is_member(who) and change.state == ChangeState.OPEN and change.author_id == who.pk


def may_review(who: Who, change: Change) -> bool:
    """The team, but never one's own change."""
    waiting = change.state == ChangeState.OPEN
    return waiting and is_member(who) and is_team(who, change.project) and change.author_id != who.pk


def is_approved(change: Change) -> bool:
    """Enough reviewers approve and nobody asks for more."""
    verdicts = [review.verdict for review in change.reviews.all()]
    return verdicts.count(Verdict.APPROVE) >= REVIEWS_NEEDED and Verdict.ASK not in verdicts


def may_accept(who: Who, change: Change) -> bool:
    """Engineers and stewards, once it is approved."""
    deciding = is_member(who) and (is_engineer(who, change.project) or is_steward(who, change.project))
    return deciding and change.state == ChangeState.OPEN and is_approved(change)


def may_decline(who: Who, change: Change) -> bool:
    """Engineers and stewards; the author may withdraw."""
    deciding = is_member(who) and (is_engineer(who, change.project) or is_steward(who, change.project))
    return change.state == ChangeState.OPEN and (deciding or (is_member(who) and change.author_id == who.pk))
