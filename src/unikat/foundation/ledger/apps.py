"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Who did what, and what came from what."""

    name = "unikat.foundation.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
