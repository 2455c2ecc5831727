"""What cannot be taken as it stands: a kind, a place, and the facts from which sentences are made elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Every kind of doubt the engine raises, in the order in which a report tells them: the weightiest first.
KINDS = (
    "list-unreadable",
    "list-has-levels",
    "list-cut",
    "number-twice",
    "lengths-differ",
    "marked-deleted",
    "quantity-unreadable",
    "heading",
    "no-number",
    "no-name",
    "variant-word",
    "name-differs",
    "file-without-row",
    "row-without-file",
    "second-file",
    "pack-size",
    "cost-not-taken",
    "lead-time-not-taken",
    "density-assumed",
    "address-misplaced",
    "origin-in-description",
    "lost-sign",
    "not-utf8",
    "zeros-lost",
    "number-rewritten",
    "name-shortened",
    "column-not-read",
    "is-a-copy",
    "copy-differs",
    "copy-lacks-row",
    "link-skipped",
    "licence-unknown",
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at: in which file (`BOM.xlsx › Sheet`), which row (as a spreadsheet counts; None: the file).

    `number` is the part that the doubt is about, as the import numbers it; empty where there is none.
    """

    file: str
    row: int | None
    kind: str
    number: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def in_order(doubts: list[Doubt]) -> tuple[Doubt, ...]:
    """Doubts as a report tells them: by weight of their kind, then by file and row."""
    weight = {kind: place for place, kind in enumerate(KINDS)}
    return tuple(sorted(doubts, key=lambda d: (weight[d.kind], d.file, d.row or 0, d.number)))
