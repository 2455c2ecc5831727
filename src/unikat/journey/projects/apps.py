"""Projects as a Django app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """One open vehicle."""

    name = "unikat.journey.projects"
    label = "projects"

    def ready(self) -> None:
        """Make projects known to the register of things."""
        from unikat.journey.projects import things  # noqa: F401
