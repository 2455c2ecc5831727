"""Changes as a Django app."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """Propose, review, accept."""

    name = "unikat.journey.changes"
    label = "changes"

    def ready(self) -> None:
        """Make changes known to the register of things."""
        from unikat.journey.changes import things  # noqa: F401
