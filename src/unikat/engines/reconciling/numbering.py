"""Which number each row gets: its own, mended where the list itself shows how, or a generated one with a mark."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from unikat.engines.reconciling.doubts import Doubt
from unikat.engines.reconciling.rows import Row

#: Stands in every generated number: nomen nescio, the number is not known.
UNKNOWN = "NN"
LONGEST = 48
_NOT_IN_NUMBERS = re.compile(r"[^A-Za-z0-9._+-]+")


@dataclass(frozen=True)
class Numbered:
    """A row under the number that its part gets; `name` goes without it, `stated` is the list's own number."""

    row: Row
    number: str
    name: str
    stated: str


def number_rows(rows: Iterable[Row]) -> tuple[list[Numbered], list[Doubt]]:
    """A number for every row of all lists, each given once, and what was doubtful about that."""
    rows = list(rows)
    taken = {stated for row in rows if (stated := stated_number(row))}
    found: list[Numbered] = []
    doubts: list[Doubt] = []
    first: dict[str, Row] = {}
    for row in rows:
        stated = stated_number(row)
        earlier = first.setdefault(stated, row) if stated else row
        number = stated
        if not stated:
            number = free_number(f"{UNKNOWN}-{row.row:02}", taken)
        elif earlier is not row:
            number = free_number(f"{stated}-{UNKNOWN}-{row.row:02}", taken)
        taken.add(number)
        found.append(Numbered(row, number, name_without(stated, row.name), stated))
        doubts += _doubts(row, number, stated)
        if stated and earlier is not row:
            doubts += _twice(earlier, row, stated, number)
    return found, doubts


def stated_number(row: Row) -> str:
    """The list's number in signs that an address can carry, with the zeros that the row's own name still has."""
    number = _NOT_IN_NUMBERS.sub("-", row.number_cell.strip()).strip("-")[:LONGEST]
    leading = leading_digits(row.name)
    if number.isdigit() and leading.startswith("0") and int(leading) == int(number):
        return leading
    return number


def free_number(wanted: str, taken: Collection[str]) -> str:
    """The number, or with a counter behind it if it is taken."""
    number, count = wanted, 1
    while number in taken:
        count += 1
        number = f"{wanted}-{count}"
    return number


def leading_digits(text: str) -> str:
    """The number at the start of a name: `05` of `05_deleted - frame plate`; nothing in `12V adapter`, `1.5 tube`."""
    found = re.match(r"(\d+)(?![\d.,]*\d)(?=[\s_\-–]|$)", text)
    return found[1] if found else ""


def name_without(number: str, name: str) -> str:
    """The name without the number at its start: `frame plate` of `05 - frame plate`."""
    leading = leading_digits(name)
    same = leading and number.isdigit() and int(leading) == int(number)
    return name[len(leading) :].lstrip(" _-–.:") or name if same else name


def _doubts(row: Row, number: str, stated: str) -> list[Doubt]:
    plain = row.number_cell.strip()
    if not stated:
        return [Doubt(row.source, row.row, "no-number", number, {"name": row.name})]
    if plain.isdigit() and stated != plain:
        return [Doubt(row.source, row.row, "zeros-lost", number, {"stated": plain, "name": row.name})]
    if stated != row.number_cell:
        facts = {"stated": row.number_cell, "taken": stated}
        return [Doubt(row.source, row.row, "number-rewritten", number, facts)]
    return []


def _twice(first: Row, second: Row, stated: str, number: str) -> list[Doubt]:
    """Both rows are told, each with the other's words."""
    return [
        Doubt(here.source, here.row, "number-twice", own, _other(here, there, stated))
        for here, there, own in ((first, second, stated), (second, first, number))
    ]


def _other(here: Row, there: Row, stated: str) -> dict[str, str]:
    return {
        "stated": stated,
        "here": _said(here),
        "there": _said(there),
        "other_file": there.source,
        "other_row": str(there.row),
    }


def _said(row: Row) -> str:
    description = row.cells.get("description", "")
    return f"{row.name}: {description}" if description else row.name
