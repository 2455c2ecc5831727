"""The same list kept twice, as CSV and in a workbook: found by its names, and compared cell by cell."""

import re
from collections.abc import Sequence
from dataclasses import replace

from unikat.engines.reconciling.doubts import Doubt
from unikat.engines.reconciling.oddities import LOST
from unikat.engines.reconciling.rows import PartList, Row

#: Two lists are one if so many of their names are the same.
ALIKE = 0.8

Pair = tuple[Row, Row]


def fold_copies(lists: Sequence[PartList]) -> tuple[list[PartList], list[PartList], list[Doubt]]:
    """The lists without their copies, the copies, and where these disagree.

    Signs that were lost on the way into one file are taken from the other if all the rest of the cell agrees.
    """
    kept: list[PartList] = []
    copies: list[PartList] = []
    doubts: list[Doubt] = []
    for one in lists:
        place = next((place for place, other in enumerate(kept) if _is_copy(one, other)), None)
        if place is None:
            kept.append(one)
            continue
        copies.append(one)
        facts = {"of": kept[place].source, "rows": str(len(one.rows))}
        doubts.append(Doubt(one.source, None, "is-a-copy", facts=facts))
        pairs, missing = _pairs(kept[place], one)
        doubts += [*missing, *_differences(kept[place], one, pairs)]
        kept[place] = _restored(kept[place], pairs)
    return kept, copies, doubts


def _is_copy(one: PartList, other: PartList) -> bool:
    mine, others = {row.name for row in one.rows}, {row.name for row in other.rows}
    return len(mine & others) >= ALIKE * max(len(mine), len(others), 1)


def _pairs(original: PartList, copy: PartList) -> tuple[list[Pair], list[Doubt]]:
    """Rows of the same name, in their order; and the rows that only one of the two has."""
    waiting: dict[str, list[Row]] = {}
    for row in copy.rows:
        waiting.setdefault(row.name, []).append(row)
    pairs: list[Pair] = []
    alone: list[tuple[Row, PartList]] = []
    for row in original.rows:
        if waiting.get(row.name):
            pairs.append((row, waiting[row.name].pop(0)))
        else:
            alone.append((row, copy))
    alone += [(row, original) for rows in waiting.values() for row in rows]
    return pairs, [
        Doubt(row.source, row.row, "copy-lacks-row", facts={"name": row.name, "other": other.source})
        for row, other in alone
    ]


def _differences(original: PartList, copy: PartList, pairs: Sequence[Pair]) -> list[Doubt]:
    """One doubt for each column in which cells differ, at its first row."""
    found: list[Doubt] = []
    for role in original.head.columns:
        differing = [(a, b) for a, b in pairs if role in b.cells and a.cells[role] != b.cells[role]]
        if differing:
            here, there = differing[0]
            facts = {
                "column": original.head.titles[original.head.columns[role]].strip(),
                "rows": in_runs([b.row for _, b in differing]),
                "count": str(len(differing)),
                "here": there.cells[role],
                "there": here.cells[role],
                "of": original.source,
            }
            found.append(Doubt(copy.source, there.row, "copy-differs", facts=facts))
    return found


def in_runs(numbers: Sequence[int]) -> str:
    """Row numbers as people write them: 2–10, 24, 46."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _restored(original: PartList, pairs: Sequence[Pair]) -> PartList:
    mended = {here.row: _mended(here, there) for here, there in pairs}
    return replace(original, rows=tuple(mended.get(row.row, row) for row in original.rows))


def _mended(here: Row, there: Row) -> Row:
    whole = {
        role: (text, there.source, there.row)
        for role, text in here.cells.items()
        if LOST in text and _restores(text, there.cells.get(role, ""))
    }
    cells = {role: there.cells[role] if role in whole else text for role, text in here.cells.items()}
    return replace(here, cells=cells, restored=whole) if whole else here


def _restores(text: str, whole: str) -> bool:
    """The whole text is this one but for its lost signs, each run of which stands for one to three others."""
    pattern = "(?:.{1,3})".join(map(re.escape, re.split(f"{LOST}+", text)))
    return LOST not in whole and re.fullmatch(pattern, whole) is not None
