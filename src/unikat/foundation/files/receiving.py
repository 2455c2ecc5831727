"""From an upload to a content that is safe to keep: hashed nowhere else, judged by content, made harmless."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from unikat.engines import shaping
from unikat.engines.shaping import Kind, Unreadable
from unikat.foundation.files.reasons import in_words
from unikat.foundation.ledger.refusal import Refused

Made = TypeVar("Made")
MEGABYTE = 1 << 20
MOST_BYTES = {
    **dict.fromkeys(Kind, 24 * MEGABYTE),
    **dict.fromkeys(shaping.MODELS, 64 * MEGABYTE),
    Kind.SVG: 2 * MEGABYTE,
}
LARGEST = max(MOST_BYTES.values())
ACTING = re.compile(rb"<(?:\w+:)?script|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
#: Larger STEP files are looked at by the worker only, because nobody waits that long for a page.
SCANNED_AT_ONCE = 8 * MEGABYTE


@dataclass(frozen=True)
class Received:
    """A content that may be kept, the name to show and what is known of it already."""

    path: Path
    kind: Kind
    name: str
    size: int
    measures: dict[str, object]
    note: str = ""


@contextmanager
def received(upload: Any, name: str) -> Iterator[Received]:
    """The upload (with `chunks()` or `read()`) made safe, in a folder that goes afterwards; or Refused."""
    shown = clean_name(name)
    with tempfile.TemporaryDirectory(prefix="unikat-") as folder:
        path = Path(folder) / "upload"
        size = _write(upload, path)
        kind = _kind_of(path, shown, size)
        yield _made_safe(path, kind, shown)


def clean_name(name: str) -> str:
    """A name to show: the last piece of any path, without control signs, at most 120 letters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '"<>:|?*').strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[:110]}{dot}{ending[:9]}" if stem else (shown[:120] or "file")


def _write(upload: Any, path: Path) -> int:
    size = 0
    with path.open("wb") as target:
        for piece in _pieces(upload):
            size += len(piece)
            if size > LARGEST:
                raise too_large(LARGEST)
            target.write(piece)
    return size


def _pieces(upload: Any) -> Iterable[bytes]:
    if hasattr(upload, "chunks"):
        return upload.chunks()  # type: ignore[no-any-return]
    return iter(lambda: upload.read(MEGABYTE), b"")


def too_large(most: int) -> Refused:
    """The refusal of a file above a limit in bytes."""
    return Refused(
        _("This file is larger than %(most)s MB. Send a smaller one.") % {"most": most // MEGABYTE},
        field="files",
    )


def _kind_of(path: Path, name: str, size: int) -> Kind:
    with path.open("rb") as content:
        kind = shaping.sniff(content.read(shaping.HEAD_BYTES), name)
    if kind is None:
        said = _(
            "%(name)s is not what its name says, or of a kind we do not take. "
            "STEP, STL, glTF, 3MF, PDF, SVG, PNG, JPEG, GIF and WebP are fine."
        )
        raise Refused(said % {"name": name}, field="files")
    if size > MOST_BYTES[kind]:
        raise too_large(MOST_BYTES[kind])
    return kind


def _made_safe(path: Path, kind: Kind, name: str) -> Received:
    """Pictures are drawn anew without their metadata, drawings lose what acts; the rest stays as it is."""
    measures: dict[str, object] = {}
    note = ""
    if kind in shaping.IMAGES:
        picture = _or_refused(shaping.safe_image(path, target := path.with_name("picture.webp")))
        measures = {"width": picture.width, "height": picture.height}
        path, kind, name = target, Kind.WEBP, f"{PurePosixPath(name).stem}.webp"
    elif kind == Kind.SVG:
        drawn = path.read_bytes()
        path.write_bytes(_or_refused(shaping.clean_svg(drawn)))
        note = "svg-acted" if ACTING.search(drawn) else ""
    elif kind == Kind.THREE_MF and (unsafe := shaping.archive_problem(path)):
        raise Refused(in_words(unsafe.code, unsafe.sentence), field="files")
    elif kind == Kind.STEP and path.stat().st_size <= SCANNED_AT_ONCE:
        for problem in shaping.scan_step(path).problems:
            raise Refused(in_words(problem.code, problem.sentence), field="files")
    return Received(path, kind, name, path.stat().st_size, measures, note)


def _or_refused(made: Made | Unreadable) -> Made:
    if isinstance(made, Unreadable):
        raise Refused(in_words(made.code, made.sentence), field="files")
    return made
