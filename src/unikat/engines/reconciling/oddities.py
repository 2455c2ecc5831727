"""What is odd within one row: words, addresses and lengths in places where they mean something else."""

import re
from collections.abc import Mapping

from unikat.engines.reconciling.doubts import Doubt
from unikat.engines.reconciling.numbering import Numbered

LOST = "\N{REPLACEMENT CHARACTER}"
#: Longest name of a part.
LONGEST_NAME = 160
_ADDRESS = re.compile(r"https?://\S{4,590}", re.IGNORECASE)
_ORIGIN = re.compile(r"donor(?: (?:bike|car|vehicle))?|spenderfahrzeug|e-?bay|junk ?yard|schrottplatz", re.I)
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*mm\s*(?:l|long|length|lang|länge)\b", re.I)
_PACK = re.compile(r"packs? of (\d+)|(\d+)[- ]pack\b|(\d+)er[- ]?pack", re.I)
_ONLY = re.compile(
    r"(?:only (?:for )?)?([\w./-]{2,12}) only|nur (?:für )?(?:die |das |den )?([\w./-]{2,12})", re.I
)
_BRACKETS = re.compile(r"\(([^()]+)\)")


def odd_cells(one: Numbered) -> list[Doubt]:
    """The doubts of a row that can be seen without looking at any other."""
    cells, row = one.row.cells, one.row
    found: list[tuple[str, Mapping[str, str]]] = []
    if not one.name:
        found.append(("no-name", {}))
    if len(one.name) > LONGEST_NAME:
        found.append(("name-shortened", {"name": one.name}))
    if row.quantity is None:
        found.append(("quantity-unreadable", {"text": cells.get("quantity", "")}))
    found += _addresses(cells)
    if _ORIGIN.fullmatch(cells.get("description", "")):
        found.append(("origin-in-description", {"text": cells["description"]}))
    found += _packs(one)
    found += _lengths(one)
    for role, (text, source, at) in row.restored.items():
        facts = {"role": role, "text": text, "taken": cells[role], "from": source, "from_row": str(at)}
        found.append(("lost-sign", facts))
    found += [("lost-sign", {"role": role, "text": text}) for role, text in cells.items() if LOST in text]
    return [Doubt(row.source, row.row, kind, one.number, facts) for kind, facts in found]


def address_of(cells: Mapping[str, str]) -> str:
    """The address of a shop or maker, wherever in the row it stands."""
    return next((text for text in cells.values() if _ADDRESS.fullmatch(text)), "")


def variant_of(one: Numbered, known: frozenset[str]) -> tuple[str, str]:
    """The variant that a row's words speak of, and these words: `M900 only`, or one known from others in brackets."""
    for role in ("description", "notes", "details"):
        said = _ONLY.fullmatch(one.row.cells.get(role, ""))
        if said:
            return said[1] or said[2], said[0]
    word = next((word for word in _BRACKETS.findall(one.row.name) if word in known), "")
    return (word, one.row.name) if word else ("", "")


def _addresses(cells: Mapping[str, str]) -> list[tuple[str, Mapping[str, str]]]:
    return [
        ("address-misplaced", {"role": role, "text": text})
        for role, text in cells.items()
        if role != "address" and _ADDRESS.fullmatch(text)
    ]


def _packs(one: Numbered) -> list[tuple[str, Mapping[str, str]]]:
    for text in (one.row.name, one.row.cells.get("description", ""), one.row.cells.get("notes", "")):
        pack = _PACK.search(text)
        if pack and int(next(filter(None, pack.groups()))) > 1:
            size = next(filter(None, pack.groups()))
            return [
                ("pack-size", {"size": size, "quantity": one.row.cells.get("quantity", ""), "text": text})
            ]
    return []


def _lengths(one: Numbered) -> list[tuple[str, Mapping[str, str]]]:
    description = one.row.cells.get("description", "")
    here, there = _LENGTH.search(one.row.name), _LENGTH.search(description)
    if here and there and float(here[1].replace(",", ".")) != float(there[1].replace(",", ".")):
        return [("lengths-differ", {"name": one.row.name, "description": description})]
    return []
