"""Credits as a Django app."""

from django.apps import AppConfig


class CreditsConfig(AppConfig):
    """Who is thanked and paid."""

    name = "unikat.journey.credits"
    label = "credits"
