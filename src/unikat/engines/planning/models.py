"""What goes into a plan and what comes out of it: plain frozen values, times in whole minutes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Step:
    """A piece of work that is done in one go.

    `minutes` of elapsed time (at least 1), by `people` persons at once (at least 1); `after` names the
    steps that must be finished before; if `skill` is given, at least one of the persons must have it.
    People who are already at a `module` are preferred for its next step.
    """

    key: str
    minutes: int
    people: int = 1
    after: tuple[str, ...] = ()
    skill: str | None = None
    module: str = ""

    def __post_init__(self) -> None:
        """Refuse a step without time or hands: it would be a fault of the caller, not of the plan."""
        if self.minutes < 1 or self.people < 1:
            raise ValueError(f"step {self.key!r} needs at least one minute and one person")


@dataclass(frozen=True)
class Person:
    """Somebody who is there on a day, with the skills that count."""

    key: str
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Day:
    """A booked day: work may happen from minute `begins` (0 unless the day has started) to `minutes`."""

    date: date
    minutes: int
    people: tuple[Person, ...]
    begins: int = 0


@dataclass(frozen=True)
class Row:
    """One step in the plan: its day, its first minute, its length and who does it."""

    step: str
    day: date
    start: int
    minutes: int
    people: tuple[str, ...]

    @property
    def end(self) -> int:
        """The first minute at which everybody is free again."""
        return self.start + self.minutes


@dataclass(frozen=True)
class Reason:
    """Why something cannot be planned, as a kind with its numbers and as an English sentence.

    Kinds of a refusal: `days` (none, one given twice, or a person twice on one), `twice` (a key used twice),
    `unknown` (waits for a step nobody knows), `cycle` (`steps` is the closed path), `people`, `long`,
    `skill` (no day is enough for the step), `together` (each is there, never on one day).
    Kinds of an unplanned step: `late` (its parts come after the last day), `after` (`steps[1]` is not
    planned), `full` (no gap left). `needed` and `available` count persons (`people`) or minutes (`long`).
    """

    kind: str
    steps: tuple[str, ...]
    sentence: str
    needed: int = 0
    available: int = 0

    @property
    def missing(self) -> int:
        """How much more would be needed, in the unit of the kind."""
        return max(0, self.needed - self.available)


@dataclass(frozen=True)
class Plan:
    """The steps that found a place, in order of time, and those that did not.

    `missing` is the work without a place, in person-minutes (people times minutes); 0 if complete.
    """

    rows: tuple[Row, ...]
    unplanned: tuple[Reason, ...] = ()
    missing: int = 0

    @property
    def complete(self) -> bool:
        """Whether every step found its place."""
        return not self.unplanned


@dataclass(frozen=True)
class Refusal:
    """The steps and days contradict each other, whatever the order of work: here is why."""

    reasons: tuple[Reason, ...]
