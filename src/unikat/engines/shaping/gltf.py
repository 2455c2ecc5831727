"""Reads glTF 2.0 into a scene: numpy only, refuses whatever does not add up (glTF 2.0, chapter 3)."""

from typing import Literal

import numpy as np

from unikat.engines.shaping import gltf_json as doc
from unikat.engines.shaping.gltf_json import Record
from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.names import clean_name
from unikat.engines.shaping.reasons import RefusedFile
from unikat.engines.shaping.scene import (
    PLAIN,
    Colour,
    Doubles,
    Floats,
    Mesh,
    Node,
    Primitive,
    Scene,
    share_equal,
)

_TYPES = {5121: "<u1", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
_TRIANGLES = 4
_LINES_AND_POINTS = frozenset({0, 1, 2, 3})


def read_glb(content: bytes, limits: Limits, up: Literal["y", "z"] = "y") -> Scene:
    """The scene of a binary glTF file."""
    return _Reader(*doc.open_glb(content), limits).scene(up)


def read_gltf(content: bytes, limits: Limits) -> Scene:
    """The scene of a text glTF file with embedded buffers."""
    return _Reader(*doc.open_gltf(content), limits).scene("y")


class _Reader:
    def __init__(self, document: Record, buffers: list[bytes], limits: Limits) -> None:
        self.document = document
        self.buffers = buffers
        self.limits = limits
        self.accessors = doc.records(document, "accessors")
        self.views = doc.records(document, "bufferViews")
        self.materials = [_colour(material) for material in doc.records(document, "materials")]
        self.arrays: dict[int, np.ndarray] = {}
        self.read_triangles = 0

    def scene(self, up: Literal["y", "z"]) -> Scene:
        raw_meshes = doc.records(self.document, "meshes")
        raw_nodes = doc.records(self.document, "nodes")
        if len(raw_nodes) > self.limits.instances:
            raise RefusedFile("instances", count=len(raw_nodes), limit=self.limits.instances)
        nodes = tuple(self._node(raw, len(raw_nodes), len(raw_meshes)) for raw in raw_nodes)
        scenes = doc.records(self.document, "scenes")
        chosen = doc.index(self.document, "scene", len(scenes)) or 0
        roots = doc.indices(scenes[chosen], "nodes", len(nodes)) if scenes else ()
        meshes = tuple(self._mesh(raw) for raw in raw_meshes)
        return share_equal(Scene(nodes, roots, meshes, up))

    def _node(self, raw: Record, nodes: int, meshes: int) -> Node:
        return Node(
            name=clean_name(raw.get("name")),
            matrix=_matrix(raw),
            mesh=doc.index(raw, "mesh", meshes),
            children=doc.indices(raw, "children", nodes),
        )

    def _mesh(self, raw: Record) -> Mesh:
        primitives = []
        for item in doc.records(raw, "primitives"):
            mode = doc.whole(item, "mode", _TRIANGLES)
            if mode in _LINES_AND_POINTS:
                continue
            if mode != _TRIANGLES:
                raise RefusedFile("not-gltf", what="triangle strips and fans are not read")
            primitives.append(self._primitive(item))
        return Mesh(clean_name(raw.get("name")), tuple(primitives))

    def _primitive(self, raw: Record) -> Primitive:
        attributes = doc.record(raw, "attributes")
        positions = self._vectors(attributes, "POSITION")
        if positions is None:
            raise RefusedFile("gltf-lie", what="a shape has no positions")
        normals = self._vectors(attributes, "NORMAL")
        if normals is not None and len(normals) != len(positions):
            raise RefusedFile("gltf-lie", what="there are not as many normals as positions")
        chosen = doc.index(raw, "indices", len(self.accessors))
        if chosen is None:
            corners = np.arange(len(positions), dtype=np.uint32)
        else:
            corners = self._array(chosen, "SCALAR", frozenset({5121, 5123, 5125})).ravel().astype(np.uint32)
        if len(corners) % 3 or (len(corners) and int(corners.max()) >= len(positions)):
            raise RefusedFile("gltf-lie", what="triangles name corners that do not exist")
        self.read_triangles += len(corners) // 3
        if self.read_triangles > self.limits.triangles:
            raise RefusedFile("triangles", count=self.read_triangles, limit=self.limits.triangles)
        material = doc.index(raw, "material", len(self.materials))
        colour = PLAIN if material is None else self.materials[material]
        return Primitive(positions, normals, corners.reshape(-1, 3), colour)

    def _vectors(self, attributes: Record, key: str) -> Floats | None:
        chosen = doc.index(attributes, key, len(self.accessors))
        if chosen is None:
            return None
        found: Floats = self._array(chosen, "VEC3", frozenset({5126})).astype(np.float32, copy=False)
        return found

    def _array(self, chosen: int, shape: str, kinds: frozenset[int]) -> np.ndarray:
        """The values of an accessor, of the shape and one of the types wanted; read once."""
        accessor = self.accessors[chosen]
        kind, count = doc.whole(accessor, "componentType"), doc.whole(accessor, "count")
        if kind not in kinds or accessor.get("type") != shape:
            raise RefusedFile("gltf-lie", what=f"accessor {chosen} is not of a usable type")
        if chosen not in self.arrays:
            self.arrays[chosen] = self._read(chosen, accessor, np.dtype(_TYPES[kind]), _WIDTHS[shape], count)
        return self.arrays[chosen]

    def _read(self, chosen: int, accessor: Record, item: np.dtype, width: int, count: int) -> np.ndarray:
        view_index = doc.index(accessor, "bufferView", len(self.views))
        if "sparse" in accessor or view_index is None:
            raise RefusedFile("gltf-lie", what=f"accessor {chosen} has no plain data")
        view = self.views[view_index]
        size = item.itemsize * width
        stride = doc.whole(view, "byteStride", size)
        start, length = doc.whole(accessor, "byteOffset", 0), doc.whole(view, "byteLength")
        buffer_index = doc.index(view, "buffer", len(self.buffers))
        buffer = self.buffers[buffer_index] if buffer_index is not None else b""
        offset = doc.whole(view, "byteOffset", 0)
        reach = start + (count - 1) * stride + size if count else 0
        if stride < size or reach > length or offset + length > len(buffer):
            raise RefusedFile("gltf-lie", what=f"accessor {chosen} reaches beyond its data")
        if count == 0:
            return np.zeros((0, width), item)
        return np.ndarray((count, width), item, buffer, offset + start, (stride, item.itemsize)).copy()


def _colour(material: Record) -> Colour:
    surface = doc.record(material, "pbrMetallicRoughness")
    red, green, blue, alpha = doc.numbers(surface, "baseColorFactor", 4, (1.0, 1.0, 1.0, 1.0))
    return tuple(min(max(part, 0.0), 1.0) for part in (red, green, blue, alpha))  # type: ignore[return-value]


def _matrix(raw: Record) -> Doubles:
    """The matrix of a node, given as such or as scale, rotation (a quaternion x, y, z, w) and translation."""
    if "matrix" in raw:
        return np.array(doc.numbers(raw, "matrix", 16, ()), np.float64).reshape(4, 4).T.copy()
    matrix = np.eye(4)
    x, y, z, w = doc.numbers(raw, "rotation", 4, (0.0, 0.0, 0.0, 1.0))
    matrix[:3, :3] = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]
    matrix[:3, :3] *= doc.numbers(raw, "scale", 3, (1.0, 1.0, 1.0))
    matrix[:3, 3] = doc.numbers(raw, "translation", 3, (0.0, 0.0, 0.0))
    return matrix
