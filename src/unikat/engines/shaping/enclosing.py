"""What a scene encloses: closedness, volume and centre of gravity from triangles, numpy only.

Volume and centre are sums over the tetrahedra between each triangle and one point inside (divergence theorem;
M. Kallay, Computing the Moment of Inertia of a Solid Defined by a Triangle Mesh, J. Graphics Tools 11, 2006).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unikat.engines.shaping.measures import Measures, PartMeasures, Triple
from unikat.engines.shaping.scene import Doubles, Mesh, Placement, Scene, used_meshes

_WELD = 2e-7
"""Corners closer than this share of the shape's size are one corner (single precision resolves 6e-8)."""
_PER_BATCH = 400_000


@dataclass(frozen=True)
class Enclosed:
    """One shape in its own space: m3, centre in m, whether its surface is closed, its distinct corners."""

    volume: float
    centre: Doubles
    closed: bool
    points: Doubles


def measure(scene: Scene, placements: tuple[Placement, ...]) -> Measures:
    """Measures of all placed shapes together, in mm."""
    parts, volume, moment = [], 0.0, np.zeros(3)
    low, high = np.full(3, np.inf), np.full(3, -np.inf)
    triangles = 0
    places = used_meshes(scene, placements)
    for mesh, matrices in places.items():
        shape = scene.meshes[mesh]
        inside = enclose(shape)
        factors = np.abs(np.linalg.det(matrices[:, :3, :3]))
        centres = matrices[:, :3, :3] @ inside.centre + matrices[:, :3, 3]
        volume += inside.volume * float(factors.sum())
        moment += inside.volume * (factors[:, None] * centres).sum(axis=0)
        low, high = _widen(low, high, matrices, inside.points)
        triangles += shape.count * len(matrices)
        own = _tidy(inside.volume * float(factors[0]) * 1e9) if inside.closed else None
        parts.append(PartMeasures(shape.name, len(matrices), shape.count, inside.closed, own))
    closed = all(part.closed for part in parts)
    return Measures(
        closed=closed,
        volume_mm3=_tidy(volume * 1e9) if closed else None,
        centre_mm=_millimetres(moment / volume) if closed else None,
        low_mm=_millimetres(low),
        high_mm=_millimetres(high),
        triangles=triangles,
        instances=sum(len(matrices) for matrices in places.values()),
        up=scene.up,
        unit=scene.unit,
        unit_stated=scene.unit_stated,
        tolerance_mm=scene.tolerance_mm,
        parts=tuple(parts),
    )


def enclose(mesh: Mesh) -> Enclosed:
    """Volume, centre and closedness of one shape; an inverted closed surface is turned outside out."""
    corners = np.concatenate([p.positions[p.triangles] for p in mesh.primitives]).astype(np.float64)
    middle = (corners.min(axis=(0, 1)) + corners.max(axis=(0, 1))) / 2
    local = corners - middle
    points, numbers = _weld(local.reshape(-1, 3))
    parallelepipeds = np.einsum("ij,ij->i", local[:, 0], np.cross(local[:, 1], local[:, 2]))
    volume = float(parallelepipeds.sum()) / 6
    size = float(np.prod(np.ptp(points, axis=0)))
    closed = _is_closed(numbers.reshape(-1, 3), len(points)) and abs(volume) > 1e-9 * size > 0
    centre = middle
    if closed:
        centre = (local.sum(axis=1) * parallelepipeds[:, None]).sum(axis=0) / (24 * volume) + middle
    return Enclosed(abs(volume), centre, closed, points + middle)


def _weld(points: Doubles) -> tuple[Doubles, npt.NDArray[np.int64]]:
    step = max(float(np.abs(points).max()) * 2 * _WELD, 1e-12)
    cells = np.round(points / step).astype(np.int64)
    # One whole number for each cell sorts far faster than rows do; 2 * _WELD leaves 21 bits a direction.
    cells -= cells.min(axis=0)
    keys = (cells[:, 0] << 42) | (cells[:, 1] << 21) | cells[:, 2]
    if int(cells.max(initial=0)) >= 1 << 21:
        _, first, numbers = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    else:
        _, first, numbers = np.unique(keys, return_index=True, return_inverse=True)
    return points[first], numbers.ravel()


def _is_closed(triangles: npt.NDArray[np.int64], points: int) -> bool:
    """Whether every directed edge is met by its opposite equally often, collapsed edges left out."""
    starts, ends = triangles.ravel(), np.roll(triangles, -1, axis=1).ravel()
    kept = starts != ends
    forth = np.sort(starts[kept] * points + ends[kept])
    back = np.sort(ends[kept] * points + starts[kept])
    return bool(len(forth)) and np.array_equal(forth, back)


def _widen(low: Doubles, high: Doubles, matrices: Doubles, points: Doubles) -> tuple[Doubles, Doubles]:
    """The bounding box widened by all placed copies, some at a time so that memory stays small."""
    at_once = max(1, _PER_BATCH // len(points))
    for start in range(0, len(matrices), at_once):
        some = matrices[start : start + at_once]
        placed = points @ np.swapaxes(some[:, :3, :3], 1, 2) + some[:, None, :3, 3]
        low = np.minimum(low, placed.min(axis=(0, 1)))
        high = np.maximum(high, placed.max(axis=(0, 1)))
    return low, high


def _tidy(value: float) -> float:
    """Seven digits: more would differ between processors and promise what a mesh cannot keep."""
    return float(f"{value:.7g}")


def _millimetres(metres: Doubles) -> Triple:
    x, y, z = (round(float(value) * 1000, 3) + 0.0 for value in metres)
    return (x, y, z)
