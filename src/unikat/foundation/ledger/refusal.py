"""The one exception with which an action says no."""

from __future__ import annotations

from django.forms import BaseForm


class Refused(Exception):
    """An action that cannot be done, with a sentence for the person who asked (shown as 422)."""

    status = 422

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def show_in(self, form: BaseForm) -> None:
        """Say it at the form's field that it is about, or above the form."""
        form.add_error(self.field if self.field in form.fields else None, self.message)


class Taken(Refused):
    """Somebody else was first at a thing that exists once (shown as 409)."""

    status = 409


class NotAllowed(Refused):
    """The person may see the thing but not do this to it (shown as 403)."""

    status = 403
