"""The site as a Django app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Pages that see all stages."""

    name = "unikat.site"
    label = "site"
