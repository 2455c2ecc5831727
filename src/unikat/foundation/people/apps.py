"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, sign-in, trust tiers, the cast."""

    name = "unikat.foundation.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make people known to the register of things; listen to sign-in."""
        from unikat.foundation.people import signals, things  # noqa: F401
