"""Majority judgment: grades ranked by medians, ties broken by taking medians away.

Source: M. Balinski and R. Laraki, "Majority Judgment: Measuring, Ranking, and Electing" (MIT Press, 2011).
The median of an even number of grades is the lower of the two in the middle. Where entries have equally many
grades the order is exactly theirs. Where they have not (nobody grades an own entry), grades are compared as
shares: as if each entry's grades were copied until all had equally many, which changes nobody's median.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .ballots import GRADES

HALF = Fraction(1, 2)

Counts = tuple[int, ...]
Profile = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """The majority-gauge: how many grades lie above the median, the median, how many lie below."""

    above: int
    median: int
    below: int

    @property
    def sign(self) -> str:
        """Plus if more grades lie above the median than below, else minus."""
        return "+" if self.above > self.below else "-"


@dataclass(frozen=True)
class Ladder:
    """Entries made comparable: the shares at which any of them changes, and the medians from there on.

    `profiles[entry][i]` is the pair (lower, upper) of medians once the share `removed[i]` of the grades,
    taken away evenly around the middle, is gone.
    """

    removed: tuple[Fraction, ...]
    profiles: Mapping[str, Profile]


def counts_of(grades: Sequence[int]) -> Counts:
    """How often each grade was given, from 1 to 5."""
    return tuple(sum(grade == each for grade in grades) for each in GRADES)


def lower_median(counts: Counts) -> int:
    """The median grade, the lower one of two; of no grades, 0."""
    return _grade_at(counts, HALF) if sum(counts) else 0


def gauge_of(counts: Counts) -> Gauge:
    """The majority-gauge of some grades."""
    median = lower_median(counts)
    return Gauge(above=sum(counts[median:]), median=median, below=sum(counts[: max(median - 1, 0)]))


def ladder_of(entries: Mapping[str, Counts]) -> Ladder:
    """Make entries comparable; a greater profile is a better entry, equal profiles are a tie.

    Taking medians away one by one visits the grades outwards from the middle, lower side first. Walking
    outwards by shares instead of single grades gives the same order and needs only the few shares where a
    grade ends, however many grades there are. Each entry must have at least one grade.
    """
    shares = {
        abs(2 * Fraction(sum(counts[:grade]), sum(counts)) - 1)
        for counts in entries.values()
        for grade in GRADES
    }
    removed = tuple(sorted((shares | {Fraction(0)}) - {Fraction(1)}))
    between = [(start + end) / 4 for start, end in zip(removed, (*removed[1:], Fraction(1)), strict=True)]
    profiles = {
        entry: tuple((_grade_at(counts, HALF - away), _grade_at(counts, HALF + away)) for away in between)
        for entry, counts in entries.items()
    }
    return Ladder(removed, profiles)


def _grade_at(counts: Counts, share: Fraction) -> int:
    """The lowest grade that, with all grades below it, holds at least this share."""
    needed = share * sum(counts)
    reached = 0
    for grade, count in zip(GRADES, counts, strict=True):
        reached += count
        if count and reached >= needed:
            return grade
    raise AssertionError("a share is at most one and there is at least one grade")
