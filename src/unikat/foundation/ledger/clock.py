"""The one clock of the house: tests and the demo story can set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, aware of its time zone."""
    return _set.get() or timezone.now()


def today() -> date:
    """The present day where the server stands."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at the given (aware) moment."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
