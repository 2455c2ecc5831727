"""Who may open, enter, vote, judge, close and withdraw, and when."""

import pytest

from unikat.foundation.people.models import Tier
from unikat.journey.challenges import rules
from unikat.journey.challenges.models import Challenge, Entry

EVERYBODY = ("ida", "jonas", "mei", "tariq", "lena", "oskar", "vera", "deniz")


@pytest.fixture
def those_who(cast):
    """The handles of those who may; nobody without an account, and no guest, ever may."""

    def may(predicate):
        cast["tariq"].tier = Tier.GUEST
        assert predicate(None) is False
        return [handle for handle in EVERYBODY if predicate(cast[handle])]

    return may


def test_designers_and_stewards_open(feldhase, those_who):
    assert those_who(lambda who: rules.may_open(who, feldhase)) == ["jonas", "oskar"]


NOBODY = {act: [] for act in ("enter", "vote", "judge", "close", "withdraw")}
STAGES = {
    5: {"enter": ["ida", "lena", "vera", "deniz"], "withdraw": ["deniz"]},
    12: {
        "vote": ["ida", "jonas", "mei", "lena", "oskar", "vera"],
        "judge": ["mei", "oskar"],
        "withdraw": ["deniz"],
    },
    21: {"judge": ["mei", "oskar"], "close": ["jonas", "oskar"]},
}


@pytest.mark.parametrize("days", STAGES)
def test_each_stage_has_its_people(voted, those_who, in_days, days):
    challenge = Challenge.objects.select_related("project").get()
    entry = Entry.objects.select_related("challenge__project").get(author__handle="deniz")
    with in_days(days):
        assert {
            "enter": those_who(lambda who: rules.may_enter(who, challenge)),
            "vote": those_who(lambda who: rules.may_vote(who, entry)),
            "judge": those_who(lambda who: rules.may_judge(who, entry)),
            "close": those_who(lambda who: rules.may_close(who, challenge)),
            "withdraw": those_who(lambda who: rules.may_withdraw(who, entry)),
        } == {**NOBODY, **STAGES[days]}


def test_a_closed_challenge_is_over_for_everybody(closed, voted, those_who, in_days):
    challenge = Challenge.objects.select_related("project").get()
    entry = Entry.objects.select_related("challenge__project").get(author__handle="deniz")
    with in_days(22):
        acts = (rules.may_vote, rules.may_judge, rules.may_withdraw)
        assert [those_who(lambda who, act=act: act(who, entry)) for act in acts] == [[]] * 3
        acts = (rules.may_enter, rules.may_close)
        assert [those_who(lambda who, act=act: act(who, challenge)) for act in acts] == [[]] * 2
