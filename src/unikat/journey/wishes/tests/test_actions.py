"""Wishes: said, wanted, merged with consent, answered with reasons."""

from datetime import timedelta

import pytest
from django.utils import translation

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import ancestors, descendants
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.models import Notice
from unikat.foundation.people.models import Tier
from unikat.foundation.ui.words import day as written
from unikat.journey.projects.actions import plan_phase
from unikat.journey.wishes import actions
from unikat.journey.wishes.models import Merging, Wish, WishState


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


def test_a_decision_answers_and_tells_everybody_who_wanted_it(wish, cast, decide):
    actions.support_wish(actor=cast["lena"], wish=wish)
    decision = decide(cast["mei"], [wish])
    wish.refresh_from_db()
    assert (decision.reference, wish.state, ancestors(decision.thing)) == ("D-001", "answered", [wish.thing])
    told = Notice.objects.filter(verb="decision.make").values_list("person__handle", flat=True)
    assert sorted(told) == ["ida", "lena"]


def test_a_decision_with_others_waits_for_their_word(wish, cast, decide):
    decision = decide(cast["mei"], [wish], deciders=[cast["jonas"]])
    assert (decision.made_at, Wish.objects.get().state) == (None, "open")
    with pytest.raises(NotAllowed):
        actions.agree_decision(actor=cast["oskar"], decision=decision)
    decision = actions.agree_decision(actor=cast["jonas"], decision=decision)
    assert (decision.made_at is not None, Wish.objects.get().state) == (True, "answered")


@pytest.mark.parametrize("handle", ["ida", "vera", "tariq"])
def test_strangers_decide_nothing(wish, cast, decide, handle):
    with pytest.raises(NotAllowed):
        decide(cast[handle], [wish])
    assert Wish.objects.get().state == "open"


def test_a_no_needs_its_reason(wish, cast, decide):
    with pytest.raises(Refused) as refused:
        decide(cast["mei"], [wish], outcome="decline")
    assert refused.value.field == "con_de"


def test_a_wish_is_answered_once(wish, cast, decide):
    decide(cast["mei"], [wish])
    wish.refresh_from_db()
    with pytest.raises(Refused):
        decide(cast["mei"], [wish])


def test_whoever_owes_the_answer_is_told_until_it_is_given(wish, cast, decide):
    asked = Notice.objects.get(verb="wish.make")
    assert (asked.person, asked.needs_you, asked.due_on) == (cast["mei"], True, wish.due_on)
    decide(cast["jonas"], [wish])
    asked.refresh_from_db()
    assert asked.read_at is not None


def test_every_act_stands_in_the_ledger(wish, other, cast, decide):
    actions.support_wish(actor=cast["lena"], wish=wish)
    actions.withdraw_support(actor=cast["lena"], wish=wish)
    merging = actions.propose_merge(actor=cast["jonas"], wish=other, into=wish)
    actions.agree_merge(actor=cast["hanna"], merging=merging)
    actions.undo_merge(actor=cast["hanna"], wish=Wish.objects.get(pk=other.pk), why="Doch anders.")
    again = actions.propose_merge(actor=cast["jonas"], wish=Wish.objects.get(pk=other.pk), into=wish)
    actions.refuse_merge(actor=cast["hanna"], merging=again)
    decision = decide(cast["mei"], [wish], deciders=[cast["jonas"]])
    actions.agree_decision(actor=cast["jonas"], decision=decision)
    entries = Entry.objects.filter(project_id=wish.project_id).exclude(verb__startswith="project.")
    assert list(entries.order_by("pk").values_list("actor_name", "verb", "thing_kind")) == [
        ("Ida", "wish.make", "wish"),
        ("Hanna", "wish.make", "wish"),
        ("Lena", "wish.support", "wish"),
        ("Lena", "wish.withdraw_support", "wish"),
        ("Jonas", "wish.propose_merge", "wish"),
        ("Hanna", "wish.agree_merge", "wish"),
        ("Hanna", "wish.undo_merge", "wish"),
        ("Jonas", "wish.propose_merge", "wish"),
        ("Hanna", "wish.refuse_merge", "wish"),
        ("Mei", "decision.draft", "decision"),
        ("Jonas", "decision.make", "decision"),
    ]


def test_whoever_wants_both_wishes_counts_once_whatever_the_order(wish, other, cast):
    actions.support_wish(actor=cast["lena"], wish=other)
    merging = actions.propose_merge(actor=cast["jonas"], wish=other, into=wish)
    actions.agree_merge(actor=cast["hanna"], merging=merging)
    wish.refresh_from_db()
    assert wish.voices == 3
    assert actions.support_wish(actor=cast["lena"], wish=wish).voices == 3
    assert actions.withdraw_support(actor=cast["lena"], wish=wish).voices == 2
    with pytest.raises(NotAllowed):
        actions.support_wish(actor=cast["hanna"], wish=wish)


@pytest.mark.parametrize("answered", ["wish", "other"])
def test_what_was_answered_meanwhile_is_not_merged(wish, other, cast, decide, answered):
    merging = actions.propose_merge(actor=cast["jonas"], wish=other, into=wish)
    decide(cast["mei"], [{"wish": wish, "other": other}[answered]])
    with pytest.raises(Refused):
        actions.agree_merge(actor=cast["hanna"], merging=Merging.objects.get(pk=merging.pk))
    assert [w.state for w in Wish.objects.order_by("pk")].count("merged") == 0


def test_a_wish_that_others_joined_joins_none(wish, other, cast, feldhase):
    third = actions.make_wish(actor=cast["paul"], project=feldhase, title="Griff", text="x", language="de")
    waiting = actions.propose_merge(actor=cast["jonas"], wish=other, into=third)
    joining = actions.propose_merge(actor=cast["jonas"], wish=wish, into=other)
    actions.agree_merge(actor=cast["ida"], merging=joining)
    with pytest.raises(Refused):
        actions.agree_merge(actor=cast["hanna"], merging=waiting)


def test_a_closed_phase_says_since_when(feldhase, cast):
    day = clock.today() - timedelta(days=1)
    plan_phase(
        actor=cast["oskar"],
        project=feldhase,
        position=1,
        title=("Wünsche", "Wishes"),
        opens_on=day,
        closes_on=day,
        features=["wishing"],
    )
    with pytest.raises(Refused) as refused, translation.override("en"):
        actions.make_wish(actor=cast["ida"], project=feldhase, title="x", text="y", language="de")
    with translation.override("en"):
        assert refused.value.message == f"Wishing: closed in this project since {written(day)}."
