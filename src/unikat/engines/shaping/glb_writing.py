"""Writes a scene as binary glTF 2.0: only what the viewer needs, and always alike."""

import json
import struct
from typing import Any

import numpy as np

from unikat.engines.shaping.scene import Colour, Mesh, Node, Primitive, Scene

_ARRAY, _ELEMENTS = 34962, 34963
_FLOAT, _SHORT, _LONG = 5126, 5123, 5125


def write_glb(scene: Scene) -> bytes:
    """The bytes of the model; equal scenes give equal bytes. `asset.extras.up` tells which axis points up."""
    writer = _Writer()
    meshes = [writer.mesh(mesh) for mesh in scene.meshes]
    # glTF forbids a mesh without primitives: such shapes are left out and the rest is counted anew.
    numbers = {old: new for new, old in enumerate(i for i, mesh in enumerate(meshes) if mesh["primitives"])}
    document = {
        "asset": {"version": "2.0", "generator": "Unikat", "extras": {"up": scene.up}},
        "scene": 0,
        "scenes": [{"nodes": list(scene.roots)}],
        "nodes": [_node(node, numbers) for node in scene.nodes],
        "meshes": [meshes[old] for old in numbers],
        "materials": [_material(colour) for colour in writer.materials],
        "accessors": writer.accessors,
        "bufferViews": writer.views,
        "buffers": [{"byteLength": len(writer.binary)}],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    binary = bytes(writer.binary)
    total = 12 + 8 + len(text) + 8 + len(binary)
    header = struct.pack("<4sII", b"glTF", 2, total)
    heads = (struct.pack("<I4s", len(text), b"JSON"), struct.pack("<I4s", len(binary), b"BIN\0"))
    return b"".join((header, heads[0], text, heads[1], binary))


class _Writer:
    def __init__(self) -> None:
        self.binary = bytearray()
        self.views: list[dict[str, Any]] = []
        self.accessors: list[dict[str, Any]] = []
        self.materials: dict[Colour, int] = {}

    def mesh(self, mesh: Mesh) -> dict[str, Any]:
        drawn = [self._primitive(primitive) for primitive in mesh.primitives if len(primitive.triangles)]
        return {"name": mesh.name, "primitives": drawn}

    def _primitive(self, primitive: Primitive) -> dict[str, Any]:
        attributes = {"POSITION": self._array(primitive.positions, _ARRAY, _FLOAT, "VEC3")}
        self.accessors[-1]["min"] = [float(v) for v in primitive.positions.min(axis=0)]
        self.accessors[-1]["max"] = [float(v) for v in primitive.positions.max(axis=0)]
        if primitive.normals is not None:
            attributes["NORMAL"] = self._array(primitive.normals, _ARRAY, _FLOAT, "VEC3")
        small = len(primitive.positions) < 0xFFFF
        corners = primitive.triangles.ravel().astype("<u2" if small else "<u4")
        return {
            "attributes": attributes,
            "indices": self._array(corners, _ELEMENTS, _SHORT if small else _LONG, "SCALAR"),
            "material": self.materials.setdefault(primitive.colour, len(self.materials)),
        }

    def _array(self, values: np.ndarray, target: int, component: int, shape: str) -> int:
        raw = np.ascontiguousarray(values).tobytes()
        self.views.append(
            {"buffer": 0, "byteOffset": len(self.binary), "byteLength": len(raw), "target": target}
        )
        self.accessors.append(
            {
                "bufferView": len(self.views) - 1,
                "componentType": component,
                "count": len(values),
                "type": shape,
            }
        )
        self.binary += raw + b"\0" * (-len(raw) % 4)
        return len(self.accessors) - 1


def _node(node: Node, numbers: dict[int, int]) -> dict[str, Any]:
    written: dict[str, Any] = {"name": node.name} if node.name else {}
    if not np.array_equal(node.matrix, np.eye(4)):
        written["matrix"] = [float(value) for value in node.matrix.T.ravel()]
    if node.mesh is not None and node.mesh in numbers:
        written["mesh"] = numbers[node.mesh]
    if node.children:
        written["children"] = list(node.children)
    return written


def _material(colour: Colour) -> dict[str, Any]:
    surface = {"baseColorFactor": list(colour), "metallicFactor": 0.0, "roughnessFactor": 0.8}
    material: dict[str, Any] = {"pbrMetallicRoughness": surface, "doubleSided": True}
    if colour[3] < 1:
        material["alphaMode"] = "BLEND"
    return material
