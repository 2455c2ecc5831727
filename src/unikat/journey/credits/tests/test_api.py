"""A car's credits as JSON."""

from unikat.journey.cars.models import Car
from unikat.journey.credits.tests.test_queries import CREDITS

CREDITS_OF = "/api/v1/projects/feldhase/cars/1/credits/"


def test_credits_are_public_and_exact(built, client_of):
    told = client_of().get(CREDITS_OF).json()
    assert {row["name"]: {deed["deed"]: deed["things"] for deed in row["deeds"]} for row in told} == CREDITS


def test_a_private_car_is_not_found(built, client_of, cast):
    Car.objects.update(is_public=False)
    assert client_of(cast["lena"]).get(CREDITS_OF).status_code == 404
