"""Looks at a zip archive's directory before anything is unpacked."""

import encodings.cp437  # noqa: F401  zipfile asks for it where the confined child can open no module
import struct
import zipfile
from itertools import pairwise
from pathlib import Path, PurePosixPath

from unikat.engines.shaping.reasons import RefusedFile, Unreadable

MAX_ENTRIES = 2_000
MAX_UNPACKED = 256 << 20
MAX_RATIO = 200
_SMALL = 1 << 20
_END = struct.Struct("<4s4H2IH")


def check_zip(path: Path) -> tuple[zipfile.ZipInfo, ...]:
    """The entries of an archive that is safe to unpack; raises RefusedFile for everything else."""
    _check_count(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = tuple(archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, OSError):
        raise RefusedFile("not-zip") from None
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise RefusedFile("archive-unsafe", what="it would unpack to more than 256 MB")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise RefusedFile("archive-unsafe", what="it names a file twice")
    for entry in entries:
        _check_entry(entry)
    _check_apart(entries)
    return entries


def archive_problem(path: Path) -> Unreadable | None:
    """Why an archive is not safe to unpack, or None; reads its directory only."""
    try:
        check_zip(path)
    except RefusedFile as refusal:
        return refusal.answer
    return None


def _check_count(path: Path) -> None:
    """Reads the end record only: zipfile would first build an object for each of a million entries."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - 65_557))
        tail = file.read()
    position = tail.rfind(b"PK\x05\x06")
    if position < 0 or len(tail) - position < _END.size:
        raise RefusedFile("not-zip")
    if _END.unpack_from(tail, position)[4] > MAX_ENTRIES:
        raise RefusedFile("archive-unsafe", what="it has too many entries")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    parts = PurePosixPath(entry.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in entry.filename:
        raise RefusedFile("archive-unsafe", what="a name leads out of it")
    if entry.external_attr >> 28 == 0xA:
        raise RefusedFile("archive-unsafe", what="it contains a link")
    if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        raise RefusedFile("archive-unsafe", what="an entry swells more than 200 times")


def _check_apart(entries: tuple[zipfile.ZipInfo, ...]) -> None:
    """Entries that share bytes are how 42 kB become petabytes."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for one, following in pairwise(ordered):
        if one.header_offset + 30 + one.compress_size > following.header_offset:
            raise RefusedFile("archive-unsafe", what="its entries overlap")
