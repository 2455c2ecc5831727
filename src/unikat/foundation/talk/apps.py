"""Talk as a Django app."""

from django.apps import AppConfig


class TalkConfig(AppConfig):
    """Discussion on anything."""

    name = "unikat.foundation.talk"
    label = "talk"

    def ready(self) -> None:
        """Give the ledger's verbs of talking their words."""
        from unikat.foundation.talk import things  # noqa: F401
