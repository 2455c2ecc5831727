"""Jobs as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Later, again, every night."""

    name = "unikat.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Make the nightly jobs known, in the worker too."""
        from unikat.foundation.jobs import actions  # noqa: F401
