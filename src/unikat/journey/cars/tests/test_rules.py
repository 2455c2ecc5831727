"""Who may reserve, see and cancel a car."""

import pytest
from django.contrib.auth.models import AnonymousUser

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.refusal import NotAllowed
from unikat.foundation.people.models import Person, Tier
from unikat.journey.cars import actions, rules
from unikat.journey.cars.models import Car
from unikat.journey.projects.actions import plan_phase

EVERYBODY = ("ida", "jonas", "mei", "tariq", "lena", "oskar", "vera", "deniz", "hanna", "paul")


def allowed(predicate, cast, *things):
    people = {**cast, "visitor": AnonymousUser()}
    return [who for who in (*EVERYBODY, "visitor") if predicate(people[who], *things)]


def test_members_reserve_and_visitors_and_guests_do_not(offer, cast):
    assert allowed(rules.may_reserve, cast, offer) == list(EVERYBODY)
    guest = Person.objects.create_user("g@example.org", handle="g", name="G", tier=Tier.GUEST)
    assert rules.may_reserve(guest, offer) is False
    with pytest.raises(NotAllowed):
        actions.reserve_car(actor=guest, project=offer, chosen=["open"], name="x")


def test_a_car_is_its_owners(car, cast):
    assert allowed(rules.is_owner, cast, car) == ["ida"]


def test_the_owner_and_the_steward_cancel_until_the_build_begins(car, cast):
    assert allowed(rules.may_cancel, cast, car) == ["ida", "oskar"]
    with pytest.raises(NotAllowed):
        actions.cancel_car(actor=cast["lena"], car=car)
    actions.begin_build_of(actor=cast["ida"], car=car)
    assert allowed(rules.may_cancel, cast, car) == []


def test_ordering_is_open_only_in_its_phase(offer, cast):
    plan_phase(
        actor=cast["oskar"],
        project=offer,
        position=1,
        title=("Wünschen", "Wishing"),
        opens_on=clock.today(),
        closes_on=None,
        features=["wishing"],
    )
    offer.refresh_from_db()
    assert (rules.is_ordering(offer), allowed(rules.may_reserve, cast, offer)) == (False, [])


def test_a_private_car_is_seen_by_its_owner_and_the_team(car, cast):
    Car.objects.update(is_public=False)
    seen = allowed(lambda who: rules.visible_cars(who).filter(pk=car.pk).exists(), cast)
    assert seen == ["ida", "jonas", "mei", "tariq", "oskar", "vera"]
