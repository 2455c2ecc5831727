"""Publishing: the file `ballots.json` from which anyone can count the published result again, bit for bit."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from .ballots import Ballot, VotingFault, ballot_hash, canonical_bytes
from .counting import Result, Rule, count, sorted_entries

FORMAT = "unikat-ballots-1"


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot with the nonce behind its commitment, to be published once the vote has closed."""

    ballot: Ballot
    nonce: bytes

    @property
    def hash(self) -> str:
        """The commitment that was published when the ballot was cast; also the voter's receipt."""
        return ballot_hash(self.ballot, self.nonce)


@dataclass(frozen=True)
class Record:
    """Everything in a ballots file, checked."""

    rule: Rule
    entries: tuple[str, ...]
    casts: tuple[Cast, ...]

    def count(self) -> Result:
        """Count the file by its own rule."""
        return count([cast.ballot for cast in self.casts], self.entries, self.rule)


def export_ballots(casts: Iterable[Cast], entries: Iterable[str], rule: Rule) -> bytes:
    """The content of `ballots.json`: equal for equal ballots, whatever their order; one that recounts.

    Raises VotingFault on anything that could not be counted again.
    """
    record = Record(rule, tuple(sorted_entries(entries)), tuple(casts))
    record.count()
    rows = [
        {**asdict(cast.ballot), "nonce": cast.nonce.hex(), "hash": cast.hash}
        for cast in sorted(record.casts, key=lambda cast: (cast.ballot.entry, cast.ballot.voter))
    ]
    content = {"format": FORMAT, "rule": asdict(rule), "entries": record.entries, "ballots": rows}
    return canonical_bytes(content) + b"\n"


def read_ballots(data: bytes) -> Record:
    """Read a ballots file in any layout of JSON and check each ballot against its commitment.

    Raises VotingFault, saying what is wrong, on anything missing, unknown, doubled or changed.
    """
    content = _table(_parse(data), ("format", "rule", "entries", "ballots"), "The file")
    if content["format"] != FORMAT:
        raise VotingFault(f"The file's format is {content['format']!r}, expected {FORMAT!r}.")
    rule = _table(content["rule"], [field.name for field in fields(Rule)], "The rule")
    entries = _list(content["entries"], "The entries")
    casts = tuple(_cast(row, at) for at, row in enumerate(_list(content["ballots"], "The ballots"), start=1))
    return Record(Rule(**rule), tuple(sorted_entries(entries)), casts)


def recount(data: bytes) -> Result:
    """Count a ballots file by the rule inside it; raises VotingFault if it is damaged."""
    return read_ballots(data).count()


def _cast(row: object, at: int) -> Cast:
    """One ballot of a file, numbered from 1, with its commitment checked."""
    what = f"Ballot {at}"
    names = [field.name for field in fields(Ballot)]
    values = _table(row, [*names, "nonce", "hash"], what)
    try:
        nonce = bytes.fromhex(values["nonce"])
    except (TypeError, ValueError):
        raise VotingFault(f"{what}: the nonce is not written in hexadecimal digits.") from None
    cast = Cast(Ballot(**{name: values[name] for name in names}), nonce)
    if cast.hash != values["hash"]:
        raise VotingFault(f"{what}, by {cast.ballot.voter} on {cast.ballot.entry}, does not match its hash.")
    return cast


def _parse(data: bytes) -> object:
    """JSON without doubled names; Python would silently keep the last of two."""
    try:
        return json.loads(data.decode(), object_pairs_hook=_unique)
    except VotingFault:
        raise
    except (ValueError, RecursionError):
        # Bad UTF-8, bad JSON and numbers of thousands of digits are all ValueErrors.
        raise VotingFault("The file is not JSON.") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise VotingFault("The file names something twice.")
    return dict(pairs)


def _table(value: object, names: Iterable[str], what: str) -> dict[str, Any]:
    """A JSON object with exactly these names."""
    if not isinstance(value, dict) or set(value) != set(names):
        raise VotingFault(f"{what} must hold exactly: {', '.join(names)}.")
    return value


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise VotingFault(f"{what} must be a list.")
    return value
