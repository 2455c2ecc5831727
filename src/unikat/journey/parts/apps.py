"""Parts as a Django app."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """Parts, revisions, bill of materials."""

    name = "unikat.journey.parts"
    label = "parts"

    def ready(self) -> None:
        """Make parts and revisions known to the register of things and to the thread."""
        from unikat.journey.parts import things  # noqa: F401
