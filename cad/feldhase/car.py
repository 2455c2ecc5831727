"""The whole car as one GLB: a node per part number, its places below it, the bill's condition beside it.

Metres; the top node turns the car upright, all below is in car coordinates. Coarser than the parts themselves. `extras.condition` of a node is the
option expression under which the part is in the car; empty means always.
"""

from __future__ import annotations

import json
import struct
from collections import defaultdict

import numpy as np
from build123d import Face, GeomType, Solid

from .parts import Drawn

UPRIGHT = (-(0.5**0.5), 0, 0, 0.5**0.5)
"""Turns the car's z axis to the y axis that glTF calls up."""
TOLERANCE, ANGLE, FINE = 2.0, 1.1, 0.42
ROUND = ("FH-310-003", "FH-310-004", "FH-310-005", "FH-310-006", "FH-710", "FH-720")
"""Wheels and fenders: large circles that one sees, so they get the finer angle."""
RIM = 700
"""Square millimetres: a pierced plane face up to this size is the end of a tube."""
Triangles = tuple[np.ndarray, np.ndarray, np.ndarray]
ARRAY, ELEMENTS, FLOAT, SHORT, LONG = 34962, 34963, 5126, 5123, 5125


def car_glb(bill: dict, drawn: dict[str, Drawn]) -> bytes:
    """The bytes of the model."""
    valid = {
        p["number"]: next(r["mark"] for r in p["revisions"] if r["state"] == "valid") for p in bill["parts"]
    }
    conditions = conditions_of(bill)
    writer = Writer()
    top = writer.node("FH-000-000", {})
    writer.nodes[top]["rotation"] = list(UPRIGHT)
    for key in sorted(drawn):
        one = drawn[key]
        if valid[one.number] != one.revision or not one.places:
            continue
        group = writer.node(one.number, {"condition": conditions[one.number]}, parent=top)
        mesh = writer.mesh(one.number, one.make(), FINE if one.number.startswith(ROUND) else ANGLE)
        for x, y, z, sign in one.places:
            writer.place(group, mesh, (x / 1000, y / 1000, z / 1000), sign)
    return writer.finish()


def conditions_of(bill: dict) -> dict[str, str]:
    """For each part, when it is in the car: the conditions of its line and all lines above it."""
    above = defaultdict(list)
    for line in bill["lines"]:
        above[line["child"]].append(line)

    def ways(number: str) -> list[list[str]]:
        found = [[*way, line["condition"]] for line in above[number] for way in ways(line["parent"])]
        return found or [[]]

    result = {}
    for part in bill["parts"]:
        both = {tuple(dict.fromkeys(c for c in way if c)) for way in ways(part["number"])}
        joined = [" & ".join(f"({c})" if "|" in c else c for c in way) for way in sorted(both)]
        result[part["number"]] = "" if "" in joined else " | ".join(joined)
    return result


