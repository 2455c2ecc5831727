"""Shares: a golden statement, ties, refusals, and that every cent of the pool is accounted for."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.crediting import (
    Contribution,
    CreditFault,
    Formula,
    Reason,
    Row,
    Statement,
    largest_remainder,
    shares,
)

WISH = Contribution("Ida", "wish", "", "W-014")
ENTRY = Contribution("Deniz", "entry", "entry-won", "C-001/2")
LOST = Contribution("Lena", "entry", "", "C-001/4")
STEP = Contribution("Lena", "step", "", "4.12")
PART = Contribution("Mei", "revision", "", "FH-320-004 B")
FORMULA = Formula({"wish": 2, "entry": 3, "entry-won": 10, "revision": 8, "step": 0}, 10_000)


def test_statement_in_full():
    assert shares([STEP, PART, ENTRY, WISH, LOST, WISH], FORMULA) == Statement(
        pool_cents=10_000,
        points=23,
        rows=(
            Row("Deniz", 4348, 10, Fraction(100_000, 23), (Reason(ENTRY, 10),)),
            Row("Mei", 3478, 8, Fraction(80_000, 23), (Reason(PART, 8),)),
            Row("Lena", 1304, 3, Fraction(30_000, 23), (Reason(LOST, 3), Reason(STEP, 0))),
            Row("Ida", 870, 2, Fraction(20_000, 23), (Reason(WISH, 2),)),
        ),
        unshared_cents=0,
    )


def test_thanks_without_money_are_listed():
    statement = shares([STEP, WISH], FORMULA)
    assert [(row.person, row.cents) for row in statement.rows] == [("Ida", 10_000), ("Lena", 0)]


def test_pool_without_points_stays_whole():
    assert shares([STEP], FORMULA) == Statement(
        10_000, 0, (Row("Lena", 0, 0, Fraction(0), (Reason(STEP, 0),)),), 10_000
    )
    assert shares([], FORMULA) == Statement(10_000, 0, (), 10_000)


def test_equal_remainders_go_by_points_and_then_by_name():
    assert largest_remainder({"c": 1, "b": 1, "a": 1}, 100) == {"a": 34, "b": 33, "c": 33}
    # Halves on both sides: the one with more points is rounded up, whatever the names.
    assert largest_remainder({"a": 1, "b": 3}, 2) == {"a": 0, "b": 2}


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        (
            lambda: shares([Contribution("Ida", "poem", "ode", "x")], FORMULA),
            "The formula does not say what poem counts.",
        ),
        (lambda: Formula({"wish": -1}, 1), "The weight of wish is -1; it must be a whole number from 0."),
        (lambda: Formula({"wish": 0.5}, 1), "The weight of wish is 0.5; it must be a whole number from 0."),
        (lambda: Formula({}, -1), "The pool is -1; it must be a whole number of cents from 0."),
        (lambda: Formula({}, True), "The pool is True; it must be a whole number of cents from 0."),
        (
            lambda: Contribution("", "wish", "", "W-1"),
            "A contribution needs a person: "
            "Contribution(person='', kind='wish', weight_key='', thing='W-1').",
        ),
    ],
)
def test_what_cannot_be_shared_is_refused(attempt, sentence):
    with pytest.raises(CreditFault) as caught:
        attempt()
    assert str(caught.value) == sentence


CONTRIBUTIONS = st.lists(
    st.builds(
        Contribution,
        st.sampled_from(["Ida", "Jonas", "Mei", "Lena", "Oskar"]),
        st.sampled_from(["wish", "entry", "step"]),
        st.sampled_from(["", "fine", "unweighed"]),
        st.sampled_from("123456"),
    ),
    max_size=40,
)
FORMULAS = st.builds(
    Formula,
    st.fixed_dictionaries({key: st.integers(0, 50) for key in ("wish", "entry", "step", "fine")}),
    st.integers(0, 10**7),
)


@given(CONTRIBUTIONS, FORMULAS, st.integers(0, 99))
def test_every_cent_is_accounted_for_and_every_row_explained(contributions, formula, seed):
    statement = shares(contributions, formula)
    assert shares(random.Random(seed).sample(contributions, len(contributions)), formula) == statement
    assert sum(row.cents for row in statement.rows) + statement.unshared_cents == formula.pool_cents
    assert statement.unshared_cents == (0 if statement.points else formula.pool_cents)
    told = [reason.contribution for row in statement.rows for reason in row.reasons]
    assert sorted(told) == sorted(set(contributions))
    for row in statement.rows:
        assert abs(row.cents - row.exact_cents) < 1
        assert row.points == sum(reason.points for reason in row.reasons)
        assert {reason.contribution.person for reason in row.reasons} == {row.person}
    by_points = sorted(statement.rows, key=lambda row: (row.points, row.cents))
    assert [row.cents for row in by_points] == sorted(row.cents for row in by_points)
