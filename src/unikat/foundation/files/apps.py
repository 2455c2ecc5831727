"""Files as a Django app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files by content hash."""

    name = "unikat.foundation.files"
    label = "files"

    def ready(self) -> None:
        """Make the nightly jobs known, in the worker too; a store that cannot work is told before anything starts."""
        from unikat.foundation.files import actions  # noqa: F401
        from unikat.foundation.files.storing import store

        store()
