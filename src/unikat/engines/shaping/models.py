"""The door for models: a file becomes a GLB, two drawings and measures, or a reason why not."""

import os
from dataclasses import dataclass
from pathlib import Path

from unikat.engines.shaping.answers import BadAnswer, read_measures, read_names, read_tree
from unikat.engines.shaping.kinds import MODELS, Kind
from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.measures import Branch, Measures
from unikat.engines.shaping.reasons import Unreadable, unreadable
from unikat.engines.shaping.running import Done, run_confined, take

_BEGINNINGS = {"model.glb": b"glTF", "paper.webp": b"RIFF", "blueprint.webp": b"RIFF"}


@dataclass(frozen=True)
class Shaped:
    """A model ready to be shown. Equal source bytes and limits give equal files, measures and tree.

    `thumbnails` are transparent WebP drawings of 640 x 480 by theme ("paper", "blueprint"). `guards` names
    what confined the reader; `seconds` is wall time.
    """

    glb_path: Path
    thumbnails: dict[str, Path]
    measures: Measures
    tree: tuple[Branch, ...]
    guards: tuple[str, ...]
    seconds: float


def shape(path: Path, kind: Kind, out_dir: Path, limits: Limits | None = None) -> Shaped | Unreadable:
    """Turns a model file into files in `out_dir` (model.glb, paper.webp, blueprint.webp) and measures.

    Runs a confined child for as long as it takes, at most `limits.wall_seconds`; never raises for bad
    content. `out_dir` must exist; it is written to only when everything succeeded.
    """
    limits = limits or Limits()
    if kind not in MODELS:
        return unreadable("kind")
    with run_confined(path, {"task": "shape", "kind": kind.value}, limits) as done:
        if isinstance(done, Unreadable):
            return done
        try:
            return _accept(done, out_dir, limits)
        except BadAnswer as bad:
            return unreadable("crashed", f"bad answer: {bad}")


def _accept(done: Done, out_dir: Path, limits: Limits) -> Shaped:
    measures = read_measures(done.answer.get("measures"))
    tree = read_tree(done.answer.get("tree"))
    guards = read_names(done.answer.get("guards"))
    contents = {name: take(done.box, name, limits) for name in _BEGINNINGS}
    for name, beginning in _BEGINNINGS.items():
        content = contents[name]
        if content is None or not content.startswith(beginning):
            raise BadAnswer(name)
    for name, content in contents.items():
        write_whole(out_dir / name, content or b"")
    drawings = {theme: out_dir / f"{theme}.webp" for theme in ("paper", "blueprint")}
    return Shaped(out_dir / "model.glb", drawings, measures, tree, guards, done.seconds)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that a reader sees the old one or the new one, never a half."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)
