"""A guide, a workshop, Ida's car and her build."""

from unikat.journey.builds.tests.conftest import build, guide, place, signed_build  # noqa: F401 - fixtures
from unikat.journey.cars.tests.conftest import car, offer  # noqa: F401 - fixtures
