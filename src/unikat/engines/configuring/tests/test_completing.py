"""Completions are optimal and nearest free cars are the nearest, compared with every configuration there is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unikat.engines.configuring.compiling import MOST_STEPS
from unikat.engines.configuring.completing import total
from unikat.engines.configuring.edition import compile_model
from unikat.engines.configuring.expressions import parse
from unikat.engines.configuring.fingerprint import fingerprint
from unikat.engines.configuring.model import Group, Model, ModelError, Option, Rule
from unikat.engines.configuring.tests.brute import configurations, models, options_alike, questions

UNCOMPILED = 0


@settings(max_examples=100, deadline=None)
@given(questions(), st.sampled_from(["price", "mass", "lead"]), st.sampled_from([UNCOMPILED, MOST_STEPS]))
def test_completions_are_optimal(question, by, steps):
    model, choices = question
    completion = compile_model(model, most_steps=steps).complete(choices, by)
    left = configurations(model, choices)
    if not left:
        assert completion is None
        return
    then = "price" if by == "lead" else by

    def rank(chosen):
        return total(model, chosen, by), total(model, chosen, then), len(chosen)

    assert completion.chosen in left
    assert rank(completion.chosen) == min(map(rank, left))
    assert completion.total == total(model, completion.chosen, by)
    assert completion.added == completion.chosen - {code for code, wanted in choices.items() if wanted}


@settings(max_examples=100, deadline=None)
@given(questions(), st.sampled_from(["price", "mass"]))
def test_the_least_with_each_option_is_what_a_switch_to_it_costs_at_least(question, by):
    model, choices = question
    expected = {}
    for group in model.groups:
        for option in group.options:
            own = {option.code} if group.kind == "several" else {each.code for each in group.options}
            others = {code: wanted for code, wanted in choices.items() if code not in own}
            left = configurations(model, {**others, option.code: True})
            expected[option.code] = min((total(model, chosen, by) for chosen in left), default=None)
    assert compile_model(model).least_with_each(choices, by) == expected


@settings(max_examples=80, deadline=None)
@given(questions())
def test_numbers_name_every_configuration_once(question):
    model, choices = question
    edition, left = compile_model(model), configurations(model, choices)
    named = [edition.configuration(choices, number) for number in range(len(left))]
    assert sorted(named, key=sorted) == sorted(left, key=sorted)
    with pytest.raises(IndexError):
        edition.configuration(choices, len(left))


def changes_between(model, chosen, other):
    """Groups with another pick, plus single options of groups where several go together."""
    changed = 0
    for group in model.groups:
        differing = {option.code for option in group.options} & (chosen ^ other)
        changed += len(differing) if group.kind == "several" else bool(differing)
    return changed


@settings(max_examples=80, deadline=None)
@given(models(most_groups=3, most_rules=3), st.sampled_from([UNCOMPILED, MOST_STEPS]), st.data())
def test_nearest_free(model, steps, data):
    every = configurations(model)
    if not every:
        return
    codes = [option.code for option in model.options]
    chosen = data.draw(st.sampled_from(every))
    taken = data.draw(st.sets(st.sampled_from(every))) | {frozenset({"gone"})}
    ignoring = data.draw(st.frozensets(st.sampled_from(codes), max_size=2))
    found = compile_model(model, most_steps=steps).nearest_free(chosen, taken, ignoring, most=40)
    marks = {fingerprint(car, ignoring) for car in taken}
    free = [car for car in every if fingerprint(car, ignoring) not in marks]

    def rank(car):
        return changes_between(model, chosen, car), total(model, car, "price")

    best = {}
    for car in free:
        mark = fingerprint(car, ignoring)
        best[mark] = min(best.get(mark, rank(car)), rank(car))
    assert [rank(change.chosen) for change in found] == sorted(best.values())[:40]
    assert len({fingerprint(change.chosen, ignoring) for change in found}) == len(found)
    for change in found:
        assert change.chosen in free
        assert (chosen | change.added) - change.removed == change.chosen
        assert change.changes == changes_between(model, chosen, change.chosen)
        price = total(model, change.chosen, "price") - total(model, chosen, "price")
        assert change.price_difference == price


def test_soonest_is_the_shortest_longest_wait():
    groups = (
        Group("frame", "one", (Option("steel", 900, lead_days=20), Option("alloy", 2000, lead_days=30))),
        Group("seat", "one", (Option("cloth", 500, lead_days=25), Option("leather", 800, lead_days=5))),
    )
    edition = compile_model(Model(groups, (Rule("R1", parse("leather => alloy")),)))
    soonest = edition.complete({}, "lead")
    assert (soonest.chosen, soonest.total) == ({"steel", "cloth"}, 25)
    forced = edition.complete({"leather": True}, "lead")
    assert (forced.chosen, forced.added, forced.total) == ({"leather", "alloy"}, {"alloy"}, 30)


def test_two_picks_in_a_single_group_are_refused():
    edition = compile_model(Model((Group("colour", "one", options_alike(["red", "blue"])),)))
    with pytest.raises(ModelError) as caught:
        edition.nearest_free(frozenset({"red", "blue"}), ())
    assert caught.value.key == "too-many-in-group"


def test_fingerprints_know_sets_not_orders():
    assert fingerprint(["b", "a", "b"]) == fingerprint(["a", "b"])
    assert fingerprint(["a", "b"], {"b"}) == fingerprint(["a"])
    assert fingerprint(["ab"]) != fingerprint(["a", "b"])
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert fingerprint([]) == empty
