"""Counting: golden results, reasons, exclusions, refusals."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.voting import (
    Ballot,
    Excluded,
    Gauge,
    Place,
    Reason,
    Result,
    Rule,
    Tally,
    VotingFault,
    count,
    result_bytes,
)


def ballots_on(entry, meets, appeal, owners=0):
    return [
        Ballot(f"v{at:03}", entry, m, a, at < owners)
        for at, (m, a) in enumerate(zip(meets, appeal, strict=True))
    ]


def grades(five, four, three, two, one):
    return [5] * five + [4] * four + [3] * three + [2] * two + [1] * one


def test_small_vote_in_full():
    ballots = [
        *ballots_on("wabe", [5, 4, 3], [5, 5, 2], owners=2),
        *ballots_on("kante", [5, 5, 4], [4, 4, 4], owners=3),
        *ballots_on("segel", [2, 2, 5], [5, 5, 5], owners=3),
    ]
    rule = Rule()
    assert count(ballots, ["kante", "leer", "segel", "wabe"], rule) == Result(
        rule=rule,
        ballots=9,
        voters=3,
        places=(
            Place(
                1,
                Tally("wabe", 3, (0, 0, 1, 1, 1), 4, (0, 1, 0, 0, 2), Gauge(0, 5, 1), 2),
                Reason("median", "kante", 5, 4, "0"),
            ),
            Place(
                2,
                Tally("kante", 3, (0, 0, 0, 1, 2), 5, (0, 0, 0, 3, 0), Gauge(0, 4, 0), 3),
                Reason("last"),
            ),
        ),
        excluded=(
            Excluded(Tally("leer", 0, (0,) * 5, 0, (0,) * 5, Gauge(0, 0, 0), 0), "few-ballots", 1),
            Excluded(
                Tally("segel", 3, (0, 2, 0, 0, 1), 2, (0, 0, 0, 0, 3), Gauge(0, 5, 0), 3), "below-brief", 3
            ),
        ),
    )


def test_french_experiment_of_2007():
    """The three leaders of Orsay after Balinski and Laraki, in per mille, their two lowest grades as one.

    The book ranks them Bayrou (Good +), Royal (Good -), Sarkozy (Good -).
    """
    shares = {
        "Bayrou": grades(136, 307, 251, 148, 158),
        "Royal": grades(167, 227, 191, 168, 248),
        "Sarkozy": grades(191, 198, 143, 115, 353),
    }
    ballots = [
        ballot for name, given_ in shares.items() for ballot in ballots_on(name, [3] * len(given_), given_)
    ]
    places = count(ballots, shares, Rule()).places
    assert [(place.tally.entry, place.tally.gauge, place.tally.gauge.sign) for place in places] == [
        ("Bayrou", Gauge(443, 3, 306), "+"),
        ("Royal", Gauge(394, 3, 416), "-"),
        ("Sarkozy", Gauge(389, 3, 468), "-"),
    ]
    # Bayrou's upper median rises once 1 - 2 x 44.3 % of his grades are gone, before Royal's lower one falls
    # at 1 - 2 x 416/1001; Sarkozy's lower one falls first of all, at 1 - 2 x 46.8 %.
    assert [place.reason for place in places] == [
        Reason("tie-break", "Royal", 4, 3, "57/500"),
        Reason("tie-break", "Sarkozy", 3, 2, "8/125"),
        Reason("last"),
    ]


def test_equal_medians_are_parted_by_taking_medians_away():
    ballots = [*ballots_on("a", [3] * 4, [1, 3, 4, 5]), *ballots_on("b", [3] * 4, [2, 3, 3, 5])]
    assert [(p.place, p.tally.entry, p.reason) for p in count(ballots, "ab", Rule()).places] == [
        (1, "a", Reason("tie-break", "b", 4, 3, "0")),
        (2, "b", Reason("last")),
    ]


def test_ties_share_a_place_and_name_each_other():
    ballots = [
        *ballots_on("c", [3, 3], [4, 5]),
        *ballots_on("a", [3] * 4, [5, 5, 4, 4]),
        *ballots_on("b", [5], [3], owners=1),
    ]
    places = count(ballots, "abc", Rule()).places
    assert [(p.place, p.tally.entry, p.tied_with) for p in places] == [
        (1, "a", ("c",)),
        (1, "c", ("a",)),
        (3, "b", ()),
    ]
    assert places[0].reason == places[1].reason == Reason("median", "b", 4, 3, "0")


def test_rule_decides_who_is_ranked():
    ballots = [*ballots_on("a", [2, 4], [5, 5]), *ballots_on("b", [5], [1])]
    result = count(ballots, "ab", Rule(least_meets=2, least_ballots=2))
    assert [place.tally.entry for place in result.places] == ["a"]
    assert [(out.tally.entry, out.why, out.needed) for out in result.excluded] == [("b", "few-ballots", 2)]


def test_vote_without_entries_has_an_empty_result():
    assert count([], [], Rule()) == Result(Rule(), 0, 0, (), ())


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        (
            lambda: count(ballots_on("x", [3], [3]), ["a"], Rule()),
            "The ballot of v000 is on x, which is not an entry.",
        ),
        (lambda: count(ballots_on("a", [3], [3]) * 2, ["a"], Rule()), "v000 has more than one ballot on a."),
        (lambda: count([], ["a", "a"], Rule()), "An entry is named twice."),
        (lambda: count([], [""], Rule()), "An entry's name must be a text that is not empty."),
        (
            lambda: Rule(least_meets=6),
            "The least median for meets the brief: 6 is not a grade; grades are whole numbers from 1 to 5.",
        ),
        (lambda: Rule(least_ballots=0), "The least number of ballots must be a whole number of at least 1."),
        (
            lambda: Rule(method="plurality"),
            "The counting method 'plurality' is not known; known is 'majority-judgment-1'.",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(attempt, sentence):
    with pytest.raises(VotingFault) as caught:
        attempt()
    assert str(caught.value) == sentence


ANSWERS = st.tuples(st.integers(1, 5), st.integers(1, 5), st.booleans())
VOTES = st.dictionaries(st.tuples(st.sampled_from("uvwxyz"), st.sampled_from("abcd")), ANSWERS)


@given(VOTES, st.integers(0, 99))
def test_result_knows_no_order_and_accounts_for_every_entry(votes, seed):
    ballots = [Ballot(voter, entry, *answers) for (voter, entry), answers in votes.items()]
    result = count(ballots, "abcd", Rule())
    mixed = count(random.Random(seed).sample(ballots, len(ballots)), "dcba", Rule())
    assert result == mixed
    assert result_bytes(result) == result_bytes(mixed)
    named = [place.tally.entry for place in result.places] + [out.tally.entry for out in result.excluded]
    assert sorted(named) == list("abcd")
    assert all(place.tally.meets_median >= 3 for place in result.places)
    medians = [place.tally.gauge.median for place in result.places]
    assert medians == sorted(medians, reverse=True)
