"""Wishes as a Django app."""

from django.apps import AppConfig


class WishesConfig(AppConfig):
    """Say it, discuss it, answer it."""

    name = "unikat.journey.wishes"
    label = "wishes"

    def ready(self) -> None:
        """Make wishes and decisions known to the register of things and to the thread."""
        from unikat.journey.wishes import things  # noqa: F401
