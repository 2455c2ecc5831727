"""Reads STL, binary and text, into a scene. STL has no unit and no axis: millimetres and z up are assumed."""

import re
import struct

import numpy as np

from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.reasons import RefusedFile
from unikat.engines.shaping.scene import Doubles, Floats, Mesh, Node, Primitive, Scene

_HEADER, _RECORD = 84, 50
_TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
_VERTEX = re.compile(rb"vertex\s++(\S{1,40})\s++(\S{1,40})\s++(\S{1,40})")


def read_stl(content: bytes, limits: Limits) -> Scene:
    """The scene of an STL file: one closed or open shape with its corners joined, in metres."""
    corners = _corners(content, limits)
    if not np.isfinite(corners).all():
        raise RefusedFile("not-numbers")
    points, numbers = _joined((corners.reshape(-1, 3) / 1000).astype(np.float32))
    shape = Mesh("", (Primitive(points, None, numbers.reshape(-1, 3).astype(np.uint32)),))
    node = Node("", np.eye(4), 0, ())
    return Scene((node,), (0,), (shape,), up="z", unit="mm", unit_stated=False)


def _corners(content: bytes, limits: Limits) -> Doubles:
    """Corners (n, 3, 3) in the file's own unit."""
    count = struct.unpack_from("<I", content, 80)[0] if len(content) >= _HEADER else 0
    if len(content) >= _HEADER and len(content) == _HEADER + _RECORD * count:
        _check_count(count, limits)
        return np.frombuffer(content, _TRIANGLE, count, _HEADER)["corners"].astype(np.float64)
    if re.match(rb"\s*+solid\b", content, re.IGNORECASE):
        text = content.lower()
        if b"facet" in text or b"endsolid" in text:
            return _text_corners(text, limits)
    if len(content) < _HEADER:
        raise RefusedFile("not-stl", what="it is too short")
    raise RefusedFile("stl-lie", count=count, room=max(0, len(content) - _HEADER) // _RECORD)


def _text_corners(text: bytes, limits: Limits) -> Doubles:
    if b"endsolid" not in text[text.rfind(b"endfacet") + 1 :]:
        raise RefusedFile("truncated")
    facets, opened = text.count(b"endfacet"), text.count(b"facet normal")
    _check_count(facets, limits)
    found = _VERTEX.findall(text)
    if len(found) != 3 * facets or opened != facets:
        raise RefusedFile("not-stl", what="its triangles do not have three corners each")
    try:
        numbers = [float(number) for vertex in found for number in vertex]
        return np.array(numbers, np.float64).reshape(-1, 3, 3)
    except ValueError:
        raise RefusedFile("not-numbers") from None


def _check_count(count: int, limits: Limits) -> None:
    if count > limits.triangles:
        raise RefusedFile("triangles", count=count, limit=limits.triangles)


def _joined(points: Floats) -> tuple[Floats, np.ndarray]:
    """Equal points once each, in the order of their values, and the number of each corner among them."""
    points = points + np.float32(0)  # -0.0 becomes 0.0, so that equal points have equal bytes
    unique, numbers = np.unique(points, axis=0, return_inverse=True)
    return unique.astype(np.float32), numbers
