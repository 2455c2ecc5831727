"""Projects a scene to pixels: an orthographic view and a z-buffer in numpy, no graphics card."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unikat.engines.shaping.scene import Doubles, Floats, Mesh, Placement, Scene, used_meshes

Whole = npt.NDArray[np.int64]

_BATCH_TRIANGLES = 60_000
_BATCH = 400_000
_HAIR = 1e-6
"""Pixels: neighbouring triangles overlap by this much, so that no gap shows between them."""
_AZIMUTH, _ELEVATION = 38.0, 26.0
_MARGIN = 0.06
_Y_UP_TO_Z_UP = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])


@dataclass(frozen=True)
class View:
    """What each pixel sees, rows from the top: depth (-inf where nothing), normal, colour, shape number."""

    depth: Floats
    normal: Floats
    colour: Floats
    shape: npt.NDArray[np.int32]


@dataclass(frozen=True)
class _Pairs:
    """Triangles and the pixels to be tried for them, side by side."""

    triangle: Whole
    column: Whole
    row: Whole


@dataclass(frozen=True)
class _Ink:
    colour: Floats
    number: int
    width: int


@dataclass(frozen=True)
class _Camera:
    rotation: Doubles
    scale: float
    shift: Doubles
    """Pixels: image = rotated * scale + shift, y growing downward."""


def project(scene: Scene, placements: tuple[Placement, ...], width: int, height: int) -> View:
    """The view of a whole scene from the front, right and above, fitted into width x height pixels."""
    places = used_meshes(scene, placements)
    rotation = _rotation(scene.up)
    camera = _fit(scene, places, rotation, width, height)
    view = View(
        depth=np.full(width * height, -np.inf, np.float32),
        normal=np.zeros((width * height, 3), np.float32),
        colour=np.zeros((width * height, 3), np.float32),
        shape=np.full(width * height, -1, np.int32),
    )
    number = 0
    for mesh, matrices in places.items():
        for matrix in matrices:
            _draw_mesh(view, scene.meshes[mesh], matrix, camera, number, width)
            number += 1
    return View(
        view.depth.reshape(height, width),
        view.normal.reshape(height, width, 3),
        view.colour.reshape(height, width, 3),
        view.shape.reshape(height, width),
    )


def _rotation(up: str) -> Doubles:
    """World to camera: x right, y up, z towards the eye."""
    azimuth, elevation = np.radians(_AZIMUTH), np.radians(_ELEVATION)
    eye = np.array(
        [np.cos(elevation) * np.sin(azimuth), -np.cos(elevation) * np.cos(azimuth), np.sin(elevation)]
    )
    right = np.cross([0.0, 0.0, 1.0], eye)
    right /= np.linalg.norm(right)
    rotation = np.stack([right, np.cross(eye, right), eye])
    return rotation @ _Y_UP_TO_Z_UP if up == "y" else rotation


def _fit(scene: Scene, places: dict[int, Doubles], rotation: Doubles, width: int, height: int) -> _Camera:
    low, high = np.full(3, np.inf), np.full(3, -np.inf)
    for mesh, matrices in places.items():
        points = np.concatenate([p.positions for p in scene.meshes[mesh].primitives])
        for matrix in matrices:
            seen = points @ (rotation @ matrix[:3, :3]).T + rotation @ matrix[:3, 3]
            low, high = np.minimum(low, seen.min(axis=0)), np.maximum(high, seen.max(axis=0))
    room = np.array([width, height]) * (1 - 2 * _MARGIN)
    spans = np.maximum((high - low)[:2], 1e-12)
    scale = float((room / spans).min())
    middle = (low + high) / 2
    shift = np.array([width / 2 - middle[0] * scale, height / 2 + middle[1] * scale])
    return _Camera(rotation, scale, shift)


def _draw_mesh(view: View, mesh: Mesh, matrix: Doubles, camera: _Camera, number: int, width: int) -> None:
    turn = camera.rotation @ matrix[:3, :3]
    move = camera.rotation @ matrix[:3, 3]
    for primitive in mesh.primitives:
        seen = primitive.positions @ turn.T + move
        points = seen * (camera.scale, -camera.scale, 1.0)
        points[:, :2] += camera.shift
        normals = None if primitive.normals is None else primitive.normals @ np.linalg.pinv(turn)
        colour = np.array(primitive.colour[:3], np.float32) ** np.float32(1 / 2.2)
        for start in range(0, len(primitive.triangles), _BATCH_TRIANGLES):
            corners = primitive.triangles[start : start + _BATCH_TRIANGLES]
            directions = _facets(seen[corners]) if normals is None else normals[corners]
            _draw(view, points[corners], directions, _Ink(colour, number, width))


def _facets(triangles: Doubles) -> Doubles:
    """The flat normal of each triangle at its three corners."""
    flat = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    return np.broadcast_to(flat[:, None], (len(flat), 3, 3))


def _draw(view: View, points: Doubles, normals: Doubles, ink: _Ink) -> None:
    """Fills triangles (n, 3, xyz) row by row, as many rows at once as memory allows."""
    height = len(view.depth) // ink.width
    x, y = points[..., 0], points[..., 1]
    twice = (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
    top = np.clip(np.ceil(y.min(axis=1) - 0.5), 0, height).astype(np.int64)
    bottom = np.clip(np.floor(y.max(axis=1) - 0.5), -1, height - 1).astype(np.int64)
    rows = np.where(np.abs(twice) > 1e-9, np.maximum(bottom - top + 1, 0), 0)
    for some in _batches(rows):
        triangle, row = _spread(some, rows[some])
        row += top[triangle]
        left, right = _span(points, triangle, row.astype(np.float64) + 0.5, ink.width)
        columns = np.maximum(right - left + 1, 0)
        for few in _batches(columns):
            which, column = _spread(few, columns[few])
            pairs = _Pairs(triangle[which], column + left[which], row[which])
            _fill(view, points, normals, ink, pairs)


def _batches(counts: Whole) -> Iterator[Whole]:
    """Indices of the counts above 0, in groups that together count to about _BATCH."""
    kept = np.nonzero(counts)[0]
    reached = np.cumsum(counts[kept])
    start = 0
    while start < len(kept):
        before = int(reached[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(reached, before + _BATCH)))
        yield kept[start:end]
        start = end


def _spread(items: Whole, counts: Whole) -> tuple[Whole, Whole]:
    """Each item as often as its count, and beside it 0, 1, 2 ... up to its count."""
    offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(items, counts), offsets


def _span(points: Doubles, triangle: Whole, y: Doubles, width: int) -> tuple[Whole, Whole]:
    """First and last pixel whose centre lies within each triangle on the line y."""
    low, high = np.full(len(y), np.inf), np.full(len(y), -np.inf)
    for start, end in ((0, 1), (1, 2), (2, 0)):
        xa, ya = points[:, start, 0][triangle], points[:, start, 1][triangle]
        xb, yb = points[:, end, 0][triangle], points[:, end, 1][triangle]
        met = (np.minimum(ya, yb) <= y) & (y <= np.maximum(ya, yb)) & (ya != yb)
        x = xa + (y - ya) * (xb - xa) / np.where(met, yb - ya, 1)
        low = np.minimum(low, np.where(met, x, np.inf))
        high = np.maximum(high, np.where(met, x, -np.inf))
    left = np.clip(np.ceil(low - 0.5 - _HAIR), 0, width).astype(np.int64)
    return left, np.clip(np.floor(high - 0.5 + _HAIR), -1, width - 1).astype(np.int64)


def _fill(view: View, points: Doubles, normals: Doubles, ink: _Ink, pairs: _Pairs) -> None:
    """Keeps the nearest of the given pairs at each pixel."""
    triangle, x, y = pairs.triangle, pairs.column + 0.5, pairs.row + 0.5
    a, b, c = points[:, 0], points[:, 1], points[:, 2]
    ab, ac = b - a, c - a
    twice = ab[:, 0] * ac[:, 1] - ac[:, 0] * ab[:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):  # triangles without area are in no pair
        along_x = (ab[:, 2] * ac[:, 1] - ac[:, 2] * ab[:, 1]) / twice
        along_y = (ab[:, 0] * ac[:, 2] - ac[:, 0] * ab[:, 2]) / twice
        level = a[:, 2] - along_x * a[:, 0] - along_y * a[:, 1]
    depth = (level[triangle] + along_x[triangle] * x + along_y[triangle] * y).astype(np.float32)
    pixel = pairs.row * ink.width + pairs.column
    chosen = np.nonzero(depth > view.depth[pixel])[0]
    # Sorted by pixel, then depth: the last of each pixel is nearest. The sort is stable, so always alike.
    chosen = chosen[np.lexsort((depth[chosen], pixel[chosen]))]
    last = np.ones(len(chosen), bool)
    last[:-1] = pixel[chosen[1:]] != pixel[chosen[:-1]]
    chosen = chosen[last]
    target, own = pixel[chosen], triangle[chosen]
    px, py = x[chosen] - a[own, 0], y[chosen] - a[own, 1]
    second = (px * ac[own, 1] - py * ac[own, 0]) / twice[own]
    third = (py * ab[own, 0] - px * ab[own, 1]) / twice[own]
    mixed = normals[own, 0] + (normals[own, 1] - normals[own, 0]) * second[:, None]
    mixed += (normals[own, 2] - normals[own, 0]) * third[:, None]
    length = np.linalg.norm(mixed, axis=1, keepdims=True)
    view.depth[target] = depth[chosen]
    view.normal[target] = mixed / np.maximum(length, 1e-30)
    view.colour[target] = ink.colour
    view.shape[target] = ink.number