class Writer:
    """Collects nodes, meshes and their numbers, then writes one binary glTF."""

    def __init__(self) -> None:
        self.nodes: list[dict] = []
        self.meshes: list[dict] = []
        self.materials: dict[str, int] = {}
        self.accessors: list[dict] = []
        self.views: list[dict] = []
        self.binary = bytearray()

    def node(self, name: str, extras: dict, parent: int | None = None) -> int:
        self.nodes.append({"name": name, "children": []} | ({"extras": extras} if extras else {}))
        if parent is not None:
            self.nodes[parent]["children"].append(len(self.nodes) - 1)
        return len(self.nodes) - 1

    def place(self, group: int, mesh: int, shift: tuple[float, float, float], sign: int) -> None:
        node: dict = {"mesh": mesh}
        if any(shift):
            node["translation"] = list(shift)
        if sign < 0:
            node["scale"] = [1, -1, 1]
        self.nodes.append(node)
        self.nodes[group]["children"].append(len(self.nodes) - 1)

    def mesh(self, name: str, solids: list[Solid], angle: float) -> int:
        by_paint = defaultdict(list)
        for solid in solids:
            by_paint[solid.paint].append(solid)
        primitives = []
        for paint in sorted(by_paint):
            for flat in (False, True):
                some = [solid for solid in by_paint[paint] if is_flat(solid) == flat]
                if some:
                    primitives.append(self._primitive(paint, some, flat, angle))
        self.meshes.append({"name": name, "primitives": primitives})
        return len(self.meshes) - 1

    def _primitive(self, paint: str, solids: list[Solid], flat: bool, angle: float) -> dict:
        positions, normals, triangles = triangulated(solids, angle)
        attributes = {}
        if flat:
            positions, triangles = flattened(positions, triangles)
        else:
            attributes["NORMAL"] = self._array(normals, ARRAY, FLOAT, "VEC3")
        attributes["POSITION"] = self._array(positions, ARRAY, FLOAT, "VEC3", bounds=True)
        return {
            "attributes": attributes,
            "indices": self._indices(triangles, len(positions)),
            "material": self.materials.setdefault(paint, len(self.materials)),
        }

    def _indices(self, triangles: np.ndarray, vertices: int) -> int:
        kind, code = ("<u2", SHORT) if vertices < 0xFFFF else ("<u4", LONG)
        return self._array(triangles.ravel().astype(kind), ELEMENTS, code, "SCALAR")

    def _array(self, values: np.ndarray, target: int, code: int, shape: str, bounds: bool = False) -> int:
        data = values.astype("<f4").tobytes() if code == FLOAT else values.tobytes()
        self.views.append(
            {"buffer": 0, "byteOffset": len(self.binary), "byteLength": len(data), "target": target}
        )
        self.binary += data + b"\0" * (-len(data) % 4)
        accessor = {
            "bufferView": len(self.views) - 1,
            "componentType": code,
            "count": len(values),
            "type": shape,
        }
        if bounds:
            low, high = values.astype("<f4").min(0), values.astype("<f4").max(0)
            accessor |= {"min": [float(str(v)) for v in low], "max": [float(str(v)) for v in high]}
        self.accessors.append(accessor)
        return len(self.accessors) - 1

    def finish(self) -> bytes:
        nodes = [{k: v for k, v in node.items() if v != []} for node in self.nodes]
        document = {
            "asset": {"version": "2.0", "generator": "Feldhase", "copyright": "CERN-OHL-S-2.0"},
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": nodes,
            "meshes": self.meshes,
            "materials": [_material(paint) for paint in self.materials],
            "accessors": self.accessors,
            "bufferViews": self.views,
            "buffers": [{"byteLength": len(self.binary)}],
        }
        text = json.dumps(document, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        size = 28 + len(text) + len(self.binary)
        return b"".join(
            (
                struct.pack("<4sIIII", b"glTF", 2, size, len(text), 0x4E4F534A),
                text,
                struct.pack("<II", len(self.binary), 0x004E4942),
                bytes(self.binary),
            )
        )


def _material(paint: str) -> dict:
    channels = [int(paint[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return {
        "name": paint,
        "doubleSided": True,
        "pbrMetallicRoughness": {
            "baseColorFactor": [*linear, 1],
            "metallicFactor": 0,
            "roughnessFactor": 0.8,
        },
    }


def visible(face: Face) -> bool:
    """Whether a face is worth its bytes from afar: not the inside of tubes and bores, not the rim of a tube."""
    if face.geom_type in (GeomType.CYLINDER, GeomType.TORUS):
        return not face.is_circular_concave
    return not (face.geom_type == GeomType.PLANE and face.area < RIM and face.inner_wires())


def triangulated(solids: list[Solid], angle: float) -> Triangles:
    """Positions (metres), normals and triangles; round bodies carry normals, flat ones need none."""
    positions, normals, triangles, start = [], [], [], 0
    for solid in solids:
        solid.mesh(TOLERANCE, angle)
        for face in filter(visible, solid.faces()):
            points, corners = face.tessellate(TOLERANCE, angle)
            if not corners:
                continue
            spots = np.array([tuple(p) for p in points])
            index = np.array(corners)
            positions.append((spots / 1000).round(5) + 0.0)
            normals.append(_smooth(spots, index).round(3) + 0.0)
            triangles.append(index + start)
            start += len(spots)
    return np.concatenate(positions), np.concatenate(normals), np.concatenate(triangles)


def flattened(positions: np.ndarray, triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Flat bodies: corners shared by all faces that meet there."""
    shared, index = np.unique(positions.round(6), axis=0, return_inverse=True)
    return shared, index.reshape(-1)[triangles]


def is_flat(solid: Solid) -> bool:
    """Whether every face one sees is a plane."""
    return all(face.geom_type == GeomType.PLANE for face in filter(visible, solid.faces()))


def _smooth(spots: np.ndarray, index: np.ndarray) -> np.ndarray:
    """Corner normals of one face: the mean of its triangles, weighed by area."""
    sides = np.cross(spots[index[:, 1]] - spots[index[:, 0]], spots[index[:, 2]] - spots[index[:, 0]])
    total = np.zeros_like(spots)
    for corner in range(3):
        np.add.at(total, index[:, corner], sides)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.where(length > 0, total / np.maximum(length, 1e-12), (0, 0, 1))
