"""Car books as a Django app."""

from django.apps import AppConfig


class CarbooksConfig(AppConfig):
    """Birth certificate, provenance, sealed archive."""

    name = "unikat.journey.carbooks"
    label = "carbooks"

    def ready(self) -> None:
        """Make car books known to the register of things."""
        from unikat.journey.carbooks import things  # noqa: F401
