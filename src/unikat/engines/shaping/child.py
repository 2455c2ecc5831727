"""The confined child: reads one file in its current directory and leaves its answer beside it.

Run as `python -P -m unikat.engines.shaping.child ORDER` in an own, empty directory that holds `input`. ORDER
is JSON. It writes `answer.json` and, for a model, `model.glb`, `paper.webp` and `blueprint.webp`. The parent
trusts none of these: it reads them with the same doubts as the upload itself.
"""

import json
import os
import socket
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from unikat.engines.shaping import images
from unikat.engines.shaping.confining import Order, confine
from unikat.engines.shaping.converting import CONVERTERS, load_kernel
from unikat.engines.shaping.drawing import BLUEPRINT, FINENESS, HEIGHT, PAPER, WIDTH, draw, trace
from unikat.engines.shaping.enclosing import measure
from unikat.engines.shaping.glb_writing import write_glb
from unikat.engines.shaping.kinds import Kind
from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.measures import Branch
from unikat.engines.shaping.projecting import project
from unikat.engines.shaping.reasons import RefusedFile
from unikat.engines.shaping.scene import Placement, Scene, check_drawable, used_meshes, walk

_SOURCE = Path("input")


def main(order: str) -> int:
    """Carries out one order; the exit status is 0 whenever there is an answer."""
    wanted = json.loads(order)
    limits = Limits(**wanted["limits"])
    if wanted.get("kind") == Kind.STEP:
        load_kernel()
    guards = confine(Order(limits, wanted["uid"]))
    try:
        answer = _TASKS[wanted["task"]](wanted, limits)
    except RefusedFile as refused:
        answer = {"refused": asdict(refused.answer)}
    except MemoryError:
        answer = {"memory": True}
    Path("answer.json").write_text(json.dumps({"guards": guards, **answer}), encoding="utf-8")
    return 0


def _shape(wanted: dict[str, Any], limits: Limits) -> dict[str, Any]:
    scene = CONVERTERS[Kind(wanted["kind"])](_SOURCE, limits)
    placements = walk(scene, limits)
    check_drawable(scene, placements, limits)
    measures = measure(scene, placements)
    Path("model.glb").write_bytes(write_glb(scene))
    strokes = trace(project(scene, placements, WIDTH * FINENESS, HEIGHT * FINENESS))
    for name, sheet in (("paper.webp", PAPER), ("blueprint.webp", BLUEPRINT)):
        Path(name).write_bytes(draw(strokes, sheet))
    tree = [asdict(branch) for branch in _tree(scene, placements)]
    return {"measures": asdict(measures), "tree": tree}


def _tree(scene: Scene, placements: tuple[Placement, ...]) -> list[Branch]:
    parts = {mesh: number for number, mesh in enumerate(used_meshes(scene, placements))}
    found = []
    for placement in placements:
        node = scene.nodes[placement.node]
        part = None if node.mesh is None else parts.get(node.mesh)
        found.append(Branch(node.name, placement.parent, part))
    return found


def _check_image(wanted: dict[str, Any], limits: Limits) -> dict[str, Any]:
    return {"image": images.check(_SOURCE, limits)}


def _rewrite_image(wanted: dict[str, Any], limits: Limits) -> dict[str, Any]:
    return {"image": images.rewrite(_SOURCE, Path("picture.webp"), limits, wanted["side"])}


def _try_to_leave(wanted: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Tries what a taken-over reader would try, and tells what worked; the answer should be empty."""
    return {"leaks": [name for name, attempt in _ATTEMPTS.items() if _works(attempt, wanted)]}


def _works(attempt: Any, wanted: dict[str, Any]) -> bool:
    try:
        attempt(wanted)
    except OSError:
        return False
    return True


def _read_foreign(wanted: dict[str, Any]) -> None:
    with open(wanted["foreign"], "rb") as file:
        file.read(1)


def _write_foreign(wanted: dict[str, Any]) -> None:
    with open(wanted["foreign"] + ".left", "wb") as file:
        file.write(b"x")


def _connect(wanted: dict[str, Any]) -> None:
    with socket.socket() as client:
        client.settimeout(2)
        client.connect((b"127.0.0.1", wanted["port"]))  # as bytes: a name would need a codec from a file


def _signal_parent(wanted: dict[str, Any]) -> None:
    os.kill(os.getppid(), 0)


def _start_child(wanted: dict[str, Any]) -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


_ATTEMPTS = {
    "read a foreign file": _read_foreign,
    "write a foreign file": _write_foreign,
    "connect": _connect,
    "signal the parent": _signal_parent,
    "start a process": _start_child,
}
_TASKS = {
    "shape": _shape,
    "check image": _check_image,
    "rewrite image": _rewrite_image,
    "try to leave": _try_to_leave,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
