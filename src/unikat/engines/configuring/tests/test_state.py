"""States and counts equal what trying every configuration says, with and without a compiled circuit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unikat.engines.configuring.edition import compile_model
from unikat.engines.configuring.expressions import parse
from unikat.engines.configuring.model import Group, Model, ModelError, Option, Rule
from unikat.engines.configuring.state import OptionState, Reason, Status
from unikat.engines.configuring.tests.brute import configurations, options_alike, questions

UNCOMPILED = 0


def expected_status(code, choices, left):
    if choices.get(code):
        return Status.CHOSEN
    if not any(code in chosen for chosen in left):
        return Status.BLOCKED
    return Status.FORCED if all(code in chosen for chosen in left) else Status.FREE


def left_after_switch(model, choices, group, code):
    """What remains with `code` chosen in place of the person's own choices in its family."""
    family = {code} if group.kind == "several" else {option.code for option in group.options}
    kept = {other: wanted for other, wanted in choices.items() if other not in family}
    return len(configurations(model, {**kept, code: True}))


@settings(max_examples=150, deadline=None)
@given(questions())
def test_states_and_counts(question):
    model, choices = question
    left = configurations(model, choices)
    state = compile_model(model).state(choices)
    assert state.count == len(left)
    assert state.consistent == bool(left)
    assert {code: option.status for code, option in state.options.items()} == {
        option.code: expected_status(option.code, choices, left) for option in model.options
    }
    switched = {
        option.code: left_after_switch(model, choices, group, option.code)
        for group in model.groups
        for option in group.options
    }
    assert {code: option.possible for code, option in state.options.items()} == switched
    assert {code: option.choosable for code, option in state.options.items()} == {
        code: count > 0 for code, count in switched.items()
    }
    assert state.complete == (state.chosen in left)


@settings(max_examples=80, deadline=None)
@given(questions())
def test_without_a_circuit_everything_but_counts_is_the_same(question):
    model, choices = question
    quick, slow = compile_model(model), compile_model(model, most_steps=UNCOMPILED)
    counted, asked = quick.state(choices), slow.state(choices)
    assert (asked.complete, asked.consistent) == (counted.complete, counted.consistent)
    for code, option in asked.options.items():
        seen = counted[code]
        assert (option.status, option.reason, option.choosable) == (seen.status, seen.reason, seen.choosable)
    if not slow.countable:
        assert asked.count is None
        assert {option.possible for option in asked.options.values()} == {None}


@settings(max_examples=60, deadline=None)
@given(questions(), st.data())
def test_admits_is_membership(question, data):
    model, _ = question
    chosen = frozenset(data.draw(st.sets(st.sampled_from([option.code for option in model.options]))))
    assert compile_model(model).admits(chosen) == (chosen in configurations(model))


def test_reasons_name_who_decided():
    colours = Group("colour", "one", options_alike(["red", "green", "blue"]))
    extras = Group("extras", "several", options_alike(["roof", "rack", "horn"]))
    model = Model((colours, extras), (Rule("R1", parse("red => roof & !rack")),))
    state = compile_model(model).state({"red": True, "horn": False})
    assert dict(state.options) == {
        "red": OptionState(Status.CHOSEN, Reason.PERSON, True, 1),
        "green": OptionState(Status.BLOCKED, Reason.GROUP, True, 4),
        "blue": OptionState(Status.BLOCKED, Reason.GROUP, True, 4),
        "roof": OptionState(Status.FORCED, Reason.RULES, True, 1),
        "rack": OptionState(Status.BLOCKED, Reason.RULES, False, 0),
        "horn": OptionState(Status.BLOCKED, Reason.PERSON, True, 1),
    }
    assert (state.count, state.complete, state.chosen) == (1, True, {"red", "roof"})


