"""Files of rows and columns, read as text: CSV of any usual dialect, and every sheet of a workbook."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from unikat.engines.reconciling.doubts import Doubt

TEXTS = {".csv", ".tsv"}
LISTS = TEXTS | {".xlsx", ".xlsm", ".xls", ".ods"}
MOST_BYTES = 16 << 20
MOST_ROWS = 20_000
MOST_LETTERS = 4_000

Line = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Table:
    """One sheet: its lines with the row number that a spreadsheet shows, empty ones left out."""

    file: str
    sheet: str
    lines: tuple[Line, ...]

    @property
    def source(self) -> str:
        """The name by which reports call it."""
        return f"{self.file} › {self.sheet}" if self.sheet else self.file


def read_tables(path: Path, name: str) -> tuple[list[Table], list[Doubt]]:
    """The sheets of a file, or a doubt why there are none; `name` is how reports call the file."""
    if path.stat().st_size > MOST_BYTES:
        return [], [Doubt(name, None, "list-unreadable", facts={"reason": "too-big"})]
    if path.suffix.lower() in TEXTS:
        return _read_text(path.read_bytes(), name)
    try:
        book = CalamineWorkbook.from_path(path)
        sheets = [(sheet, book.get_sheet_by_name(sheet)) for sheet in book.sheet_names]
        tables = [
            Table(name, sheet, _lines(map(_as_text, row) for row in found.to_python(skip_empty_area=False)))
            for sheet, found in sheets
        ]
    except CalamineError:
        return [], [Doubt(name, None, "list-unreadable", facts={"reason": "damaged"})]
    return _cut(tables)


def _read_text(content: bytes, name: str) -> tuple[list[Table], list[Doubt]]:
    doubts = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        doubts = [Doubt(name, row, "not-utf8", facts={"taken": "Windows-1252"})]
        text = content.decode("cp1252", errors="replace")
    head = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error:
        return [], [Doubt(name, None, "list-unreadable", facts={"reason": "damaged"})]
    tables, cut = _cut([Table(name, "", _lines(rows))])
    return tables, doubts + cut


def _cut(tables: list[Table]) -> tuple[list[Table], list[Doubt]]:
    """The tables within the limits, and a doubt at each place where something was cut off."""
    kept: list[Table] = []
    doubts: list[Doubt] = []
    for table in tables:
        long = [row for row, cells in table.lines if any(len(cell) > MOST_LETTERS for cell in cells)]
        many = [row for row, _ in table.lines[MOST_ROWS:]]
        for what, rows in (("cells", long), ("rows", many)):
            if rows:
                facts = {"cut": what, "count": str(len(rows))}
                doubts.append(Doubt(table.source, rows[0], "list-cut", facts=facts))
        short = (
            (row, tuple(cell[:MOST_LETTERS] for cell in cells)) for row, cells in table.lines[:MOST_ROWS]
        )
        kept.append(Table(table.file, table.sheet, tuple(short)))
    return kept, doubts


def _lines(rows: Iterable[Iterable[str]]) -> tuple[Line, ...]:
    found = []
    for number, row in enumerate(rows, start=1):
        cells = tuple(row)
        if any(cell.strip() for cell in cells):
            found.append((number, cells))
    return tuple(found)


def _as_text(value: object) -> str:
    """A cell as a person sees it: whole numbers without a fraction."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)
