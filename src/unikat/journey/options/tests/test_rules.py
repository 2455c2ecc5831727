"""Who may change options and release editions."""

import pytest

from unikat.foundation.people.models import Tier
from unikat.journey.options import rules

EVERYBODY = ("ida", "jonas", "mei", "tariq", "lena", "oskar", "vera")


@pytest.mark.parametrize(
    ("predicate", "those"),
    [(rules.may_edit_options, {"jonas", "mei", "oskar"}), (rules.may_release, {"oskar"})],
)
def test_those_who_may_and_nobody_else(feldhase, cast, predicate, those):
    assert {handle for handle in EVERYBODY if predicate(cast[handle], feldhase)} == those
    assert predicate(None, feldhase) is False
    for handle in those:
        cast[handle].tier = Tier.GUEST
    assert {handle for handle in EVERYBODY if predicate(cast[handle], feldhase)} == set()
