"""The rows of one list: what each says, and which of them are headings or filling."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from unikat.engines.reconciling.columns import Head
from unikat.engines.reconciling.doubts import Doubt
from unikat.engines.reconciling.tables import Table


@dataclass(frozen=True)
class Row:
    """One row about a part: its cells by role, without needless blanks; `under` is the heading above it.

    `number_cell` is the number exactly as it stands in the list. `restored` names the cells whose lost signs were
    found in a copy of the list, each with the text that stood here and the list and row where the whole one stands.
    """

    source: str
    row: int
    number_cell: str
    cells: Mapping[str, str] = field(default_factory=dict)
    under: str = ""
    restored: Mapping[str, tuple[str, str, int]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name as the list writes it."""
        return self.cells.get("name", "")

    @property
    def quantity(self) -> Fraction | None:
        """How many; None where the list does not say it in a way that can be read."""
        return read_quantity(self.cells.get("quantity", ""))


@dataclass(frozen=True)
class PartList:
    """One list as it was understood: its rows, how many headings, and rows with nothing but zeros of formulas."""

    source: str
    head: Head
    rows: tuple[Row, ...]
    headings: int
    filling: int

    @property
    def bought(self) -> bool:
        """Whether the columns are those of bought parts: a maker, and no process of one's own."""
        columns = set(self.head.columns)
        return bool({"maker", "mpn"} & columns) and "process" not in columns


def read_rows(table: Table, head: Head) -> tuple[PartList, list[Doubt]]:
    """Every row below the head; doubts about headings and about columns that nobody understood."""
    below = [(row, cells) for row, cells in table.lines if row > head.row]
    doubts = [
        Doubt(table.source, head.row, "column-not-read", facts={"column": _cell(head.titles, place)})
        for place in head.unknown
        if any(_cell(cells, place).strip("0., ") for _, cells in below)
    ]
    rows: list[Row] = []
    headings = filling = 0
    under = ""
    for row, cells in below:
        if not any(cell.strip("0., ") for cell in cells):
            filling += 1
            continue
        told = {role: _cell(cells, place) for role, place in head.columns.items()}
        if heading := _heading(told, cells):
            headings, under = headings + 1, heading
            doubts.append(Doubt(table.source, row, "heading", facts={"text": heading}))
            continue
        number = head.columns.get("number", len(cells))
        rows.append(Row(table.source, row, cells[number] if number < len(cells) else "", told, under))
    return PartList(table.source, head, tuple(rows), headings, filling), doubts


def read_quantity(text: str) -> Fraction | None:
    """A quantity as lists write it: 4, 0.5, 0,5, 1/3; None for anything else and for nothing."""
    try:
        quantity = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None
    return quantity if 0 < quantity <= 1_000_000 else None


def _cell(cells: tuple[str, ...], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""


def _heading(told: Mapping[str, str], cells: tuple[str, ...]) -> str:
    """The text of a heading among the rows: the only filled cell, in a column where a number belongs."""
    filled = [cell for cell in cells if cell.strip()]
    text = told.get("quantity") or told.get("number", "")
    return text if len(filled) == 1 and text and read_quantity(text) is None else ""
