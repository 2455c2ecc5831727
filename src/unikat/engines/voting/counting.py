"""Counting: ballots to places, each with the facts that put it there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from .ballots import Ballot, VotingFault, canonical_bytes, require_grade, require_text
from .majority import Counts, Gauge, Ladder, Profile, counts_of, gauge_of, ladder_of, lower_median

METHOD = "majority-judgment-1"


@dataclass(frozen=True, slots=True)
class Rule:
    """The counting rule, fixed before the first ballot.

    Entries with at least `least_ballots` ballots whose lower median for "meets the brief" reaches
    `least_meets` are ranked by majority judgment on appeal; the number of owners decides nothing.
    """

    least_meets: int = 3
    least_ballots: int = 1
    method: str = METHOD

    def __post_init__(self) -> None:
        require_grade(self.least_meets, "The least median for meets the brief")
        if type(self.least_ballots) is not int or self.least_ballots < 1:
            raise VotingFault("The least number of ballots must be a whole number of at least 1.")
        if self.method != METHOD:
            raise VotingFault(f"The counting method {self.method!r} is not known; known is {METHOD!r}.")


@dataclass(frozen=True)
class Tally:
    """What was said about one entry: `meets` and `appeal` count grades 1 to 5; medians of nothing are 0."""

    entry: str
    ballots: int
    meets: Counts
    meets_median: int
    appeal: Counts
    gauge: Gauge
    owners: int


@dataclass(frozen=True)
class Reason:
    """Why an entry stands before the next place.

    `by` is `median` (the medians of appeal differ), `tie-break` (they differ only after medians were taken
    away) or `last` (no entry stands behind). `own` and `other` are the grades that decide, `over` the entry
    on the next place (the first by name if several share it), `removed` the share of each entry's grades that
    was taken away before, as an exact fraction ("0", "24/409").
    """

    by: str
    over: str = ""
    own: int = 0
    other: int = 0
    removed: str = "0"


@dataclass(frozen=True)
class Place:
    """One ranked entry; entries with equal grades share a place and name each other in `tied_with`."""

    place: int
    tally: Tally
    reason: Reason
    tied_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class Excluded:
    """One entry without a place: `why` is `few-ballots` or `below-brief`, `needed` what it had to reach."""

    tally: Tally
    why: str
    needed: int


@dataclass(frozen=True)
class Result:
    """The community's result; equal input gives an equal result in whatever order the ballots come."""

    rule: Rule
    ballots: int
    voters: int
    places: tuple[Place, ...]
    excluded: tuple[Excluded, ...]


def count(ballots: Iterable[Ballot], entries: Iterable[str], rule: Rule) -> Result:
    """Count ballots by a rule; raises VotingFault on unknown entries and on a second ballot of one voter."""
    ballots = tuple(ballots)
    names = sorted_entries(entries)
    by_entry = _by_entry(ballots, names)
    tallies = {name: _tally(name, by_entry[name]) for name in names}
    excluded = [out for tally in tallies.values() if (out := _exclusion(tally, rule))]
    left_out = {out.tally.entry for out in excluded}
    ranked = {name: tally for name, tally in tallies.items() if name not in left_out}
    return Result(
        rule=rule,
        ballots=len(ballots),
        voters=len({ballot.voter for ballot in ballots}),
        places=_places(ranked),
        excluded=tuple(excluded),
    )


def result_bytes(result: Result) -> bytes:
    """A result as canonical JSON, to be compared bit for bit and hashed."""
    return canonical_bytes(asdict(result))


def sorted_entries(entries: Iterable[str]) -> list[str]:
    """The entries in order of their names; raises VotingFault on an empty or doubled name."""
    names = list(entries)
    for name in names:
        require_text(name, "An entry's name")
    if len(set(names)) < len(names):
        raise VotingFault("An entry is named twice.")
    return sorted(names)


def _by_entry(ballots: Sequence[Ballot], names: Sequence[str]) -> dict[str, list[Ballot]]:
    """The ballots on each entry, at most one per voter."""
    found: dict[str, list[Ballot]] = {name: [] for name in names}
    seen: set[tuple[str, str]] = set()
    for ballot in ballots:
        if ballot.entry not in found:
            raise VotingFault(f"The ballot of {ballot.voter} is on {ballot.entry}, which is not an entry.")
        if (ballot.voter, ballot.entry) in seen:
            raise VotingFault(f"{ballot.voter} has more than one ballot on {ballot.entry}.")
        seen.add((ballot.voter, ballot.entry))
        found[ballot.entry].append(ballot)
    return found


def _tally(entry: str, ballots: Sequence[Ballot]) -> Tally:
    meets = counts_of([ballot.meets for ballot in ballots])
    appeal = counts_of([ballot.appeal for ballot in ballots])
    owners = sum(ballot.own for ballot in ballots)
    return Tally(entry, len(ballots), meets, lower_median(meets), appeal, gauge_of(appeal), owners)


def _exclusion(tally: Tally, rule: Rule) -> Excluded | None:
    """Why an entry gets no place, None if it gets one."""
    if tally.ballots < rule.least_ballots:
        return Excluded(tally, "few-ballots", rule.least_ballots)
    if tally.meets_median < rule.least_meets:
        return Excluded(tally, "below-brief", rule.least_meets)
    return None


def _places(tallies: Mapping[str, Tally]) -> tuple[Place, ...]:
    """Rank the entries, best first, ties side by side in order of their names."""
    ladder = ladder_of({name: tally.appeal for name, tally in tallies.items()})
    groups: dict[Profile, list[str]] = {}
    for name in sorted(tallies):
        groups.setdefault(ladder.profiles[name], []).append(name)
    ordered = [groups[profile] for profile in sorted(groups, reverse=True)]
    places: list[Place] = []
    for at, group in enumerate(ordered):
        place = len(places) + 1
        last = at == len(ordered) - 1
        reason = Reason("last") if last else _reason(ladder, group[0], ordered[at + 1][0])
        for name in group:
            others = tuple(other for other in group if other != name)
            places.append(Place(place, tallies[name], reason, others))
    return tuple(places)


def _reason(ladder: Ladder, better: str, worse: str) -> Reason:
    """The first pair of medians that sets two entries apart."""
    for removed, own, other in zip(
        ladder.removed, ladder.profiles[better], ladder.profiles[worse], strict=True
    ):
        if own != other:
            side = 0 if own[0] != other[0] else 1
            by = "median" if removed == 0 and side == 0 else "tie-break"
            return Reason(by, worse, own[side], other[side], str(removed))
    raise AssertionError("entries on different places differ somewhere")
