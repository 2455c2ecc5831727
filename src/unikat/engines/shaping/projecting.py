"""Projects a scene to pixels: an orthographic view and a z-buffer in numpy, no graphics card."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unikat.engines.shaping.scene import Doubles, Floats, Mesh, Placement, Scene, used_meshes

_BATCH_TRIANGLES = 60_000
_BATCH_PIXELS = 400_000
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

    triangle: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]


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
            _draw(view, points[corners], directions, colour, number, width)


def _facets(triangles: Doubles) -> Doubles:
    """The flat normal of each triangle at its three corners."""
    flat = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    return np.broadcast_to(flat[:, None], (len(flat), 3, 3))


def _draw(view: View, points: Doubles, normals: Doubles, colour: Floats, number: int, width: int) -> None:
    """Fills triangles (n, 3, xyz) by their edge functions, as many at once as memory allows."""
    height = len(view.depth) // width
    x, y = points[..., 0], points[..., 1]
    left = np.clip(np.floor(x.min(axis=1)), 0, width - 1).astype(np.int64)
    right = np.clip(np.ceil(x.max(axis=1)), 0, width - 1).astype(np.int64)
    top = np.clip(np.floor(y.min(axis=1)), 0, height - 1).astype(np.int64)
    bottom = np.clip(np.ceil(y.max(axis=1)), 0, height - 1).astype(np.int64)
    twice = (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
    kept = np.nonzero(np.abs(twice) > 1e-9)[0]
    columns = (right - left + 1)[kept]
    pixels = columns * (bottom - top + 1)[kept]
    reached = np.cumsum(pixels)
    start = 0
    while start < len(kept):
        before = int(reached[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(reached, before + _BATCH_PIXELS)))
        counts = pixels[start:end]
        which = np.repeat(np.arange(start, end), counts)
        offset = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        row, column = np.divmod(offset, columns[which])
        triangle = kept[which]
        pairs = _Pairs(triangle, column + left[triangle], row + top[triangle])
        _fill(view, points, normals, _Ink(colour, number, width), pairs)
        start = end


def _fill(view: View, points: Doubles, normals: Doubles, ink: _Ink, pairs: _Pairs) -> None:
    """Keeps the nearest of the given pairs at each pixel."""
    triangle = pairs.triangle
    a, b, c = (points[:, corner][triangle] for corner in range(3))
    px, py = pairs.column + 0.5, pairs.row + 0.5
    twice = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (c[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
    first = ((b[:, 0] - px) * (c[:, 1] - py) - (c[:, 0] - px) * (b[:, 1] - py)) / twice
    second = ((c[:, 0] - px) * (a[:, 1] - py) - (a[:, 0] - px) * (c[:, 1] - py)) / twice
    third = 1 - first - second
    inside = (first >= -1e-4) & (second >= -1e-4) & (third >= -1e-4)
    depth = (first * a[:, 2] + second * b[:, 2] + third * c[:, 2]).astype(np.float32)
    pixel = pairs.row * ink.width + pairs.column
    inside &= depth > view.depth[pixel]
    chosen = np.nonzero(inside)[0]
    # Sorted by pixel, then depth: the last of each pixel is the nearest; the sort is stable, so always alike.
    chosen = chosen[np.lexsort((depth[chosen], pixel[chosen]))]
    last = np.ones(len(chosen), bool)
    last[:-1] = pixel[chosen[1:]] != pixel[chosen[:-1]]
    chosen = chosen[last]
    target, own = pixel[chosen], normals[triangle[chosen]]
    weights = np.stack([first[chosen], second[chosen], third[chosen]], axis=1)
    mixed = (own * weights[..., None]).sum(axis=1)
    length = np.linalg.norm(mixed, axis=1, keepdims=True)
    view.depth[target] = depth[chosen]
    view.normal[target] = mixed / np.maximum(length, 1e-30)
    view.colour[target] = ink.colour
    view.shape[target] = ink.number
