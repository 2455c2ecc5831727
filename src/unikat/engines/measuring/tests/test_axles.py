"""Axle loads by the lever rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.measuring import BillFault, axle_loads


def test_car_alone_and_with_two_people_and_a_tow_ball():
    # 640 kg balanced 1104 mm behind the front axle of 2300 mm: 48 % rear.
    assert axle_loads(640_000, 1704, 600, 2300) == (332_800, 307_200)
    # Two people (150 kg at 1200 mm) and 60 kg on a ball 600 mm behind the rear axle.
    rear = Fraction(640_000 * 1104 + 150_000 * 1200 + 60_000 * 2900, 2300)
    assert rear == Fraction(10_605_600, 23)
    assert axle_loads(640_000, 1704, 600, 2300, [(150_000, 1800), (60_000, 3500)]) == (388_887, 461_113)


def test_load_far_behind_lifts_the_front():
    assert axle_loads(100, 0, 0, 10, [(100, 30)]) == (-100, 300)


def test_no_wheelbase_no_answer():
    with pytest.raises(BillFault):
        axle_loads(1, 1, 0, 0)


@given(
    st.integers(0, 10**7),
    st.fractions(-1000, 5000, max_denominator=100),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(-1000, 6000)), max_size=6),
)
def test_both_axles_carry_the_whole_mass(mass, x, loads):
    front, rear = axle_loads(mass, x, 500, 2300, loads)
    assert front + rear == mass + sum(load for load, _ in loads)
    assert axle_loads(mass, x, 500, 2300, reversed(loads)) == (front, rear)
