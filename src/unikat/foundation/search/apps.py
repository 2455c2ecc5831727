"""The search as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One door to everything that can be found."""

    name = "unikat.foundation.search"
    label = "search"
