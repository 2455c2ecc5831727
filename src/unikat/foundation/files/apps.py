"""Files as a Django app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files by content hash."""

    name = "unikat.foundation.files"
    label = "files"
