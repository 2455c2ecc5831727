"""A model in memory: shapes of triangles, placed by a tree. Lengths in metres, as in glTF."""

import hashlib
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.reasons import RefusedFile

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Indices = npt.NDArray[np.uint32]
Colour = tuple[float, float, float, float]

PLAIN: Colour = (0.527, 0.527, 0.527, 1.0)
_MAX_DEPTH = 200
_FARTHEST = 1e5
"""Metres: beyond this a coordinate is damage, not a vehicle."""


@dataclass(frozen=True)
class Primitive:
    """Triangles of one colour (linear RGBA): positions (n, 3), normals (n, 3) or None, triangles (m, 3)."""

    positions: Floats
    normals: Floats | None
    triangles: Indices
    colour: Colour = PLAIN


@dataclass(frozen=True)
class Mesh:
    """One shape, made of primitives."""

    name: str
    primitives: tuple[Primitive, ...]

    @property
    def count(self) -> int:
        """Number of triangles."""
        return sum(len(primitive.triangles) for primitive in self.primitives)


@dataclass(frozen=True)
class Node:
    """A place in the tree: `matrix` (4, 4) maps its own space to its parent's."""

    name: str
    matrix: Doubles
    mesh: int | None
    children: tuple[int, ...]


@dataclass(frozen=True)
class Scene:
    """A model: nodes form trees below `roots`; each mesh may be placed many times."""

    nodes: tuple[Node, ...]
    roots: tuple[int, ...]
    meshes: tuple[Mesh, ...]
    up: Literal["y", "z"]
    unit: str = "m"
    unit_stated: bool = True
    tolerance_mm: float | None = None


@dataclass(frozen=True)
class Placement:
    """A node as met on the walk: its index, that of its parent's placement, its matrix to the world."""

    node: int
    parent: int | None
    matrix: Doubles


def walk(scene: Scene, limits: Limits) -> tuple[Placement, ...]:
    """Every node from the roots down, parents first; refuses cycles, shared nodes, depth and too many.

    glTF 2.0, 3.5.2: nodes form disjoint strict trees, so a node met twice is a lie.
    """
    if len(scene.nodes) > limits.instances:
        raise RefusedFile("instances", count=len(scene.nodes), limit=limits.instances)
    met: set[int] = set()
    found: list[Placement] = []
    waiting: list[tuple[int, int | None, int]] = [(root, None, 1) for root in reversed(scene.roots)]
    while waiting:
        index, parent, depth = waiting.pop()
        if index in met:
            raise RefusedFile("cyclic")
        if depth > _MAX_DEPTH:
            raise RefusedFile("deep")
        met.add(index)
        node = scene.nodes[index]
        matrix = node.matrix if parent is None else found[parent].matrix @ node.matrix
        found.append(Placement(index, parent, matrix))
        waiting.extend((child, len(found) - 1, depth + 1) for child in reversed(node.children))
    return tuple(found)


def share_equal(scene: Scene) -> Scene:
    """The same scene with equal shapes kept once: the kernel writes one for each place."""
    first: dict[bytes, int] = {}
    kept: list[Mesh] = []
    numbers: list[int] = []
    for mesh in scene.meshes:
        key = _fingerprint(mesh)
        if key not in first:
            first[key] = len(kept)
            kept.append(mesh)
        numbers.append(first[key])
    nodes = (replace(node, mesh=None if node.mesh is None else numbers[node.mesh]) for node in scene.nodes)
    return replace(scene, nodes=tuple(nodes), meshes=tuple(kept))


def _fingerprint(mesh: Mesh) -> bytes:
    digest = hashlib.sha256(repr((mesh.name, [p.colour for p in mesh.primitives])).encode())
    for primitive in mesh.primitives:
        for array in (primitive.positions, primitive.normals, primitive.triangles):
            digest.update(b"none" if array is None else repr(array.shape).encode())
            digest.update(b"" if array is None else np.ascontiguousarray(array).data)
    return digest.digest()


def check_drawable(scene: Scene, placements: tuple[Placement, ...], limits: Limits) -> None:
    """Refuses a scene without surface, with too many triangles or with coordinates that are no places."""
    placed = [scene.nodes[placement.node].mesh for placement in placements]
    drawn = sum(scene.meshes[mesh].count for mesh in placed if mesh is not None)
    if drawn == 0:
        raise RefusedFile("empty")
    if drawn > limits.triangles:
        raise RefusedFile("triangles", count=drawn, limit=limits.triangles)
    for placement in placements:
        if not usable(placement.matrix):
            raise RefusedFile("not-numbers")
    for mesh in scene.meshes:
        for primitive in mesh.primitives:
            if not usable(primitive.positions):
                raise RefusedFile("not-numbers")


def usable(numbers: Floats | Doubles) -> bool:
    """Whether all numbers are finite and small enough to be lengths in metres."""
    return bool(np.isfinite(numbers).all() and (np.abs(numbers) < _FARTHEST).all())


def used_meshes(scene: Scene, placements: tuple[Placement, ...]) -> dict[int, Doubles]:
    """For every mesh in use the matrices (k, 4, 4) that place it, in the order of the tree."""
    places: dict[int, list[Doubles]] = {}
    for placement in placements:
        mesh = scene.nodes[placement.node].mesh
        if mesh is not None and scene.meshes[mesh].count:
            places.setdefault(mesh, []).append(placement.matrix)
    return {mesh: np.stack(matrices) for mesh, matrices in places.items()}
