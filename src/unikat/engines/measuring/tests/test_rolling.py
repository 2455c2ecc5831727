"""Roll-ups: golden cars, gaps told, and a comparison with walking every path by hand."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.measuring import (
    BillCycle,
    BillFault,
    Gap,
    Item,
    Line,
    RollUp,
    flat,
    prepare,
    roll_up,
    totals,
)

CAR = [
    Line("car", "frame", Fraction(1)),
    Line("car", "door", Fraction(2), "doors"),
    Line("car", "battery-20", Fraction(1), "!big"),
    Line("car", "battery-40", Fraction(1), "big"),
    Line("door", "latch", Fraction(1)),
    Line("door", "hose", Fraction(3, 2)),
    Line("latch", "screw", Fraction(4)),
    Line("frame", "screw", Fraction(10)),
]
ITEMS = [
    Item("car", cost_cents=10_000, position_mm=None),
    Item("frame", 200_000, 300_000, 30, "make", (1000, 0, 500), open=True),
    Item("door", None, None, None, "make", (1200, 0, 700), open=True),
    Item("battery-20", 120_000, 500_000, 42, "buy", (1500, 0, 300)),
    Item("battery-40", 238_000, 890_000, 56, "buy", (1500, 0, 300)),
    Item("latch", 300, 2_000, 9, "make", open=True),
    Item("hose", 101, 333, 2, "donor"),
    Item("screw", 25, 12, 1, "buy"),
]


def holding(*true):
    return lambda condition: condition in true


def test_car_with_doors_and_small_battery():
    # Doors: 2 x (300 g latch, 100 g screws, 151.5 g hose) = 1103 g at x 1200; frame and ten screws at x 1000.
    moment = 200_250 * 1000 + 120_000 * 1500 + 1103 * 1200
    mass = 200_250 + 120_000 + 1103
    assert roll_up(CAR, ITEMS, "car", holding("doors", "!big")) == RollUp(
        mass_g=mass,
        cost_cents=10_000 + 300_000 + 500_000 + 2 * 2_000 + 999 + 18 * 12,
        lead_days=42,
        centre_mm=(
            Fraction(moment, mass),
            Fraction(0),
            Fraction(200_250 * 500 + 120_000 * 300 + 1103 * 700, mass),
        ),
        placed_mass_g=mass,
        counts={"make": 3, "buy": 2, "donor": 1},
        open_items=3,
        missing=(),
    )


def test_car_without_doors_and_with_big_battery():
    result = roll_up(CAR, ITEMS, "car", holding("big"))
    assert (result.mass_g, result.lead_days) == (438_250, 56)
    assert result.counts == {"make": 1, "buy": 2, "donor": 0}


def test_flat_list_multiplies_and_adds_over_all_ways():
    assert flat(CAR, "car", holding("doors", "big")) == {
        "battery-40": 1,
        "door": 2,
        "frame": 1,
        "hose": 3,
        "latch": 2,
        "screw": 18,
    }
    assert flat(CAR, "latch", holding()) == {"screw": 4}
    assert flat(CAR, "nothing", holding()) == {}


def test_what_is_not_known_is_named_and_only_where_it_is_used():
    items = [Item("car"), Item("frame", None, 1), Item("screw", 25, None, 1, "buy"), Item("latch")]
    result = roll_up(CAR, items, "car", holding("!big"))
    assert result == RollUp(
        mass_g=250,
        cost_cents=1,
        lead_days=1,
        centre_mm=None,
        placed_mass_g=0,
        counts={"make": 1, "buy": 1, "donor": 0},
        open_items=0,
        missing=(Gap("battery-20", "item"), Gap("screw", "cost"), Gap("screw", "position")),
    )


def test_leaf_without_figures_is_missing_but_a_true_zero_is_not():
    lines = [Line("car", "light", Fraction(1)), Line("car", "sticker", Fraction(1))]
    items = [Item("car"), Item("light"), Item("sticker", 0, 0, 0)]
    assert roll_up(lines, items, "car", holding()).missing == (
        Gap("light", "cost"),
        Gap("light", "lead"),
        Gap("light", "mass"),
    )


def test_screws_take_the_place_of_the_nearest_placed_assembly_and_partly_placed_ones_are_told():
    one, three = Fraction(1), Fraction(3)
    lines = [Line("car", "left", one), Line("car", "screw", one), Line("left", "screw", three)]
    items = [Item("car"), Item("left", 10, 0, 0, "make", (100, 200, 300)), Item("screw", 10, 0, 0, "buy")]
    result = roll_up(lines, items, "car", holding())
    assert (result.mass_g, result.placed_mass_g, result.centre_mm) == (50, 40, (100, 200, 300))
    assert result.missing == (Gap("screw", "position"),)


def test_part_alone_is_its_own_roll_up():
    result = roll_up([], [Item("screw", 25, 12, 1, "buy", (1, 2, 3))], "screw", holding())
    assert (result.mass_g, result.cost_cents, result.centre_mm, result.missing) == (25, 12, (1, 2, 3), ())
    assert roll_up([], [], "typo", holding()).missing == (Gap("typo", "item"),)


def test_half_a_gram_is_rounded_once_at_the_end():
    lines = [Line("car", "tape", Fraction(1, 4)), Line("car", "glue", Fraction(1, 4))]
    items = [Item("car"), Item("tape", 1, 2, 0), Item("glue", 1, 1, 0)]
    result = roll_up(lines, items, "car", holding())
    assert (result.mass_g, result.cost_cents) == (1, 1)


def test_each_condition_is_asked_once_and_the_empty_one_never():
    asked = []
    lines = [Line("car", str(n), Fraction(1), f"c{n % 3}" if n % 4 else "") for n in range(40)]
    flat(lines, "car", lambda condition: asked.append(condition) or True)
    assert sorted(asked) == ["c0", "c1", "c2"]


def test_circle_is_an_error_even_where_no_configuration_closes_it():
    lines = [*CAR, Line("screw", "car", Fraction(1), "never")]
    with pytest.raises(BillCycle) as caught:
        roll_up(lines, ITEMS, "car", holding())
    assert caught.value.path == ("car", "door", "latch", "screw")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"make": "steal"}, "x has the make 'steal'; it must be one of make, buy, donor."),
        ({"mass_g": -1}, "mass_g of x is below zero."),
        ({"position_mm": (1.5, 0, 0)}, "The position of x must be in whole or exact parts of a millimetre."),
    ],
)
def test_items_are_checked_at_the_door(fields, sentence):
    with pytest.raises(BillFault) as caught:
        Item("x", **fields)
    assert str(caught.value) == sentence


def by_paths(lines, items, root, holds):
    """Walk every single path: slow, obvious."""
    known = {item.number: item for item in items}
    sums = {"mass": Fraction(0), "cost": Fraction(0), "x": Fraction(0), "placed": Fraction(0)}
    flat_list = {}

    def visit(number, amount, x):
        item = known[number]
        x = item.position_mm[0] if item.position_mm else x
        sums["mass"] += amount * (item.mass_g or 0)
        sums["cost"] += amount * (item.cost_cents or 0)
        if x is not None:
            sums["placed"] += amount * (item.mass_g or 0)
            sums["x"] += amount * (item.mass_g or 0) * x
        flat_list[number] = flat_list.get(number, 0) + amount
        for line in lines:
            if line.parent == number and (not line.condition or holds(line.condition)):
                visit(line.child, amount * line.quantity, x)

    visit(root, Fraction(1), None)
    del flat_list[root]
    return sums, flat_list


@st.composite
def bills(draw):
    quantities = st.fractions(Fraction(1, 4), 4, max_denominator=4)
    lines = [
        Line(str(parent), str(parent + step), draw(quantities), draw(st.sampled_from(["", "a", "b"])))
        for parent, step in draw(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3)), max_size=12))
    ]
    maybe = st.none() | st.integers(0, 1000)
    position = st.none() | st.tuples(*[st.integers(-500, 500)] * 3)
    items = [Item(str(n), draw(maybe), draw(maybe), 1, position_mm=draw(position)) for n in range(9)]
    return lines, items, draw(st.integers(0, 99))


@given(bills(), st.sets(st.sampled_from(["a", "b"])))
def test_one_pass_equals_walking_every_path_for_any_order_of_lines(case, true):
    lines, items, seed = case
    holds = holding(*true)
    sums, flat_list = by_paths(lines, items, "0", holds)
    mixed = prepare(random.Random(seed).sample(lines, len(lines)))
    result = roll_up(mixed, items, "0", holds)
    assert result == roll_up(lines, reversed(items), "0", holds)
    assert flat(mixed, "0", holds) == flat_list
    assert totals(mixed, items, holds)["0"] == (result.mass_g, result.cost_cents)
    assert result.mass_g == (2 * sums["mass"] + 1) // 2
    assert result.cost_cents == (2 * sums["cost"] + 1) // 2
    assert (result.centre_mm[0] if result.centre_mm else None) == (
        sums["x"] / sums["placed"] if sums["placed"] else None
    )
