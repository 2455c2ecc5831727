"""Options as a Django app."""

from django.apps import AppConfig


class OptionsConfig(AppConfig):
    """Option groups, rules, editions and their release."""

    name = "unikat.journey.options"
    label = "options"

    def ready(self) -> None:
        """Make options and rules known to the register of things and to the thread."""
        from unikat.journey.options import things  # noqa: F401
