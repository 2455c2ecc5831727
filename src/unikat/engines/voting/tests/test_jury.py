"""The jury's crown."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.voting import JuryPlace, JuryScore, VotingFault, jury_result

SCORES = [
    JuryScore("Mei", "kante", 4, 5, 5, 4),
    JuryScore("Tariq", "kante", 3, 5, 5, 5),
    JuryScore("Paul", "kante", 4, 1, 4, 5),
    JuryScore("Mei", "wabe", 5, 4, 3, 4),
    JuryScore("Tariq", "wabe", 5, 3, 4, 4),
    JuryScore("Mei", "segel", 1, 5, 5, 4),
]


def test_medians_are_summed_and_ties_told():
    assert jury_result(SCORES) == (
        JuryPlace(1, "kante", 19, (4, 5, 5, 5), 3),
        JuryPlace(2, "segel", 15, (1, 5, 5, 4), 1, ("wabe",)),
        JuryPlace(2, "wabe", 15, (5, 3, 3, 4), 2, ("segel",)),
    )
    assert jury_result([]) == ()


def test_two_scores_of_one_juror_are_refused():
    with pytest.raises(VotingFault) as caught:
        jury_result([*SCORES, SCORES[0]])
    assert str(caught.value) == "Mei scored kante more than once."


def test_scores_are_checked_at_the_door():
    with pytest.raises(VotingFault) as caught:
        JuryScore("Mei", "kante", 1, 2, 3, 0)
    assert str(caught.value) == (
        "The score of Mei on kante, elaboration: 0 is not a grade; grades are whole numbers from 1 to 5."
    )


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("mtpv"), st.sampled_from("abc")), st.tuples(*[st.integers(1, 5)] * 4)
    ),
    st.integers(0, 99),
)
def test_places_follow_points_whatever_the_order(given_, seed):
    scores = [JuryScore(juror, entry, *grades) for (juror, entry), grades in given_.items()]
    places = jury_result(scores)
    assert jury_result(random.Random(seed).sample(scores, len(scores))) == places
    for place in places:
        assert place.place == 1 + sum(other.points > place.points for other in places)
        tied = (o.entry for o in places if o.points == place.points and o != place)
        assert place.tied_with == tuple(sorted(tied))
