"""Explanations are true and minimal, ways out are the smallest and really lead out."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from unikat.engines.configuring.edition import compile_model
from unikat.engines.configuring.explaining import Explanation
from unikat.engines.configuring.tests.brute import configurations, questions


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
