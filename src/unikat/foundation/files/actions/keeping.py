"""Keeping files: hashed while they stream in, checked by content, stored once."""

from __future__ import annotations

import hashlib
import json
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from unikat.engines import shaping
from unikat.foundation.files.models import Blob, Shape, ShapeState, StoredFile
from unikat.foundation.files.storing import store
from unikat.foundation.jobs import job, nightly
from unikat.foundation.ledger.models import Actor
from unikat.foundation.ledger.refusal import Refused
from unikat.foundation.ledger.things import Ref

MEGABYTE = 1 << 20
MOST_BYTES = {**dict.fromkeys(shaping.MODELS, 64 * MEGABYTE), **dict.fromkeys(shaping.IMAGES, 24 * MEGABYTE)}
MOST_OTHERWISE = 24 * MEGABYTE
MOST_PER_PERSON, MOST_PER_PROJECT = 2_048 * MEGABYTE, 20_480 * MEGABYTE
#: Uploads stop while the disk has less room than this, so that the database never meets a full one.
ROOM_TO_KEEP = 512 * MEGABYTE


@transaction.atomic
def keep_file(
    *, actor: Actor, upload: Any, name: str, project_id: int | None = None, about: Ref | None = None
) -> StoredFile:
    """Keep an upload (anything with `chunks()` or `read()`) for a thing; what is hostile is refused in words."""
    shown = clean_name(name)
    with _received(upload) as (path, _digest, size):
        _check_room(actor, project_id, size)
        kind = _kind_of(path, shown, size)
        with tempfile.TemporaryDirectory(prefix="unikat-") as box:
            kept, kind = _made_safe(path, kind, Path(box))
            blob = keep_blob(kept, kind)
        if kind in shaping.MODELS:
            _begin_shape(blob)
    return StoredFile.objects.create(
        blob=blob,
        name=shown if kind == "svg" or kind not in ("webp",) else f"{PurePosixPath(shown).stem}.webp",
        about_kind=about.kind if about else "",
        about_id=about.id if about else None,
        project_id=project_id,
        uploaded_by_id=actor.actor_person_id,
    )


def clean_name(name: str) -> str:
    """A name to show: the last piece of any path, without control signs, at most 120 letters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '"<>:|?*').strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[:110]}{dot}{ending[:9]}" if stem else (shown[:120] or "file")


@contextmanager
def _received(upload: Any) -> Iterator[tuple[Path, str, int]]:
    """The upload in a temporary file, hashed while it streams in."""
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(prefix="unikat-") as target:
        for piece in _pieces(upload):
            digest.update(piece)
            size += len(piece)
            if size > max(MOST_BYTES.values()):
                raise Refused(_("This file is larger than 64 MB. Send a smaller one."))
            target.write(piece)
        target.flush()
        yield Path(target.name), digest.hexdigest(), size


def _pieces(upload: Any) -> Iterable[bytes]:
    if hasattr(upload, "chunks"):
        return upload.chunks()  # type: ignore[no-any-return]
    return iter(lambda: upload.read(MEGABYTE), b"")


def _check_room(actor: Actor, project_id: int | None, size: int) -> None:
    free = store().free_bytes()
    if free is not None and free - size < ROOM_TO_KEEP:
        raise Refused(_("The server has no room for files just now. The operator knows."))
    for field, value, most in (
        ("uploaded_by_id", actor.actor_person_id, MOST_PER_PERSON),
        ("project_id", project_id, MOST_PER_PROJECT),
    ):
        if value is not None:
            used = StoredFile.objects.filter(**{field: value}).aggregate(sum=Sum("blob__size"))["sum"] or 0
            if used + size > most:
                said = _("That would be more than the %(most)s MB that are allowed here.")
                raise Refused(said % {"most": most // MEGABYTE})


def _kind_of(path: Path, name: str, size: int) -> shaping.Kind:
    with path.open("rb") as content:
        kind = shaping.sniff(content.read(shaping.HEAD_BYTES), name)
    if kind is None:
        raise Refused(
            _("%(name)s is not what its name says, or of a kind we do not take. STEP, STL, glTF, PDF, SVG, PNG, JPEG and WebP are fine.")
            % {"name": name}
        )
    most = MOST_BYTES.get(kind, MOST_OTHERWISE)
    if size > most:
        raise Refused(_("%(name)s is larger than %(most)s MB.") % {"name": name, "most": most // MEGABYTE})
    return kind


def _made_safe(path: Path, kind: shaping.Kind, box: Path) -> tuple[Path, str]:
    """Pictures are drawn anew without their metadata, drawings lose everything that acts; the rest stays as it is."""
    if kind in shaping.IMAGES:
        target = box / "picture.webp"
        picture = shaping.safe_image(path, target)
        if isinstance(picture, shaping.Unreadable):
            raise Refused(_(picture.sentence))
        return target, "webp"
    if kind == shaping.Kind.SVG:
        cleaned = shaping.clean_svg(path.read_bytes())
        if isinstance(cleaned, shaping.Unreadable):
            raise Refused(_(cleaned.sentence))
        target = box / "drawing.svg"
        target.write_bytes(cleaned)
        return target, "svg"
    if kind == shaping.Kind.STEP:
        scan = shaping.scan_step(path)
        if scan.problems:
            raise Refused(_(scan.problems[0].sentence))
    return path, kind.value


def keep_blob(path: Path, kind: str) -> Blob:
    """Keep a content under its hash: first the bytes, then the row."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    store().put(digest, path)
    blob, _new = Blob.objects.get_or_create(
        sha256=digest, defaults={"size": path.stat().st_size, "kind": kind}
    )
    return blob


