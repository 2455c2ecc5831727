"""Opens a zip file that may come from anybody: within limits, streaming, believing no header."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .manifest import is_safe_name

BLOCK = 1 << 16
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


@dataclass(frozen=True)
class Limits:
    """How much a check may read, in bytes unless said otherwise; beyond it the archive is refused."""

    entries: int = 20_000  # number of files
    total: int = 4 << 30  # unpacked
    ratio: int = 200  # times the archive's own length, unpacked
    own_file: int = 16 << 20  # manifest, names: read at once
    line: int = 1 << 20  # one event


@dataclass(frozen=True)
class Problem:
    """What does not hold: a kind to translate by, the file (and line) concerned, an English sentence.

    Kinds: `unreadable` (no sound zip, or no canonical JSON), `limit` (too many or too large), `path` (unsafe
    or doubled name, or a link), `missing`, `extra`, `changed` (a file's bytes), `chain` (events changed,
    moved, removed), `manifest`, `signature`, `key` (malformed, or not the trusted one), `names`.
    """

    kind: str
    where: str
    sentence: str


class Stop(Exception):
    """A problem that ends the reading of one file, or of the archive."""

    def __init__(self, kind: str, where: str, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem(kind, where, sentence)


class Unpacker:
    """The files of one archive, by name, after a look at every name and declared size."""

    def __init__(self, source: Path | BinaryIO, limits: Limits) -> None:
        """Open the archive; raises `Stop` if it is no zip file or declares more than the limits allow."""
        self.limits = limits
        try:
            self._archive = zipfile.ZipFile(source)
        except UNREADABLE as error:
            raise Stop("unreadable", "", f"The archive cannot be read as a zip file: {error}") from error
        entries = self._archive.infolist()
        if len(entries) > limits.entries:
            raise Stop("limit", "", f"The archive has {len(entries)} files, more than {limits.entries}.")
        total = sum(entry.file_size for entry in entries)
        packed = self._archive.start_dir  # where the files end and the list of names begins
        if total > min(limits.total, limits.ratio * packed):
            raise Stop("limit", "", f"Unpacked it would be {total} bytes, too much for {packed} packed ones.")
        self.problems = tuple(_problems_of_names(entries))
        self._entries = {entry.orig_filename: entry for entry in entries if not _is_folder(entry)}
        self.names = self._entries.keys()

    def close(self) -> None:
        """Let the file go."""
        self._archive.close()

    def blocks(self, name: str, most: int) -> Iterator[bytes]:
        """The bytes of a file; raises `Stop` if it is missing, broken or longer than `most`."""
        if name not in self._entries:
            raise Stop("missing", name, f"{name} is missing.")
        size = 0
        try:
            with self._archive.open(self._entries[name]) as file:
                while block := file.read(BLOCK):
                    size += len(block)
                    if size > most:
                        raise Stop("limit", name, f"{name} is longer than it may be ({most} bytes).")
                    yield block
        except UNREADABLE as error:
            raise Stop("unreadable", name, f"{name} cannot be unpacked: {error}") from error

    def whole(self, name: str) -> bytes:
        """The bytes of one of the archive's own small files; raises `Stop` as `blocks` does."""
        return b"".join(self.blocks(name, self.limits.own_file))

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file that ends with a line feed; raises `Stop`, also for a line without end."""
        rest = b""
        for block in self.blocks(name, self.limits.total):
            *lines, rest = (rest + block).split(b"\n")
            yield from lines
            if len(rest) > self.limits.line:
                raise Stop("limit", name, f"A line of {name} is longer than {self.limits.line} bytes.")
        if rest:
            raise Stop("chain", name, f"{name} breaks off in the middle of a line.")


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """Tools that pack a folder anew add entries for the folders themselves; they hold nothing."""
    name = entry.orig_filename
    return name.endswith("/") and not entry.file_size and is_safe_name(name[:-1])


def _problems_of_names(entries: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if _is_folder(entry):
            continue
        if not is_safe_name(name) or stat.S_ISLNK(entry.external_attr >> 16):
            yield Problem("path", name, f"{name!r} is not a plain file in the archive's own folder.")
        elif name.lower() in seen:
            yield Problem("path", name, f"{name} is in the archive twice.")
        elif entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield Problem("unreadable", name, f"{name} is encrypted or packed in an unusual way.")
        seen.add(name.lower())
