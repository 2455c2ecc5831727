"""Who may open a challenge, enter, vote, judge and close."""

from __future__ import annotations

from unikat.journey.challenges.models import Challenge, Entry, Stage
from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.rules import Who, is_designer, is_member, is_open, is_steward


def may_open(who: Who, project: Project) -> bool:
    """Designers and stewards, while challenges are open."""
    deciding = is_member(who) and (is_designer(who, project) or is_steward(who, project))
    return deciding and is_open(project, Feature.CHALLENGING)


def is_juror(who: Who, challenge: Challenge) -> bool:
    """Named in the brief."""
    return is_member(who) and who.pk in {juror.pk for juror in challenge.jury.all()}


def may_enter(who: Who, challenge: Challenge) -> bool:
    """Members, until entries close; neither the host nor the jury."""
    return (
        is_member(who)
        and challenge.stage == Stage.ENTERING
        and challenge.host_id != who.pk
        and not is_juror(who, challenge)
    )


def may_vote(who: Who, entry: Entry) -> bool:
    """Members while voting is open, on the entries of others."""
    voting = entry.challenge.stage == Stage.VOTING and entry.withdrawn_at is None
    return is_member(who) and voting and entry.author_id != who.pk


def may_judge(who: Who, entry: Entry) -> bool:
    """The jury, from the end of entries until the result; not on one's own."""
    open_ = entry.challenge.stage in (Stage.VOTING, Stage.COUNTING) and entry.withdrawn_at is None
    return open_ and is_juror(who, entry.challenge) and entry.author_id != who.pk


def may_close(who: Who, challenge: Challenge) -> bool:
    """The host or a steward, once voting is over."""
    hosting = is_member(who) and (challenge.host_id == who.pk or is_steward(who, challenge.project))
    return hosting and challenge.stage == Stage.COUNTING


def may_withdraw(who: Who, entry: Entry) -> bool:
    """Its author, until voting is over: what is counted stays as it was counted."""
    return (
        is_member(who)
        and entry.author_id == who.pk
        and entry.challenge.stage in (Stage.ENTERING, Stage.VOTING)
    )
