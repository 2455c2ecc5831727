"""The jury's crown: a rubric of four criteria, medians summed, ties told as ties."""

from collections.abc import Iterable
from dataclasses import dataclass

from .ballots import VotingFault, require_grade, require_text
from .majority import counts_of, lower_median

RUBRIC = ("novelty", "usefulness", "feasibility", "elaboration")


@dataclass(frozen=True, slots=True)
class JuryScore:
    """One juror's grades (1-5) for one entry on the four criteria of the rubric."""

    juror: str
    entry: str
    novelty: int
    usefulness: int
    feasibility: int
    elaboration: int

    def __post_init__(self) -> None:
        require_text(self.juror, "The juror of a score")
        require_text(self.entry, "The entry of a score")
        for criterion in RUBRIC:
            require_grade(getattr(self, criterion), f"The score of {self.juror} on {self.entry}, {criterion}")


@dataclass(frozen=True)
class JuryPlace:
    """One entry's place: `points` (4-20) is the sum of `medians`, which stand in the order of the rubric."""

    place: int
    entry: str
    points: int
    medians: tuple[int, int, int, int]
    jurors: int
    tied_with: tuple[str, ...] = ()


def jury_result(scores: Iterable[JuryScore]) -> tuple[JuryPlace, ...]:
    """Rank entries by the sum of their (lower) medians per criterion, best first.

    Medians, so that one juror alone moves little, and a juror with a conflict of interest can abstain. Equal
    sums share a place and are listed by name. Raises VotingFault on a second score of one juror for an entry.
    """
    by_entry: dict[str, dict[str, JuryScore]] = {}
    for score in scores:
        panel = by_entry.setdefault(score.entry, {})
        if score.juror in panel:
            raise VotingFault(f"{score.juror} scored {score.entry} more than once.")
        panel[score.juror] = score
    medians = {entry: _medians(list(panel.values())) for entry, panel in by_entry.items()}
    points = {entry: sum(grades) for entry, grades in medians.items()}
    return tuple(
        JuryPlace(
            place=1 + sum(other > points[entry] for other in points.values()),
            entry=entry,
            points=points[entry],
            medians=medians[entry],
            jurors=len(by_entry[entry]),
            tied_with=tuple(sorted(o for o in points if o != entry and points[o] == points[entry])),
        )
        for entry in sorted(points, key=lambda entry: (-points[entry], entry))
    )


def _medians(panel: list[JuryScore]) -> tuple[int, int, int, int]:
    """The lower median of each criterion, in the order of the rubric."""
    novelty, usefulness, feasibility, elaboration = (
        lower_median(counts_of([getattr(score, criterion) for score in panel])) for criterion in RUBRIC
    )
    return novelty, usefulness, feasibility, elaboration
