"""Builds as a Django app."""

from django.apps import AppConfig


class BuildsConfig(AppConfig):
    """Workshop, bay, days, crew, plan, guide, sign-off."""

    name = "unikat.journey.builds"
    label = "builds"

    def ready(self) -> None:
        """Make steps, builds and workshops known to the register of things and to the thread."""
        from unikat.journey.builds import things  # noqa: F401
