"""Opening a project, handing out roles, planning the road."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.journey.projects import rules
from unikat.journey.projects.actions import give_role, next_number, open_project, plan_phase
from unikat.journey.projects.models import Feature, Membership, Project
from unikat.journey.projects.queries import visible_projects

TEXTS = {"name": "Hamster", "promise": ("Klein.", "Small."), "brief": ("Sehr klein.", "Very small.")}


def test_whoever_opens_a_project_is_its_first_steward(cast):
    project = open_project(actor=cast["oskar"], slug="hamster", code="HA", **TEXTS)
    assert [(m.person.handle, m.role) for m in Membership.objects.filter(project=project)] == [
        ("oskar", "steward")
    ]
    assert Entry.objects.get(verb="project.open").facts == {"name": "Hamster"}


def test_a_newcomer_opens_none(cast):
    with pytest.raises(NotAllowed):
        open_project(actor=cast["lena"], slug="hamster", code="HA", **TEXTS)
    assert Project.objects.count() == 0


def test_an_address_exists_once(feldhase, cast):
    with pytest.raises(Refused) as refused:
        open_project(actor=cast["oskar"], slug="feldhase", code="HA", **TEXTS)
    assert refused.value.field == "slug"


@pytest.mark.parametrize("handle", ["ida", "mei", "vera"])
def test_only_stewards_hand_out_roles_and_plan_the_road(feldhase, cast, handle):
    with pytest.raises(NotAllowed):
        give_role(actor=cast[handle], project=feldhase, person=cast[handle], role="steward")
    with pytest.raises(NotAllowed):
        plan_phase(
            actor=cast[handle],
            project=feldhase,
            position=1,
            title=("x", ""),
            opens_on=date(2026, 1, 1),
            closes_on=None,
        )


def test_a_phase_opens_its_features_between_its_days(feldhase, cast):
    today = clock.today()
    plan_phase(
        actor=cast["oskar"],
        project=feldhase,
        position=1,
        title=("Wünsche", "Wishes"),
        opens_on=today,
        closes_on=today + timedelta(days=1),
        features=[Feature.WISHING],
    )
    project = Project.objects.get()
    assert (rules.is_open(project, Feature.WISHING), rules.is_open(project, Feature.ORDERING)) == (
        True,
        False,
    )
    with clock.at(clock.now() + timedelta(days=2)):
        assert rules.is_open(project, Feature.WISHING) is False


def test_an_engineer_decides_in_named_areas_only(feldhase, cast):
    give_role(actor=cast["oskar"], project=feldhase, person=cast["mei"], role="engineer", areas=["frame"])
    decided = [rules.decides_in(cast["mei"], feldhase, area) for area in ("frame", "body")]
    assert decided == [True, False]


def test_numbers_run_on(feldhase):
    with transaction.atomic():
        assert [next_number(feldhase, "wish") for _ in range(3)] == [1, 2, 3]
        assert next_number(feldhase, "decision") == 1


def test_a_private_project_does_not_exist_for_strangers(feldhase, cast, client_of):
    Project.objects.update(is_public=False)
    assert [list(visible_projects(cast[handle])) == [feldhase] for handle in ("mei", "ida")] == [True, False]
    pages = ["/p/feldhase/", "/p/feldhase/about/", "/p/feldhase/history/", "/api/v1/projects/feldhase/"]
    assert [client_of(cast["ida"]).get(page).status_code for page in pages] == [404] * 4
    assert [client_of(cast["mei"]).get(page).status_code for page in pages] == [200] * 4
