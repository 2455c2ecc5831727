"""Which model files belong to which rows: by the number that their names begin with."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from unikat.engines.reconciling.doubts import Doubt
from unikat.engines.reconciling.numbering import Numbered, leading_digits

MODELS = {".step", ".stp", ".stl", ".glb", ".3mf"}
_DELETED = re.compile(r"(?:^|[\W_])(deleted|obsolete|gelöscht|entfällt|veraltet)(?:$|[\W_])", re.IGNORECASE)


@dataclass(frozen=True)
class Joined:
    """The files of a part, the one with the plainest name first; `deleted` says that this name says so."""

    files: tuple[str, ...]
    deleted: bool = False


def join_files(
    rows: Sequence[Numbered], files: Iterable[str]
) -> tuple[dict[str, Joined], list[str], list[Doubt]]:
    """Files by part number, the files of no row, and what was doubtful in joining them."""
    by_number: dict[str, list[str]] = {}
    spare: list[str] = []
    numbers = {one.stated: one.number for one in reversed(rows) if one.stated}
    by_value = {int(stated): number for stated, number in numbers.items() if stated.isdigit()}
    for file in files:
        stem = PurePosixPath(file).stem
        digits = leading_digits(stem) or (re.match(r"\d+(?=_)", stem) or [""])[0]
        number = by_value.get(int(digits), "") if digits else _by_text(stem, numbers)
        if number:
            by_number.setdefault(number, []).append(file)
        else:
            spare.append(file)
    joined = {
        number: Joined(
            plainest := _plainest_first(found), bool(_DELETED.search(PurePosixPath(plainest[0]).stem))
        )
        for number, found in by_number.items()
    }
    doubts = [Doubt(file, None, "file-without-row") for file in spare]
    doubts += [doubt for one in rows for doubt in _doubts(one, joined.get(one.number))]
    doubts += _without(rows, joined)
    return joined, spare, doubts


def plain_name(text: str) -> str:
    """A name to compare: without its number, in small letters, blanks as they are read."""
    bare = text[len(leading_digits(text)) :].lstrip(" _-–.:")
    return " ".join(bare.casefold().split())


def _by_text(stem: str, numbers: dict[str, str]) -> str:
    """The row whose whole number, letters included, begins the name."""
    fitting = [stated for stated in numbers if not stated.isdigit() and _begins(stem, stated)]
    return numbers[max(fitting, key=len)] if fitting else ""


def _begins(stem: str, stated: str) -> bool:
    after = stem[len(stated) : len(stated) + 1]
    return len(stated) > 2 and stem.casefold().startswith(stated.casefold()) and not after.isalnum()


def _plainest_first(files: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(files, key=lambda file: (len(PurePosixPath(file).stem), file)))


def _doubts(one: Numbered, joined: Joined | None) -> list[Doubt]:
    if joined is None:
        return []
    row, stem = one.row, PurePosixPath(joined.files[0]).stem
    found = []
    if plain_name(stem) != plain_name(row.name):
        found.append(Doubt(row.source, row.row, "name-differs", one.number, {"name": row.name, "file": stem}))
    if joined.deleted:
        found.append(Doubt(row.source, row.row, "marked-deleted", one.number, {"file": joined.files[0]}))
    for other in joined.files[1:]:
        facts = {"first": joined.files[0], "file": other}
        found.append(Doubt(row.source, row.row, "second-file", one.number, facts))
    return found


def _without(rows: Sequence[Numbered], joined: dict[str, Joined]) -> list[Doubt]:
    """Rows without a file in lists of which most rows have one."""
    found = []
    for source in sorted({one.row.source for one in rows}):
        own = [one for one in rows if one.row.source == source]
        bare = [one for one in own if one.number not in joined]
        if len(bare) * 2 < len(own):
            found += [
                Doubt(source, one.row.row, "row-without-file", one.number, {"name": one.name}) for one in bare
            ]
    return found
