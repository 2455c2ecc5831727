"""Opening a project, handing out roles, planning the road."""

from datetime import date

import pytest
from django.db import transaction

from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.journey.projects import rules
from unikat.journey.projects.actions import give_role, next_number, open_project, plan_phase, take_role
from unikat.journey.projects.models import Membership, Project

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


def test_numbers_run_on(feldhase):
    with transaction.atomic():
        assert [next_number(feldhase, "wish") for _ in range(3)] == [1, 2, 3]
        assert next_number(feldhase, "decision") == 1


@pytest.mark.parametrize(
    ("role", "areas", "field"), [("king", [], "role"), ("engineer", ["moon"], "areas"), ("", [], "role")]
)
def test_only_known_roles_and_areas_are_given(feldhase, cast, role, areas, field):
    with pytest.raises(Refused) as refused:
        give_role(actor=cast["oskar"], project=feldhase, person=cast["lena"], role=role, areas=areas)
    assert (refused.value.field, rules.roles(cast["lena"], feldhase)) == (field, frozenset())


@pytest.mark.parametrize(
    ("days", "features", "field"), [((2, 1), [], "closes_on"), ((1, 2), ["flying"], "features")]
)
def test_a_phase_is_refused_at_its_field(feldhase, cast, days, features, field):
    first, last = (date(2026, 1, number) for number in days)
    with pytest.raises(Refused) as refused:
        plan_phase(
            actor=cast["oskar"],
            project=feldhase,
            position=1,
            title=("x", ""),
            opens_on=first,
            closes_on=last,
            features=features,
        )
    assert (refused.value.field, feldhase.phases.count()) == (field, 0)


def test_roles_are_given_and_taken_and_told(feldhase, cast):
    give_role(actor=cast["oskar"], project=feldhase, person=cast["lena"], role="designer", areas=["body"])
    assert rules.decides_in(cast["lena"], feldhase, "body") is True
    take_role(actor=cast["oskar"], project=feldhase, person=cast["lena"], role="designer")
    assert rules.decides_in(cast["lena"], feldhase, "body") is False
    told = Entry.objects.order_by("-pk").values_list("actor_name", "verb", "facts")[:2]
    assert list(told) == [
        ("Oskar", "project.take_role", {"role": "designer", "person": cast["lena"].pk}),
        ("Oskar", "project.give_role", {"role": "designer", "areas": ["body"], "person": cast["lena"].pk}),
    ]


def test_a_project_keeps_a_steward(feldhase, cast):
    for handle, role in (("oskar", "steward"), ("ida", "steward"), ("lena", "designer")):
        with pytest.raises(Refused):
            take_role(actor=cast["oskar"], project=feldhase, person=cast[handle], role=role)
    give_role(actor=cast["oskar"], project=feldhase, person=cast["mei"], role="steward")
    take_role(actor=cast["mei"], project=feldhase, person=cast["oskar"], role="steward")
    stewards = feldhase.memberships.filter(role="steward")
    assert [membership.person for membership in stewards] == [cast["mei"]]
