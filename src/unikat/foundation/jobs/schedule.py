"""How a function becomes a job: the decorators, and the register of nightly jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Job:
    """A function that can wait; calling it does it now, `later` does it in the worker."""

    function: Callable[..., Any]
    retries: int
    given_up: Callable[..., None] | None = None

    @property
    def name(self) -> str:
        """The dotted name by which the worker finds it."""
        return f"{self.function.__module__}:{self.function.__qualname__}"

    def __call__(self, *ids: Any) -> Any:
        """Do it now, in this process."""
        return self.function(*ids)

    def later(self, *ids: Any) -> None:
        """Do it in the worker, once the present transaction has been committed."""
        from unikat.foundation.jobs.actions import ask

        ask(function=self.name, ids=list(ids))


def job(
    *, retries: int = 3, given_up: Callable[..., None] | None = None
) -> Callable[[Callable[..., Any]], Job]:
    """Make a function a job: it takes ids, may run twice, and is tried again after a failure.

    When the last try has failed, `given_up` gets the ids, so that whoever waits can be told.
    """
    return lambda function: Job(function, retries, given_up)


@dataclass(frozen=True)
class Nightly:
    """A job that runs every night after an hour (local time)."""

    name: str
    hour: int
    job: Job


nightlies: dict[str, Nightly] = {}


def nightly(name: str, *, hour: int) -> Callable[[Job], Job]:
    """Let a job run every night."""

    def keep(job: Job) -> Job:
        nightlies[name] = Nightly(name, hour, job)
        return job

    return keep
