"""Who may draw, release and keep the bill."""

import pytest

from unikat.foundation.people.models import Tier
from unikat.journey.parts import rules
from unikat.journey.parts.models import Part
from unikat.journey.projects.actions import give_role

EVERYBODY = ("ida", "jonas", "mei", "tariq", "lena", "oskar", "vera")


@pytest.mark.parametrize(
    ("predicate", "those"),
    [
        (
            lambda who, part: rules.may_draft(who, part.project),
            {"ida", "jonas", "mei", "tariq", "oskar", "vera"},
        ),
        (rules.may_release, {"jonas", "oskar"}),
        (lambda who, part: rules.may_edit_bill(who, part.project), {"jonas", "mei", "oskar"}),
    ],
)
def test_those_who_may_and_nobody_else(feldhase, cast, predicate, those):
    give_role(actor=cast["oskar"], project=feldhase, person=cast["mei"], role="engineer", areas=["frame"])
    cast["lena"].tier = Tier.GUEST
    part = Part(project=feldhase, number="FH-1", area="body")
    assert {handle for handle in EVERYBODY if predicate(cast[handle], part)} == those
    assert predicate(None, part) is False
