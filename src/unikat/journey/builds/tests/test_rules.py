"""Who may run a workshop, book days, invite friends and sign: one stranger at least for each."""

import pytest
from django.contrib.auth.models import AnonymousUser

from unikat.foundation.ledger.refusal import NotAllowed
from unikat.journey.builds import actions, rules
from unikat.journey.builds.models import CrewPass
from unikat.journey.builds.tests.conftest import in_days, sign

EVERYBODY = ("ida", "jonas", "mei", "tariq", "lena", "oskar", "vera", "deniz", "hanna", "paul")


def allowed(predicate, cast, *things):
    people = {**cast, "visitor": AnonymousUser()}
    return [who for who in (*EVERYBODY, "visitor") if predicate(people[who], *things)]


def test_who_runs_places(place, cast):
    assert allowed(rules.may_open_workshop, cast) == ["ida", "tariq", "oskar", "vera", "hanna"]
    assert allowed(rules.keeps, cast, place) == ["tariq"]
    with pytest.raises(NotAllowed):
        actions.open_workshop(actor=cast["lena"], slug="x", name="x", city="x", bays=["1"])
    with pytest.raises(NotAllowed):
        actions.add_bay(actor=cast["oskar"], workshop=place, name="x")


def test_who_books_and_who_writes(guide, car, place, cast):
    assert allowed(rules.may_book, cast, car) == ["ida"]
    assert allowed(rules.may_write_guide, cast, guide) == ["mei", "tariq", "oskar"]
    with pytest.raises(NotAllowed):
        actions.book_days(actor=cast["oskar"], car=car, workshop=place, days=in_days(1))
    with pytest.raises(NotAllowed):
        actions.add_module(actor=cast["ida"], project=guide, number=9, title=("x", ""))
    module = guide.modules.first()
    facts = {"title": ("x", ""), "text": ("x", ""), "minutes": 1}
    with pytest.raises(NotAllowed):
        actions.add_step(actor=cast["vera"], module=module, number="1.9", **facts)


def test_who_leads_a_build_and_who_signs(build, cast):
    assert allowed(rules.leads, cast, build) == ["ida", "tariq"]
    assert allowed(rules.may_sign, cast, build) == ["ida", "tariq"]
    for who in ("lena", "mei", "vera"):
        with pytest.raises(NotAllowed):
            sign(cast[who], build, "1.1")
        with pytest.raises(NotAllowed):
            actions.invite_crew(actor=cast[who], build=build, name="x")
        with pytest.raises(NotAllowed):
            actions.finish_build(actor=cast[who], build=build)


def test_a_pass_is_for_its_own_build_until_it_is_taken_back(build, cast):
    lena, _token = actions.invite_crew(actor=cast["ida"], build=build, name="Lena")
    assert (rules.may_sign(lena, build), rules.leads(lena, build)) == (True, False)
    with pytest.raises(NotAllowed):
        actions.revoke_pass(actor=cast["lena"], crew_pass=lena)
    other = CrewPass(build_id=build.pk + 1, name="Paul")
    assert rules.may_sign(other, build) is False
    actions.revoke_pass(actor=cast["ida"], crew_pass=lena)
    assert rules.may_sign(lena, build) is False


def test_nobody_signs_a_finished_build(signed_build, cast):
    lena = signed_build.crew.get()
    actions.finish_build(actor=cast["ida"], build=signed_build)
    assert allowed(rules.may_sign, cast, signed_build) == []
    assert rules.may_sign(lena, signed_build) is False
