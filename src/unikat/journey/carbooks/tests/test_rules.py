"""Who may seal a book."""

from django.contrib.auth.models import AnonymousUser

from unikat.journey.carbooks import rules


def test_the_owner_and_the_coach_seal_once_the_car_stands(built, cast):
    people = {**cast, "visitor": AnonymousUser()}
    assert [who for who, person in people.items() if rules.may_seal(person, built)] == ["ida", "tariq"]


def test_nobody_seals_a_car_that_is_being_built(signed_build, cast):
    assert [who for who, person in cast.items() if rules.may_seal(person, signed_build.car)] == []