def _begin_shape(blob: Blob) -> None:
    """Find what was shaped before, or ask the worker for it."""
    shape, new = Shape.objects.get_or_create(source=blob)
    if not new and shape.state != ShapeState.UNREADABLE:
        return
    for folder in settings.READY_MADE:
        if (Path(folder) / f"{blob.sha256}.glb").exists():
            _take_ready_made(shape, Path(folder))
            return
    make_shape.later(blob.sha256)


def _take_ready_made(shape: Shape, folder: Path) -> None:
    stem = folder / shape.source_id
    told = json.loads(stem.with_name(f"{shape.source_id}.json").read_text(encoding="utf-8"))
    _finish_shape(
        shape,
        {
            "model": stem.with_name(f"{shape.source_id}.glb"),
            "paper": stem.with_name(f"{shape.source_id}.webp"),
            "blueprint": stem.with_name(f"{shape.source_id}.blueprint.webp"),
        },
        told["measures"],
        told.get("tree", []),
        told.get("guards", []),
    )


def _finish_shape(shape: Shape, made: dict[str, Path], measures: Any, tree: Any, guards: Any) -> None:
    for role, path in made.items():
        setattr(shape, role, keep_blob(path, "glb" if role == "model" else "webp"))
    shape.measures, shape.tree, shape.guards = measures, tree, list(guards)
    shape.state, shape.problem = ShapeState.READY, ""
    shape.save()


@job(retries=2)
def make_shape(digest: str) -> None:
    """Shape a model file in its confined child; what cannot be read gets its sentence. Runs without a transaction."""
    shape = Shape.objects.select_related("source").get(pk=digest)
    with tempfile.TemporaryDirectory(prefix="unikat-") as box:
        path = Path(box) / "source"
        with store().open(digest) as content, path.open("wb") as target:
            _copy(content, target)
        made = shaping.shape(path, shaping.Kind(shape.source.kind), Path(box))
        if isinstance(made, shaping.Unreadable):
            shape.state, shape.problem = ShapeState.UNREADABLE, made.sentence[:300]
            shape.save()
            return
        files = {"model": made.glb_path, **made.thumbnails}
        with transaction.atomic():
            _finish_shape(shape, files, asdict(made.measures), [asdict(b) for b in made.tree], made.guards)


def _copy(source: BinaryIO, target: BinaryIO) -> None:
    while piece := source.read(MEGABYTE):
        target.write(piece)


@nightly("scrub files", hour=3)
@job(retries=1)
def scrub() -> list[str]:
    """Read every content and compare it with its hash; raises with the names of what is damaged or missing."""
    damaged = []
    for digest in Blob.objects.order_by("pk").values_list("sha256", flat=True).iterator():
        try:
            with store().open(digest) as content:
                sound = hashlib.file_digest(content, "sha256").hexdigest() == digest
        except FileNotFoundError:
            sound = False
        if not sound:
            damaged.append(digest)
    if damaged:
        raise Damaged(f"{len(damaged)} contents are damaged or missing: {', '.join(d[:12] for d in damaged[:20])}")
    return damaged


class Damaged(Exception):
    """Contents on disk are not what their hash says."""
