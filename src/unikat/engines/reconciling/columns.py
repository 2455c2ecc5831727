"""What the columns of a list mean, told by the words of the field in their heads (English and German)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from unikat.engines.reconciling.tables import Table

Language = Literal["de", "en"]

#: role: (English words, German words), as `plain` writes them.
WORDS: Mapping[str, tuple[str, str]] = {
    "quantity": (
        "quantity|qty|count|amount|component quantity|pieces|pcs",
        "menge|anzahl|stück|stückzahl|stk",
    ),
    "number": (
        "part number|part no|partnumber|part nr|part #|item number|number|component reference|part id",
        "teilenummer|teilenr|teile nr|artikelnummer|artikelnr|artikel nr|sachnummer|nummer",
    ),
    "name": (
        "part name|name|part|item|item name|component|component name|title",
        "bezeichnung|benennung|teil|teilename|name des teils",
    ),
    "description": ("description|desc", "beschreibung"),
    "version": ("latest version|version|revision|rev", "stand|ausgabe"),
    "process": ("process type|process|manufacturing process", "verfahren|fertigungsverfahren|fertigung"),
    "material": ("material type|material", "werkstoff"),
    "finish": ("material finish|finish|surface", "oberfläche"),
    "details": ("other details|details|spec|specification", "angaben|weitere angaben"),
    "supplier": ("vendor|supplier|source", "lieferant|bezugsquelle"),
    "maker": ("manufacturer|maker|brand", "hersteller"),
    "mpn": ("mpn|manufacturer part number", "herstellernummer|hersteller nr"),
    "address": ("link|url|web|website", "adresse|internet"),
    "lead": ("lead time", "lieferzeit"),
    "cost": ("unit cost|unit price|price|cost|price each", "stückpreis|einzelpreis|preis|kosten"),
    "total": ("ext cost|ext price|total|total cost|extended cost", "gesamtpreis|summe|gesamt"),
    "notes": (
        "notes|note|comments|comment|remarks|remark",
        "bemerkung|bemerkungen|anmerkung|anmerkungen|notiz",
    ),
    "level": ("level|bom level|indent", "ebene|stufe"),
    "parent": ("parent|parent number|parent bom reference|parent part", "oberteil|übergeordnet"),
}
_ROLES: dict[str, tuple[str, Language]] = {
    **{word: (role, "de") for role, (_, german) in WORDS.items() for word in german.split("|")},
    **{word: (role, "en") for role, (english, _) in WORDS.items() for word in english.split("|")},
}
_HEAD_WITHIN = 20


@dataclass(frozen=True)
class Head:
    """Where the columns are: their row, the index of each role, its unit in brackets, titles nobody understood."""

    row: int
    columns: Mapping[str, int]
    units: Mapping[str, str]
    titles: tuple[str, ...]
    unknown: Sequence[int]
    language: Language


def find_head(table: Table) -> Head | None:
    """The row of column titles among the first, or None where this is no list of parts."""
    best: Head | None = None
    for row, cells in table.lines[:_HEAD_WITHIN]:
        head = _as_head(row, cells)
        if best is None or len(head.columns) > len(best.columns):
            best = head
    if best is None or len(best.columns) < 2 or not {"name", "number"} & set(best.columns):
        return None
    return best


def plain(title: str) -> tuple[str, str]:
    """A title in small letters without signs, and its unit: `Lead Time (wk)` is ("lead time", "wk")."""
    unit = re.search(r"[(\[]([^)\]]*)[)\]]", title)
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", title).casefold()
    return " ".join(re.sub(r"[_\-./?:*]+", " ", bare).split()), unit[1].strip().casefold() if unit else ""


def _as_head(row: int, cells: tuple[str, ...]) -> Head:
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    unknown: list[int] = []
    spoken: list[Language] = []
    for place, title in enumerate(cells):
        word, unit = plain(title)
        role, language = _ROLES.get(word, ("", "en"))
        if role and role not in columns:
            columns[role] = place
            units[role] = unit
            spoken.append(language)
        elif word:
            unknown.append(place)
    german = spoken.count("de") > spoken.count("en")
    return Head(row, columns, units, cells, unknown, "de" if german else "en")
