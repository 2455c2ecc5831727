"""Reads a folder as a real project keeps it: lists of parts, model files, and everything doubtful between them."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Literal

from unikat.engines.reconciling.about import About, read_about
from unikat.engines.reconciling.cad import MODELS, Joined, join_files
from unikat.engines.reconciling.columns import Language, find_head
from unikat.engines.reconciling.copies import fold_copies
from unikat.engines.reconciling.doubts import Doubt, in_order
from unikat.engines.reconciling.figures import cost_cents, lead_days, odd_figures
from unikat.engines.reconciling.materials import density_of
from unikat.engines.reconciling.numbering import UNKNOWN, Numbered, free_number, number_rows
from unikat.engines.reconciling.oddities import LONGEST_NAME, address_of, odd_cells, variant_of
from unikat.engines.reconciling.rows import PartList, read_rows
from unikat.engines.reconciling.tables import LISTS, TEXTS, read_tables

#: What a note tells of a row next to what has a place of its own, in this order.
TOLD = ("version", "process", "finish", "details", "description", "mpn", "notes")


@dataclass(frozen=True)
class Item:
    """A part as it can be taken over: where it stands, what it is called, how many, its files.

    Without a row it is a file that no list names: it has no quantity and belongs into no bill.
    `density_kg_m3` is only an assumption from a plain material name. `deleted` says its own file says so.
    """

    number: str
    name: str
    language: Language
    make: Literal["make", "buy"]
    source: str
    row: int | None
    quantity: Fraction | None = None
    material: str = ""
    density_kg_m3: int | None = None
    supplier: str = ""
    lead_days: int | None = None
    cost_cents: int | None = None
    address: str = ""
    variant: str = ""
    told: tuple[tuple[str, str], ...] = ()
    under: str = ""
    files: tuple[str, ...] = ()
    deleted: bool = False


@dataclass(frozen=True)
class ReadList:
    """A list in short: its rows about parts, headings, rows of nothing but zeros, and what it is a copy of."""

    source: str
    rows: int
    headings: int
    filling: int
    copy_of: str = ""


@dataclass(frozen=True)
class Reading:
    """Everything a folder gave: what could become a project, and every doubt.

    `digest` changes with any content that was read; `left` names the files that were not, `paths` where all are.
    """

    about: About
    lists: tuple[ReadList, ...]
    items: tuple[Item, ...]
    doubts: tuple[Doubt, ...]
    digest: str
    models: tuple[str, ...]
    left: tuple[str, ...]
    paths: Mapping[str, Path] = field(repr=False, default_factory=dict)


def read_folder(root: Path) -> Reading:
    """Read all lists and name all models below a folder; nothing is written anywhere.

    A part is known by its number across all lists. Links that lead elsewhere are not followed.
    """
    paths, doubts = _files(root)
    found, unread = _lists(paths)
    lists, copies, unlike = fold_copies(found)
    again = {one.source for one in copies}
    numbered, misnumbered = number_rows(row for one in lists for row in one.rows)
    models = [file for file in paths if PurePosixPath(file).suffix.lower() in MODELS]
    joined, spare, unjoined = join_files(numbered, models)
    about = read_about(root, list(paths))
    items = [*_items(lists, numbered, joined), *_spare(spare, {one.number for one in numbered})]
    doubts += [doubt for doubt in unread if doubt.file not in again]
    doubts += [*unlike, *misnumbered, *_with_numbers(unjoined, items), *_variants(numbered)]
    doubts += [doubt for one in numbered for doubt in odd_cells(one)]
    doubts += [doubt for one in lists for doubt in odd_figures(one)] + _densities(items)
    if not about.licence:
        doubts.append(Doubt(root.name, None, "licence-unknown"))
    used = {one.source.partition(" › ")[0] for one in found} | {*models, about.licence_file, about.readme}
    return Reading(
        about=about,
        lists=tuple(_in_short(one, unlike) for one in found),
        items=tuple(items),
        doubts=in_order(doubts),
        digest=_digest({file: path for file, path in paths.items() if file in used}),
        models=tuple(models),
        left=tuple(file for file in paths if file not in used),
        paths=paths,
    )


def _files(root: Path) -> tuple[dict[str, Path], list[Doubt]]:
    """All plain files below a folder by their path in it, hidden ones left out."""
    paths: dict[str, Path] = {}
    doubts: list[Doubt] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in [*names, *folders] if not name.startswith(".")):
            path = Path(folder, name)
            if path.is_symlink():
                doubts.append(Doubt(path.relative_to(root).as_posix(), None, "link-skipped"))
            elif path.is_file():
                paths[path.relative_to(root).as_posix()] = path
    return dict(sorted(paths.items())), doubts


def _lists(paths: Mapping[str, Path]) -> tuple[list[PartList], list[Doubt]]:
    """Every list of parts among the files, texts before workbooks; lists with levels are told and left."""
    lists: list[PartList] = []
    doubts: list[Doubt] = []
    named = [file for file in paths if PurePosixPath(file).suffix.lower() in LISTS]
    for file in sorted(named, key=lambda file: (PurePosixPath(file).suffix.lower() not in TEXTS, file)):
        tables, odd = read_tables(paths[file], file)
        doubts += odd
        for table in tables:
            head = find_head(table)
            if not table.lines:
                continue
            if head is None:
                doubts.append(Doubt(table.source, None, "list-unreadable", facts={"reason": "no-head"}))
            elif {"level", "parent"} & set(head.columns):
                doubts.append(Doubt(table.source, head.row, "list-has-levels"))
            else:
                one, odd = read_rows(table, head)
                lists.append(one)
                doubts += odd
    return lists, doubts


def _items(
    lists: Sequence[PartList], numbered: Sequence[Numbered], joined: Mapping[str, Joined]
) -> Iterable[Item]:
    by_source = {one.source: one for one in lists}
    known = _known_variants(numbered)
    for one in numbered:
        listed, cells = by_source[one.row.source], one.row.cells
        files = joined.get(one.number, Joined(()))
        material = cells.get("material", "")
        yield Item(
            number=one.number,
            name=one.name[:LONGEST_NAME] or one.number,
            language=listed.head.language,
            make="buy" if listed.bought else "make",
            source=one.row.source,
            row=one.row.row,
            quantity=one.row.quantity,
            material=material,
            density_kg_m3=density_of(material),
            supplier=cells.get("supplier") or cells.get("maker", ""),
            lead_days=lead_days(listed, one.row),
            cost_cents=cost_cents(listed, one.row),
            address=address_of(cells),
            variant=variant_of(one, known)[0],
            told=tuple(
                (role, cells[role]) for role in TOLD if _is_told(cells.get(role, ""), address_of(cells))
            ),
            under=one.row.under,
            files=files.files,
            deleted=files.deleted,
        )


def _is_told(text: str, address: str) -> bool:
    return bool(text) and text != address


def _spare(files: Sequence[str], taken: set[str]) -> Iterable[Item]:
    """Files of no row, each as a part of its own outside any bill."""
    for place, file in enumerate(files, start=1):
        number = free_number(f"{UNKNOWN}-CAD-{place:02}", taken)
        yield Item(number, PurePosixPath(file).stem[:LONGEST_NAME], "en", "make", file, None, files=(file,))


def _with_numbers(doubts: Sequence[Doubt], items: Sequence[Item]) -> list[Doubt]:
    """Doubts about files of no row, with the number these have got."""
    spare = {item.source: item.number for item in items if item.row is None}
    return [replace(doubt, number=doubt.number or spare.get(doubt.file, "")) for doubt in doubts]


def _variants(numbered: Sequence[Numbered]) -> list[Doubt]:
    known = _known_variants(numbered)
    return [
        Doubt(one.row.source, one.row.row, "variant-word", one.number, {"variant": word, "text": text})
        for one in numbered
        for word, text in [variant_of(one, known)]
        if word
    ]


def _known_variants(numbered: Sequence[Numbered]) -> frozenset[str]:
    """The variants that some row names in so many words."""
    return frozenset(word for one in numbered if (word := variant_of(one, frozenset())[0]))


def _densities(items: Sequence[Item]) -> list[Doubt]:
    """One doubt for each plain material of a list for which a usual density stands in, at its first row."""
    found: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.density_kg_m3 and item.files:
            found.setdefault((item.source, item.material), []).append(item)
    return [
        Doubt(
            source,
            those[0].row,
            "density-assumed",
            facts={"material": material, "density": str(those[0].density_kg_m3), "count": str(len(those))},
        )
        for (source, material), those in found.items()
    ]


def _in_short(one: PartList, doubts: Sequence[Doubt]) -> ReadList:
    copies = {doubt.file: doubt.facts["of"] for doubt in doubts if doubt.kind == "is-a-copy"}
    return ReadList(one.source, len(one.rows), one.headings, one.filling, copies.get(one.source, ""))


def _digest(paths: Mapping[str, Path]) -> str:
    whole = hashlib.sha256()
    for name, path in paths.items():
        with path.open("rb") as content:
            whole.update(f"{name}\0{hashlib.file_digest(content, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()
