"""Bills: order, circles, orphans, where-used."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.measuring import BillCycle, BillFault, Finding, Line, Use, check_bill, prepare, where_used

DOOR = [
    Line("FH-000-000", "FH-320-001", Fraction(1), "body-half-doors"),
    Line("FH-000-000", "FH-320-002", Fraction(1), "body-half-doors"),
    Line("FH-320-001", "FH-320-004", Fraction(1)),
    Line("FH-320-002", "FH-320-004", Fraction(1)),
    Line("FH-320-004", "M8x25", Fraction(2)),
]


def shuffled(lines, seed):
    return random.Random(seed).sample(list(lines), len(lines))


def test_sound_bill_has_no_findings():
    assert check_bill(DOOR) == ()
    assert check_bill(DOOR, root="FH-000-000") == ()


@pytest.mark.parametrize("seed", range(10))
def test_cycle_is_named_the_same_for_every_order_of_lines(seed):
    lines = shuffled([*DOOR, Line("M8x25", "FH-320-002", Fraction(1), "never")], seed)
    path = ("FH-320-002", "FH-320-004", "M8x25")
    assert check_bill(lines) == (Finding("cycle", path),)
    with pytest.raises(BillCycle) as caught:
        prepare(lines)
    assert caught.value.path == path
    assert str(caught.value) == "The bill runs in a circle: FH-320-002 > FH-320-004 > M8x25 > FH-320-002."


def test_part_in_itself_and_two_separate_cycles():
    lines = [Line("a", "a", Fraction(1)), Line("x", "y", Fraction(1)), Line("y", "x", Fraction(1))]
    assert check_bill(lines) == (Finding("cycle", ("a",)), Finding("cycle", ("x", "y")))


def test_orphans_are_the_tops_the_root_does_not_lead_to():
    lines = [*DOOR, Line("FH-390-000", "FH-390-001", Fraction(1))]
    assert check_bill(lines, root="FH-000-000") == (Finding("orphan", ("FH-390-000",)),)
    assert check_bill(lines) == (Finding("orphan", ("FH-000-000",)), Finding("orphan", ("FH-390-000",)))


def test_every_top_is_an_orphan_of_a_root_without_lines():
    assert check_bill(DOOR, root="FH-999-999") == (Finding("orphan", ("FH-000-000",)),)


@pytest.mark.parametrize("quantity", [Fraction(0), Fraction(-1), 0.5, "1"])
def test_quantity_must_be_exact_and_positive(quantity):
    with pytest.raises(BillFault) as caught:
        Line("a", "b", quantity)
    assert str(caught.value) == f"The quantity of b in a is {quantity}; it must be exact and above zero."


def test_where_used_climbs_level_by_level():
    assert where_used(shuffled(DOOR, 3), "FH-320-004") == (
        Use(1, DOOR[2]),
        Use(1, DOOR[3]),
        Use(2, DOOR[0]),
        Use(2, DOOR[1]),
    )
    assert where_used(DOOR, "FH-000-000") == ()


def test_where_used_ends_on_a_circle():
    lines = [Line("a", "b", Fraction(1)), Line("b", "a", Fraction(1))]
    assert where_used(lines, "a") == (Use(1, lines[1]), Use(2, lines[0]))


EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)


@given(EDGES, st.integers(0, 5))
def test_prepared_bill_stands_parents_first_or_names_a_real_circle(edges, seed):
    lines = [Line(str(a), str(b), Fraction(1)) for a, b in edges]
    pairs = {(line.parent, line.child) for line in lines}
    try:
        bill = prepare(shuffled(lines, seed))
    except BillCycle as cycle:
        path = cycle.path
        assert {*zip(path, path[1:] + path[:1], strict=True)} <= pairs
        assert len(set(path)) == len(path)
        assert Finding("cycle", path) == check_bill(lines)[0]
    else:
        assert [finding for finding in check_bill(lines) if finding.kind == "cycle"] == []
        assert sorted(bill.numbers) == sorted({number for pair in pairs for number in pair})
        assert all(bill.places[parent] < bill.places[child] for parent, child in pairs)
