"""The one exception with which an action says no."""

from __future__ import annotations


class Refused(Exception):
    """An action that cannot be done, with a sentence for the person who asked (shown as 422)."""

    status = 422

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Taken(Refused):
    """Somebody else was first at a thing that exists once (shown as 409)."""

    status = 409


class NotAllowed(Refused):
    """The person may see the thing but not do this to it (shown as 403)."""

    status = 403
