"""The look as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Tokens, macros, icons, charts, the page layout."""

    name = "unikat.foundation.ui"
    label = "ui"
