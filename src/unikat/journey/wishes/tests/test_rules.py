"""Who may wish, want, merge and answer: for each rule those who may, and the strangers who may not."""

import pytest

from unikat.foundation.people.models import Tier
from unikat.journey.projects.actions import give_role
from unikat.journey.wishes import actions, rules
from unikat.journey.wishes.models import Wish

EVERYBODY = ("ida", "jonas", "mei", "tariq", "lena", "oskar", "vera", "hanna")


@pytest.fixture
def those_who(cast):
    """The handles of those who may; nobody without an account ever may."""

    def may(predicate):
        cast["lena"].tier = Tier.GUEST
        assert predicate(None) is False
        return [handle for handle in EVERYBODY if predicate(cast[handle])]

    return may


def test_members_wish_and_want_but_not_their_own(feldhase, wish, those_who):
    members = ["ida", "jonas", "mei", "tariq", "oskar", "vera", "hanna"]
    assert those_who(lambda who: rules.may_wish(who, feldhase)) == members
    assert those_who(lambda who: rules.may_support(who, wish)) == members[1:]


def test_an_answered_wish_is_wanted_no_more(wish, cast, decide, those_who):
    decide(cast["mei"], [wish])
    wish.refresh_from_db()
    assert those_who(lambda who: rules.may_support(who, wish)) == []


def test_only_authors_agree_to_a_merge_and_stewards_help_to_undo_it(wish, other, cast, those_who):
    merging = actions.propose_merge(actor=cast["jonas"], wish=other, into=wish)
    assert those_who(lambda who: rules.may_agree_merging(who, merging)) == ["hanna"]
    actions.agree_merge(actor=cast["hanna"], merging=merging)
    merged = Wish.objects.get(pk=other.pk)
    assert those_who(lambda who: rules.may_undo_merge(who, merged)) == ["oskar", "hanna"]


def test_those_with_the_area_decide_and_those_named_agree(feldhase, cast, decide, those_who):
    give_role(actor=cast["oskar"], project=feldhase, person=cast["mei"], role="engineer", areas=["frame"])
    assert those_who(lambda who: rules.may_decide(who, feldhase, "body")) == ["jonas", "oskar"]
    assert those_who(lambda who: rules.may_decide(who, feldhase, "frame")) == ["jonas", "mei", "oskar"]
    decision = decide(cast["oskar"], deciders=[cast["mei"]])
    assert those_who(lambda who: rules.may_agree(who, decision)) == ["mei"]
