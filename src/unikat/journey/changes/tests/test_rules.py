"""Who may propose, amend, review, accept and decline."""

import pytest

from unikat.foundation.people.models import Tier
from unikat.journey.changes import rules
from unikat.journey.changes.models import Change

EVERYBODY = ("ida", "jonas", "mei", "tariq", "lena", "oskar", "vera", "deniz")


@pytest.fixture
def those_who(cast):
    """The handles of those who may; nobody without an account, and no guest, ever may."""

    def may(predicate):
        cast["lena"].tier = Tier.GUEST
        assert predicate(None) is False
        return [handle for handle in EVERYBODY if predicate(cast[handle])]

    return may


def test_members_propose(feldhase, those_who):
    members = ["ida", "jonas", "mei", "tariq", "oskar", "vera", "deniz"]
    assert those_who(lambda who: rules.may_propose(who, feldhase)) == members


def acts(change, those_who):
    predicates = {
        "amend": rules.may_amend,
        "review": rules.may_review,
        "accept": rules.may_accept,
        "decline": rules.may_decline,
    }
    return {name: those_who(lambda who, may=may: may(who, change)) for name, may in predicates.items()}


@pytest.mark.parametrize(("yes", "accept"), [((), []), (("mei",), []), (("mei", "tariq"), ["mei", "oskar"])])
def test_two_others_say_yes_before_an_engineer_or_steward_accepts(change, those_who, approve, yes, accept):
    approve(change, *yes)
    assert acts(Change.objects.get(), those_who) == {
        "amend": ["deniz"],
        "review": ["jonas", "mei", "tariq", "oskar"],
        "accept": accept,
        "decline": ["mei", "oskar", "deniz"],
    }


@pytest.mark.parametrize("state", ["accepted", "declined", "withdrawn"])
def test_a_closed_change_is_over_for_everybody(change, those_who, approve, state):
    approve(change, "mei", "tariq")
    Change.objects.update(state=state)
    assert list(acts(Change.objects.get(), those_who).values()) == [[], [], [], []]
