"""Ida's finished car, again."""

from unikat.journey.builds.tests.conftest import build, guide, place, signed_build  # noqa: F401 - fixtures
from unikat.journey.carbooks.tests.conftest import _own_places, built  # noqa: F401 - fixtures
from unikat.journey.cars.tests.conftest import car, offer  # noqa: F401 - fixtures
