"""Who may what in a project, and what is open when."""

from datetime import timedelta

import pytest
from django.utils import translation

from unikat.foundation.ledger import clock, things
from unikat.foundation.people.models import Tier
from unikat.foundation.ui.words import day
from unikat.journey.projects import rules
from unikat.journey.projects.actions import give_role
from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.queries import visible_projects

EVERYBODY = ("ida", "jonas", "mei", "tariq", "lena", "oskar", "vera")


@pytest.mark.parametrize(
    ("predicate", "those"),
    [
        (rules.is_steward, {"oskar"}),
        (rules.is_engineer, {"mei"}),
        (rules.is_designer, {"jonas"}),
        (rules.is_coach, {"tariq"}),
        (rules.is_moderator, {"oskar"}),
        (rules.is_team, {"oskar", "mei", "jonas", "tariq"}),
        (lambda who, project: rules.decides_in(who, project, "body"), {"oskar", "mei", "jonas"}),
        (lambda who, project: rules.is_member(who), {"ida", "jonas", "mei", "tariq", "oskar", "vera"}),
        (lambda who, project: rules.may_open(who), {"ida", "jonas", "mei", "tariq", "oskar", "vera"}),
        (rules.may_see, {"oskar", "mei", "jonas", "tariq", "vera"}),
    ],
)
def test_those_who_may_and_nobody_else(feldhase, cast, predicate, those):
    feldhase.is_public = False
    cast["lena"].tier = Tier.GUEST
    assert {handle for handle in EVERYBODY if predicate(cast[handle], feldhase)} == those
    assert predicate(None, feldhase) is False


def test_an_engineer_decides_in_named_areas_only(feldhase, cast):
    give_role(actor=cast["oskar"], project=feldhase, person=cast["mei"], role="engineer", areas=["frame"])
    decided = [rules.decides_in(cast["mei"], feldhase, area) for area in ("frame", "body")]
    assert decided == [True, False]


@pytest.mark.parametrize(
    ("days", "opened"),
    [
        (-21, []),
        (-20, ["wishing"]),
        (-1, ["wishing", "challenging", "engineering"]),
        (2, []),
        (99, ["building"]),
    ],
)
def test_the_road_opens_and_closes(road, days, opened):
    with clock.at(clock.now() + timedelta(days=days)):
        assert [feature.value for feature in Feature if rules.is_open(road, feature)] == opened


def test_a_project_without_a_road_has_everything_open(feldhase):
    assert [rules.is_open(feldhase, feature) for feature in Feature] == [True] * len(Feature)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Wishing: closed in this project since {gone}.",
                "",
                "Ordering: no phase on the road of this project opens it.",
                "Building: not open yet in this project. It opens on {coming}.",
            ],
        ),
        (
            "de",
            [
                "Wünschen: in diesem Projekt seit dem {gone} geschlossen.",
                "",
                "Bestellen: keine Phase auf dem Weg dieses Projekts öffnet das.",
                "Bauen: in diesem Projekt noch nicht offen. Es öffnet am {coming}.",
            ],
        ),
    ],
)
def test_what_is_closed_says_the_day(road, language, said):
    today = clock.today()
    asked = (Feature.WISHING, Feature.ENGINEERING, Feature.ORDERING, Feature.BUILDING)
    with translation.override(language):
        days = {"gone": day(today - timedelta(days=1)), "coming": day(today + timedelta(days=3))}
        assert [rules.why_closed(road, feature) for feature in asked] == [one.format(**days) for one in said]


def test_whoever_sees_a_private_project_sees_its_card(feldhase, cast):
    Project.objects.update(is_public=False)
    see = {handle for handle in EVERYBODY if feldhase in visible_projects(cast[handle])}
    cards = {handle for handle in EVERYBODY if things.card(feldhase.thing, cast[handle])}
    assert (see, cards) == ({"oskar", "mei", "jonas", "tariq", "vera"}, see)
