"""From a kept content to what can be looked at: models, drawings, thumbnails, measures."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from unikat.engines import shaping
from unikat.engines.shaping import Kind, Unreadable
from unikat.foundation.files.models import Blob, Shape, ShapeState
from unikat.foundation.files.storing import store
from unikat.foundation.jobs import job
from unikat.foundation.jobs.actions import do_run
from unikat.foundation.jobs.models import Run, RunState

#: What can be said about a content that is fine.
NOTES = {"svg-acted": "What could act was taken out of the drawing: scripts and what starts them."}
#: Pixels of a thumbnail's longer side.
THUMBNAIL = 640
#: Seconds between two looks at a shape that a worker has in hand, and how long it may have it.
LOOK_EVERY, LOOK_FOR = 0.2, 300.0


def keep_blob(path: Path, kind: str) -> Blob:
    """Keep a content under its hash: first the bytes, then the row."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    store().put(digest, path)
    size = path.stat().st_size
    return Blob.objects.get_or_create(sha256=digest, defaults={"size": size, "kind": str(kind)})[0]


def begin_shape(blob: Blob, measures: Mapping[str, object]) -> None:
    """Find what was shaped before or beforehand, or ask the worker for it; drawings and papers stay."""
    picture = blob.kind in shaping.IMAGES
    if not picture and blob.kind not in shaping.MODELS:
        return
    # A picture can be shown as it is; only its thumbnail comes later.
    state = ShapeState.READY if picture else ShapeState.WAITING
    shape, new = Shape.objects.get_or_create(
        source=blob, defaults={"state": state, "measures": dict(measures)}
    )
    if not new and shape.state != ShapeState.UNREADABLE:
        return
    beforehand = _made_beforehand(blob.sha256)
    if beforehand is not None:
        _finish(shape, beforehand)
        return
    Shape.objects.filter(pk=shape.pk).update(state=state)
    make_shape.later(blob.sha256)


@dataclass(frozen=True)
class _Made:
    """The files by role, and what was read from the model."""

    files: Mapping[str, Path]
    measures: Mapping[str, object]
    tree: Sequence[object]
    guards: Sequence[str]


def _made_beforehand(digest: str) -> _Made | None:
    """Models shaped by their author, found by the hash of their source in one of the folders READY_MADE."""
    for folder in map(Path, settings.READY_MADE):
        told = folder / f"{digest}.json"
        if told.exists():
            facts = json.loads(told.read_text(encoding="utf-8"))
            files = {"model": ".glb", "paper": ".webp", "blueprint": ".blueprint.webp"}
            there = {role: folder / f"{digest}{ending}" for role, ending in files.items()}
            present = {role: path for role, path in there.items() if path.exists()}
            return _Made(present, facts["measures"], facts.get("tree", []), facts.get("guards", []))
    return None


def note_on(blob: Blob, code: str) -> None:
    """Say about a content what was done to it before it was kept."""
    facts = {"state": ShapeState.READY, "code": code, "problem": NOTES[code]}
    Shape.objects.get_or_create(source=blob, defaults=facts)


@transaction.atomic
def _finish(shape: Shape, made: _Made) -> None:
    for role, path in made.files.items():
        setattr(shape, role, keep_blob(path, Kind.GLB if role == "model" else Kind.WEBP))
    shape.measures, shape.tree, shape.guards = dict(made.measures), list(made.tree), list(made.guards)
    shape.state, shape.problem, shape.code = ShapeState.READY, "", ""
    shape.save()


def _say_it_failed(digest: str) -> None:
    """Nobody waits for a drawing that will not come; a later try of the operator makes it good."""
    sentence = "The file could not be drawn here. The operator sees why and can try again."
    waiting = Shape.objects.filter(pk=digest, state=ShapeState.WAITING)
    waiting.update(state=ShapeState.UNREADABLE, code="gave-up", problem=sentence)


@job(retries=2, given_up=_say_it_failed)
def make_shape(digest: str) -> None:
    """Shape a content in its confined child, outside any transaction; what is unreadable gets a sentence."""
    shape = Shape.objects.select_related("source").get(pk=digest)
    with tempfile.TemporaryDirectory(prefix="unikat-") as folder:
        path = Path(folder) / "source"
        with store().open(digest) as content, path.open("wb") as target:
            shutil.copyfileobj(content, target, 1 << 20)
        made = _shaped(path, Kind(shape.source.kind), shape)
        if isinstance(made, Unreadable):
            shape.state, shape.code, shape.problem = ShapeState.UNREADABLE, made.code, made.sentence[:300]
            shape.save()
        else:
            _finish(shape, made)


def _shaped(path: Path, kind: Kind, shape: Shape) -> _Made | Unreadable:
    if kind in shaping.IMAGES:
        target = path.with_name("thumbnail.webp")
        picture = shaping.safe_image(path, target, side=THUMBNAIL)
        if isinstance(picture, Unreadable):
            return picture
        return _Made({"paper": target}, shape.measures, [], [])
    made = shaping.shape(path, kind, path.parent)
    if isinstance(made, Unreadable):
        return made
    files = {"model": made.glb_path, **made.thumbnails}
    return _Made(files, asdict(made.measures), [asdict(branch) for branch in made.tree], made.guards)


def shape_now(digests: Collection[str]) -> Iterator[Shape]:
    """Shape these contents in this process instead of leaving them to the worker, each given back when it is done.

    The latest that were asked for come first, so that a worker, which begins with the oldest, shares the work.
    """
    for digest in reversed(list(digests)):
        for run in Run.objects.filter(function=make_shape.name, ids=[digest], state=RunState.WAITING):
            do_run(run.pk)
        until = time.monotonic() + LOOK_FOR
        while _is_in_hand(digest) and time.monotonic() < until:
            time.sleep(LOOK_EVERY)
        yield Shape.objects.get(pk=digest)


def _is_in_hand(digest: str) -> bool:
    return Run.objects.filter(function=make_shape.name, ids=[digest], state=RunState.RUNNING).exists()
