"""Challenges as a Django app."""

from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    """Brief, check-ups, entries, jury, ballots, awards."""

    name = "unikat.journey.challenges"
    label = "challenges"

    def ready(self) -> None:
        """Make challenges and entries known to the register of things and to the thread."""
        from unikat.journey.challenges import things  # noqa: F401
