"""Cars as a Django app."""

from django.apps import AppConfig


class CarsConfig(AppConfig):
    """Choose until the car is unique; reserve it."""

    name = "unikat.journey.cars"
    label = "cars"

    def ready(self) -> None:
        """Make cars known to the register of things and to the thread."""
        from unikat.journey.cars import things  # noqa: F401
