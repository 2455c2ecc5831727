"""Explanations are true and minimal, ways out are the smallest and really lead out."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from unikat.engines.configuring.edition import compile_model
from unikat.engines.configuring.explaining import Explanation
from unikat.engines.configuring.expressions import parse
from unikat.engines.configuring.model import Group, Model, Rule
from unikat.engines.configuring.tests.brute import configurations, options_alike, questions


def without(choices, code):
    return {other: wanted for other, wanted in choices.items() if other != code}


def follows(model, choices, explanation, claim):
    """Whether the named rules, choices and groups alone rule out the claim."""
    named = {code: choices[code] for code in explanation.choices}
    return not configurations(model, named | claim, rules=explanation.rules, groups=explanation.groups)


def thinner(explanation):
    for field in ("rules", "choices", "groups"):
        members = getattr(explanation, field)
        for member in members:
            parts = {"rules": explanation.rules, "choices": explanation.choices, "groups": explanation.groups}
            parts[field] = tuple(other for other in members if other != member)
            yield Explanation(explanation.claim, **parts)


def assert_true_and_minimal(model, choices, explanation, claim):
    assert follows(model, choices, explanation, claim)
    assert [less for less in thinner(explanation) if follows(model, choices, less, claim)] == []


@settings(max_examples=80, deadline=None)
@given(questions(), st.data())
def test_explanations(question, data):
    model, choices = question
    code = data.draw(st.sampled_from([option.code for option in model.options]))
    others = without(choices, code)
    explanation = compile_model(model).explain(choices, code)
    if not configurations(model, others | {code: True}):
        assert explanation.claim == "blocked"
        assert_true_and_minimal(model, others, explanation, {code: True})
    elif not configurations(model, others | {code: False}):
        assert explanation.claim == "forced"
        assert_true_and_minimal(model, others, explanation, {code: False})
    else:
        assert explanation == Explanation("free", choices=(code,) if code in choices else ())


@settings(max_examples=80, deadline=None)
@given(questions())
def test_conflicts(question):
    model, choices = question
    explanation = compile_model(model).conflict(choices)
    if configurations(model, choices):
        assert explanation is None
    else:
        assert explanation.claim == "conflict"
        assert_true_and_minimal(model, choices, explanation, {})


def smallest_ways(model, choices, code):
    """Every set of own choices whose loss frees the code and of which no member is spared, smallest first."""
    found = []
    for size in range(len(choices) + 1):
        for lost in map(frozenset, itertools.combinations(choices, size)):
            kept = {other: wanted for other, wanted in choices.items() if other not in lost}
            if not any(lost >= way for way in found) and configurations(model, kept | {code: True}):
                found.append(lost)
    return found


@settings(max_examples=80, deadline=None)
@given(questions(), st.data())
def test_ways_out(question, data):
    model, choices = question
    code = data.draw(st.sampled_from([option.code for option in model.options]))
    ways = compile_model(model).ways_out(choices, code, most=50)
    expected = smallest_ways(model, without(choices, code), code)
    assert {way.give_up for way in ways} == set(expected)
    assert [len(way.give_up) for way in ways] == [len(lost) for lost in expected]
    for way in ways:
        kept = {other: wanted for other, wanted in choices.items() if other not in way.give_up}
        assert way.count == len(configurations(model, kept | {code: True}))
    assert compile_model(model).ways_out(choices, code, most=1) == ways[:1]


def test_groups_with_many_options_exclude_each_other_too():
    shades = [f"shade-{n}" for n in range(9)]
    groups = (
        Group("shade", "optional", options_alike(shades)),
        Group("trim", "one", options_alike(["a", "b"])),
    )
    rules = (Rule("R1", parse("shade-3 => a")), Rule("R2", parse("shade-8 => a")))
    edition = compile_model(Model(groups, rules), most_steps=0)
    assert not edition.countable
    for one, other in itertools.combinations(shades, 2):
        both = {one: True, other: True}
        assert edition.conflict(both) == Explanation("conflict", (), (one, other), ("shade",))
    picked = edition.state({"shade-3": True, "b": False})
    assert picked.chosen == {"shade-3", "a"}
    assert {code for code, option in picked.options.items() if option.choosable} == {*shades, "a", "b"} - {
        "b"
    }
    assert [way.give_up for way in edition.ways_out({"shade-3": True}, "b")] == [{"shade-3"}]
    assert edition.state({}).consistent
