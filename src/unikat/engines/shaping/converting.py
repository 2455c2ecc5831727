"""From a file to a scene: one converter for each kind, all behind the same small protocol."""

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from unikat.engines.shaping.gltf import read_glb, read_gltf
from unikat.engines.shaping.kinds import Kind
from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.reasons import RefusedFile
from unikat.engines.shaping.scene import Scene
from unikat.engines.shaping.step_text import scan_step
from unikat.engines.shaping.stl import read_stl
from unikat.engines.shaping.zips import check_zip

TOLERANCE_MM = 0.2
_ANGLE = 0.5
"""Radians between neighbouring facets: small holes stay round."""


class Converter(Protocol):
    """Reads a file in the confined child; raises RefusedFile with the reason."""

    def __call__(self, source: Path, limits: Limits) -> Scene: ...


def load_kernel() -> Any | None:
    """The STEP kernel, or None where it is not installed. Only the child may call this."""
    try:
        return importlib.import_module("cascadio")
    except ImportError:
        return None


def read_step(source: Path, limits: Limits) -> Scene:
    """Scans the text, then lets the kernel mesh it; the kernel's file is read back with our own doubts."""
    scan = scan_step(source, limits)
    if scan.problems:
        first = scan.problems[0]
        raise RefusedFile.of(first)
    kernel = load_kernel()
    if kernel is None:
        raise RefusedFile("no-kernel")
    made = source.with_name("kernel.glb")
    # Absolute tolerance in mm, one primitive for each colour of a part, one thread: always the same bytes.
    if kernel.step_to_glb(str(source), str(made), TOLERANCE_MM, _ANGLE, False, True, False) != 0:
        raise RefusedFile("not-converted")
    if not made.exists() or made.stat().st_size == 0:
        raise RefusedFile("empty")
    return replace(
        read_glb(made.read_bytes(), limits, up="z"),
        unit=scan.unit,
        unit_stated=scan.unit not in ("unknown", "mixed"),
        tolerance_mm=TOLERANCE_MM,
    )


def _from_stl(source: Path, limits: Limits) -> Scene:
    return read_stl(source.read_bytes(), limits)


def _from_glb(source: Path, limits: Limits) -> Scene:
    return read_glb(source.read_bytes(), limits)


def _from_gltf(source: Path, limits: Limits) -> Scene:
    return read_gltf(source.read_bytes(), limits)


def _from_3mf(source: Path, limits: Limits) -> Scene:
    check_zip(source)
    raise RefusedFile("3mf-not-yet")


CONVERTERS: dict[Kind, Converter] = {
    Kind.STEP: read_step,
    Kind.STL: _from_stl,
    Kind.GLB: _from_glb,
    Kind.GLTF: _from_gltf,
    Kind.THREE_MF: _from_3mf,
}
