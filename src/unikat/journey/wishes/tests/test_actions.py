"""Wishes: said, wanted, merged with consent, answered with reasons."""

from datetime import timedelta

import pytest

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.queries import ancestors, descendants
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.models import Notice
from unikat.foundation.people.models import Tier
from unikat.journey.wishes import actions
from unikat.journey.wishes.models import Wish, WishState


@pytest.fixture
def wish(feldhase, cast):
    """Ida's wish."""
    return actions.make_wish(
        actor=cast["ida"], project=feldhase, title="Tür mit Handschuhen", text="Im Februar.", language="de"
    )


@pytest.fixture
def other(feldhase, cast):
    """Hanna's wish, which means the same."""
    return actions.make_wish(
        actor=cast["hanna"],
        project=feldhase,
        title="Griff für Fäustlinge",
        text="Beim Füttern.",
        language="de",
    )


def decide(actor, project, wishes, **facts):
    facts = {
        "outcome": "accept",
        "title": ("Schlaufe", "Strap"),
        "sentence": ("25 mm breit.", "25 mm wide."),
        **facts,
    }
    return actions.make_decision(actor=actor, project=project, wishes=wishes, **facts)


def test_a_wish_has_a_number_an_owner_and_a_day(wish, cast):
    assert (wish.reference, wish.owner, wish.voices) == ("W-001", cast["mei"], 1)
    assert wish.due_on == clock.today() + timedelta(days=14)


def test_a_guest_does_not_wish(feldhase, cast):
    cast["lena"].tier = Tier.GUEST
    with pytest.raises(NotAllowed):
        actions.make_wish(actor=cast["lena"], project=feldhase, title="x", text="y", language="de")
    assert Wish.objects.count() == 0


def test_people_count_once(wish, cast):
    actions.support_wish(actor=cast["lena"], wish=wish)
    actions.support_wish(actor=cast["lena"], wish=wish)
    assert Wish.objects.get().voices == 2
    actions.withdraw_support(actor=cast["lena"], wish=wish)
    actions.withdraw_support(actor=cast["lena"], wish=wish)
    assert Wish.objects.get().voices == 1


def test_one_does_not_support_ones_own_wish(wish, cast):
    with pytest.raises(NotAllowed):
        actions.support_wish(actor=cast["ida"], wish=wish)


def test_merged_people_are_counted_once_and_a_merge_can_be_undone(wish, other, cast):
    for joined in (wish, other):
        actions.support_wish(actor=cast["lena"], wish=joined)
    merging = actions.propose_merge(actor=cast["jonas"], wish=other, into=wish)
    with pytest.raises(NotAllowed):
        actions.agree_merge(actor=cast["jonas"], merging=merging)
    assert actions.agree_merge(actor=cast["hanna"], merging=merging).voices == 3
    assert descendants(other.thing) == [wish.thing]
    other.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.undo_merge(actor=cast["paul"], wish=other, why="")
    actions.undo_merge(actor=cast["hanna"], wish=other, why="Doch anders.")
    wish.refresh_from_db()
    assert (wish.voices, other.state, descendants(other.thing)) == (2, WishState.OPEN, [])


def test_a_second_proposal_waits_for_the_first(wish, other, cast):
    actions.propose_merge(actor=cast["jonas"], wish=other, into=wish)
    with pytest.raises(Taken):
        actions.propose_merge(actor=cast["paul"], wish=other, into=wish)


def test_a_decision_answers_and_tells_everybody_who_wanted_it(wish, cast, feldhase):
    actions.support_wish(actor=cast["lena"], wish=wish)
    decision = decide(cast["mei"], feldhase, [wish])
    wish.refresh_from_db()
    assert (decision.reference, wish.state, ancestors(decision.thing)) == ("D-001", "answered", [wish.thing])
    told = Notice.objects.filter(verb="decision.make").values_list("person__handle", flat=True)
    assert sorted(told) == ["ida", "lena"]


def test_a_decision_with_others_waits_for_their_word(wish, cast, feldhase):
    decision = decide(cast["mei"], feldhase, [wish], deciders=[cast["jonas"]])
    assert (decision.made_at, Wish.objects.get().state) == (None, "open")
    with pytest.raises(NotAllowed):
        actions.agree_decision(actor=cast["oskar"], decision=decision)
    decision = actions.agree_decision(actor=cast["jonas"], decision=decision)
    assert (decision.made_at is not None, Wish.objects.get().state) == (True, "answered")


@pytest.mark.parametrize("handle", ["ida", "vera", "tariq"])
def test_strangers_decide_nothing(wish, cast, feldhase, handle):
    with pytest.raises(NotAllowed):
        decide(cast[handle], feldhase, [wish])
    assert Wish.objects.get().state == "open"


def test_a_no_needs_its_reason(wish, cast, feldhase):
    with pytest.raises(Refused) as refused:
        decide(cast["mei"], feldhase, [wish], outcome="decline")
    assert refused.value.field == "con_de"


def test_a_wish_is_answered_once(wish, cast, feldhase):
    decide(cast["mei"], feldhase, [wish])
    wish.refresh_from_db()
    with pytest.raises(Refused):
        decide(cast["mei"], feldhase, [wish])