def test_counts_beyond_machine_numbers_are_exact():
    groups = [Group(f"g{n}", "one", options_alike([f"g{n}-o{m}" for m in range(7)])) for n in range(60)]
    rules = [Rule(f"R{n}", parse(f"g{n}-o0 => g{n + 1}-o0 | g{n + 1}-o1")) for n in range(59)]
    # By hand: walks of 60 steps over "option 0" and "other", of which from option 0 only options 0 and 1 follow.
    zero, one, rest = 1, 1, 5
    for _ in range(59):
        everything = zero + one + rest
        zero, one, rest = everything, everything, 5 * (one + rest)
    state = compile_model(Model(tuple(groups), tuple(rules))).state({})
    assert state.count == zero + one + rest
    assert state.count > 2**100
    assert {option.status for option in state.options.values()} == {Status.FREE}


@settings(max_examples=80, deadline=None)
@given(questions())
def test_large_models_answer_like_small_ones(question):
    model, choices = question
    many = tuple(Group(f"x{n}", "one", options_alike([f"x{n}-{m}" for m in range(8)])) for n in range(21))
    small = compile_model(model).state(choices)
    large = compile_model(Model(model.groups + many, model.rules)).state(choices)
    assert large.count == small.count * 8**21
    assert (large.consistent, large.complete) == (small.consistent, False)
    for code, option in small.options.items():
        seen = large[code]
        assert (seen.status, seen.reason, seen.choosable) == (option.status, option.reason, option.choosable)
        assert seen.possible is None or seen.possible == option.possible * 8**21


def test_entangled_helpers_do_not_change_the_count():
    codes = [f"o{n}" for n in range(12)]
    wide = " | ".join(f"({a} & {b})" for a, b in zip(codes[::2], codes[1::2], strict=True))
    model = Model((Group("g", "several", options_alike(codes)),), (Rule("R", parse(wide)),))
    assert compile_model(model).state({}).count == 4**6 - 3**6
    opposite = Model(model.groups, (Rule("R", parse(f"!({wide}) <=> o0")),))
    assert compile_model(opposite).state({}).count == len(configurations(opposite))


def test_a_model_without_groups_has_one_empty_configuration():
    state = compile_model(Model(())).state({})
    assert (state.count, state.complete, dict(state.options)) == (1, True, {})


def test_the_same_model_gives_the_same_edition():
    codes = [f"o{n}" for n in range(9)]
    rules = [Rule(f"R{n}", parse(f"o{n} => o{(n * 5 + 2) % 9} | !o{(n * 7 + 1) % 9}")) for n in range(9)]
    model = Model((Group("g", "several", options_alike(codes)),), tuple(rules))
    assert compile_model(model).state({"o3": True}) == compile_model(model).state({"o3": True})


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: Option("Red"), "bad-code"),
        (lambda: Option("true"), "bad-code"),
        (lambda: Option("red", price=1e308), "bad-figure"),
        (lambda: Option("red", mass=10**13), "bad-figure"),
        (lambda: Option("red", lead_days=-1), "bad-figure"),
        (lambda: Group("g", "one", ()), "empty-group"),
        (lambda: Group("g", "many", options_alike(["a"])), "bad-kind"),
        (lambda: Model((Group("g", "one", options_alike(["a", "a"])),)), "double-option"),
        (lambda: Model((Group("g", "one", options_alike(["a"])),) * 2), "double-group"),
        (
            lambda: Model((Group("g", "one", options_alike(["a"])),), (Rule("R", parse("a")),) * 2),
            "double-rule",
        ),
        (
            lambda: Model((Group("g", "one", options_alike(["a"])),), (Rule("R", parse("a => b")),)),
            "unknown-option",
        ),
        (lambda: compile_model(Model(())).state({"a": True}), "unknown-option"),
        (lambda: compile_model(Model(())).explain({}, "a"), "unknown-option"),
        (lambda: compile_model(Model(())).complete({"a": True}), "unknown-option"),
    ],
)
def test_wrong_names_and_figures_are_refused(make, key):
    with pytest.raises(ModelError) as caught:
        make()
    assert caught.value.key == key
