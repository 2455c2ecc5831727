"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Who did what, and what came from what."""

    name = "unikat.foundation.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let absurd numbers find nothing, in every question to the database."""
        from unikat.foundation.ledger import lookups  # noqa: F401
