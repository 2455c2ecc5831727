"""Jobs as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Later, again, every night."""

    name = "unikat.foundation.jobs"
    label = "jobs"
