"""Notices as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The bell, with a lane for what needs you."""

    name = "unikat.foundation.notices"
    label = "notices"
