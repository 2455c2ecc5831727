"""Majority judgment against the method of the book, taking medians away one by one."""

from math import lcm

from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.voting.majority import Gauge, counts_of, gauge_of, ladder_of, lower_median


def medians_one_by_one(grades):
    """The majority value of Balinski and Laraki: medians in the order in which they are taken away."""
    rest = sorted(grades)
    return [rest.pop((len(rest) - 1) // 2) for _ in grades]


def order_of(values):
    """Each entry's rank by some values, ties sharing one."""
    return {name: sum(other > value for other in values.values()) for name, value in values.items()}


GRADES = st.integers(1, 5)


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.lists(GRADES, min_size=n, max_size=n), max_size=5)))
def test_equal_numbers_of_grades_give_exactly_the_order_of_the_book(lists):
    entries = dict(enumerate(lists))
    ladder = ladder_of({name: counts_of(grades) for name, grades in entries.items()})
    book = {name: medians_one_by_one(grades) for name, grades in entries.items()}
    assert order_of(ladder.profiles) == order_of(book)


@given(st.lists(st.lists(GRADES, min_size=1, max_size=6), max_size=4))
def test_unequal_numbers_are_compared_as_if_copied_to_equal_numbers(lists):
    entries = dict(enumerate(lists))
    ladder = ladder_of({name: counts_of(grades) for name, grades in entries.items()})
    size = lcm(*map(len, lists))
    book = {name: medians_one_by_one(grades * (size // len(grades))) for name, grades in entries.items()}
    assert order_of(ladder.profiles) == order_of(book)


@given(st.lists(st.lists(GRADES, min_size=1, max_size=9), min_size=2, max_size=4), st.data())
def test_a_better_grade_never_harms(lists, data):
    at = data.draw(st.integers(0, len(lists[0]) - 1))
    raised = [[*lists[0][:at], min(5, lists[0][at] + 1), *lists[0][at + 1 :]], *lists[1:]]
    before, after = (
        order_of(ladder_of({n: counts_of(grades) for n, grades in enumerate(each)}).profiles)[0]
        for each in (lists, raised)
    )
    assert after <= before


@given(st.lists(GRADES, min_size=1))
def test_median_is_the_lower_one(grades):
    assert lower_median(counts_of(grades)) == sorted(grades)[(len(grades) - 1) // 2]


def test_gauges():
    assert gauge_of(counts_of([5, 5, 4, 3, 1])) == Gauge(2, 4, 2)
    assert gauge_of(counts_of([5, 5, 4, 3, 1])).sign == "-"
    assert gauge_of(counts_of([5, 5, 3, 3])) == Gauge(2, 3, 0)
    assert gauge_of(counts_of([5, 5, 3, 3])).sign == "+"
    assert gauge_of(counts_of([1])) == Gauge(0, 1, 0)
    assert gauge_of(counts_of([])) == Gauge(0, 0, 0)
    assert lower_median(counts_of([])) == 0
