"""A chain of events: each line names the hash of the line before it, so that none can be moved or missed.

A line is the canonical JSON of {"body": the event, "prev": SHA-256 of the line before as 64 hex digits,
"seq": its number from 0}. The first line's `prev` is 64 zeros; the hash of the last line is the head.
Hashes are over the line's bytes without the line feed that ends it in a file.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .canonical import Json, NotCanonical, canonical_json, read_canonical

START = "0" * 64


class BrokenChain(ValueError):
    """The lines are not one unbroken chain; `kind` and `line` (from 1) say how and where."""

    def __init__(self, kind: str, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.line = line


@dataclass(frozen=True)
class Link:
    """One checked line: the event it carries and the head of the chain up to it."""

    seq: int
    body: Json
    head: str


def chain(events: Iterable[Mapping[str, object]]) -> list[bytes]:
    """The chain's lines, without line feeds; raises `NotCanonical` naming the event at fault."""
    return list(chained(events))


def chained(events: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """As `chain`, one line at a time."""
    prev = START
    for seq, body in enumerate(events):
        try:
            line = canonical_json({"body": dict(body), "prev": prev, "seq": seq})
        except NotCanonical as error:
            raise NotCanonical(f"event {seq}: {error}") from error
        prev = hashlib.sha256(line).hexdigest()
        yield line


def head_of(lines: Iterable[bytes]) -> str:
    """The hash that stands for all lines: that of the last one, 64 zeros for an empty chain."""
    last = None
    for line in lines:
        last = line
    return START if last is None else hashlib.sha256(last).hexdigest()


def follow(lines: Iterable[bytes]) -> Iterator[Link]:
    """Each line's event, checked against the line before; raises `BrokenChain` at the first fault."""
    prev = START
    for seq, line in enumerate(lines):
        try:
            entry = read_canonical(line)
        except NotCanonical as error:
            raise BrokenChain("unreadable", seq + 1, f"Line {seq + 1} of the events is {error}.") from error
        if not isinstance(entry, dict) or entry.keys() != {"body", "prev", "seq"}:
            raise BrokenChain("unreadable", seq + 1, f"Line {seq + 1} of the events is no link of a chain.")
        if entry["seq"] != seq or entry["prev"] != prev:
            sentence = f"Line {seq + 1} does not follow the line before it: changed, moved or removed."
            raise BrokenChain("chain", seq + 1, sentence)
        prev = hashlib.sha256(line).hexdigest()
        yield Link(seq, entry["body"], prev)
