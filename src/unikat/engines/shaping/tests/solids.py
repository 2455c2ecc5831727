"""Small models made by hand: STEP text of boxes and assemblies, STL and GLB bytes. Sizes in mm."""

import json
import struct
from itertools import pairwise, product

import numpy as np

HEADER = """ISO-10303-21;
HEADER;
FILE_DESCRIPTION((''),'2;1');
FILE_NAME('box','2024-01-01T00:00:00',(''),(''),'','','');
FILE_SCHEMA(('AUTOMOTIVE_DESIGN'));
ENDSEC;
DATA;
"""
FOOTER = "ENDSEC;\nEND-ISO-10303-21;\n"
CORNERS = list(product((0, 1), repeat=3))
# The four corners of each face of the unit cube, counter-clockwise seen from outside, and the outward normal.
FACES = [
    ((0, 1, 3, 2), (-1, 0, 0)),
    ((4, 6, 7, 5), (1, 0, 0)),
    ((0, 4, 5, 1), (0, -1, 0)),
    ((2, 3, 7, 6), (0, 1, 0)),
    ((0, 2, 6, 4), (0, 0, -1)),
    ((1, 5, 7, 3), (0, 0, 1)),
]


class StepText:
    """Collects the entities of a STEP file and numbers them."""

    def __init__(self):
        self.lines = []

    def add(self, text):
        self.lines.append(f"#{len(self.lines) + 1}={text};")
        return f"#{len(self.lines)}"

    def point(self, kind, xyz):
        return self.add(f"{kind}('',({','.join(f'{float(v)}' for v in xyz)}))")

    def axes(self, origin=(0, 0, 0), z=(0, 0, 1), x=(1, 0, 0)):
        parts = (
            self.point("CARTESIAN_POINT", origin),
            self.point("DIRECTION", z),
            self.point("DIRECTION", x),
        )
        return self.add(f"AXIS2_PLACEMENT_3D('',{','.join(parts)})")

    def context(self, unit="SI_UNIT(.MILLI.,.METRE.)"):
        length = self.add(f"(LENGTH_UNIT()NAMED_UNIT(*){unit})")
        angle = self.add("(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))")
        solid = self.add("(NAMED_UNIT(*)SI_UNIT($,.STERADIAN.)SOLID_ANGLE_UNIT())")
        fuzz = self.add(f"UNCERTAINTY_MEASURE_WITH_UNIT(LENGTH_MEASURE(1.E-6),{length},'','')")
        return self.add(
            "(GEOMETRIC_REPRESENTATION_CONTEXT(3)"
            f"GLOBAL_UNCERTAINTY_ASSIGNED_CONTEXT(({fuzz}))"
            f"GLOBAL_UNIT_ASSIGNED_CONTEXT(({length},{angle},{solid}))REPRESENTATION_CONTEXT('',''))"
        )

    def product(self, name):
        if not hasattr(self, "frame"):
            self.application = self.add("APPLICATION_CONTEXT('automotive_design')")
            self.of_product = self.add(f"PRODUCT_CONTEXT('',{self.application},'mechanical')")
            self.frame = self.add(
                f"PRODUCT_DEFINITION_CONTEXT('part definition',{self.application},'design')"
            )
        item = self.add(f"PRODUCT('{name}','{name}','',({self.of_product}))")
        formation = self.add(f"PRODUCT_DEFINITION_FORMATION('','',{item})")
        return self.add(f"PRODUCT_DEFINITION('design','',{formation},{self.frame})")

    def use(self, parent, child):
        return self.add(f"NEXT_ASSEMBLY_USAGE_OCCURRENCE('1','','',{parent},{child},$)")

    def box(self, size):
        """The solid of a box from the origin to `size`; returns its manifold solid."""
        spots = [tuple(c * s for c, s in zip(corner, size, strict=True)) for corner in CORNERS]
        points = [self.point("CARTESIAN_POINT", spot) for spot in spots]
        vertices = [self.add(f"VERTEX_POINT('',{point})") for point in points]
        edges = {}
        for corners, _ in FACES:
            for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
                if (end, start) not in edges:
                    edges[(start, end)] = self._edge(points, vertices, spots, start, end)
        faces = [self._face(spots, edges, corners, normal) for corners, normal in FACES]
        shell = self.add(f"CLOSED_SHELL('',({','.join(faces)}))")
        return self.add(f"MANIFOLD_SOLID_BREP('',{shell})")

    def _edge(self, points, vertices, spots, start, end):
        way = np.subtract(spots[end], spots[start])
        length = float(np.linalg.norm(way))
        vector = self.add(f"VECTOR('',{self.point('DIRECTION', way / length)},{length})")
        line = self.add(f"LINE('',{points[start]},{vector})")
        return self.add(f"EDGE_CURVE('',{vertices[start]},{vertices[end]},{line},.T.)")

    def _face(self, spots, edges, corners, normal):
        turns = []
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            forth = (start, end) in edges
            edge = edges[(start, end) if forth else (end, start)]
            turns.append(self.add(f"ORIENTED_EDGE('',*,*,{edge},.{'T' if forth else 'F'}.)"))
        loop = self.add(f"EDGE_LOOP('',({','.join(turns)}))")
        bound = self.add(f"FACE_OUTER_BOUND('',{loop},.T.)")
        beside = np.subtract(spots[corners[1]], spots[corners[0]])
        axes = self.axes(spots[corners[0]], normal, beside / np.linalg.norm(beside))
        plane = self.add(f"PLANE('',{axes})")
        return self.add(f"ADVANCED_FACE('',({bound}),{plane},.T.)")

    def shape_of(self, definition, items, context, kind="SHAPE_REPRESENTATION"):
        representation = self.add(f"{kind}('',({','.join(items)}),{context})")
        shape = self.add(f"PRODUCT_DEFINITION_SHAPE('','',{definition})")
        self.add(f"SHAPE_DEFINITION_REPRESENTATION({shape},{representation})")
        return representation

    def place(self, parent, child, moved, context_axes):
        """One use of a child in a parent: both are (definition, representation)."""
        use = self.use(parent[0], child[0])
        shape = self.add(f"PRODUCT_DEFINITION_SHAPE('','',{use})")
        change = self.add(f"ITEM_DEFINED_TRANSFORMATION('','',{context_axes},{moved})")
        link = self.add(
            f"(REPRESENTATION_RELATIONSHIP('','',{child[1]},{parent[1]})"
            f"REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION({change})"
            "SHAPE_REPRESENTATION_RELATIONSHIP())"
        )
        self.add(f"CONTEXT_DEPENDENT_SHAPE_REPRESENTATION({link},{shape})")

    def bytes(self):
        return (HEADER + "\n".join(self.lines) + "\n" + FOOTER).encode()


def box_step(size=(10, 20, 30), name="box", unit="SI_UNIT(.MILLI.,.METRE.)"):
    """A STEP file with one box."""
    text = StepText()
    context = text.context(unit)
    items = [text.axes(), text.box(size)]
    text.shape_of(text.product(name), items, context, "ADVANCED_BREP_SHAPE_REPRESENTATION")
    return text.bytes()


def pair_step(size=(10, 20, 30), apart=100):
    """A STEP file with an assembly `pair` of one box placed twice, the second moved along x."""
    text = StepText()
    context = text.context()
    zero, moved = text.axes(), text.axes((apart, 0, 0))
    child = text.product("box")
    items = [zero, text.box(size)]
    child_shape = text.shape_of(child, items, context, "ADVANCED_BREP_SHAPE_REPRESENTATION")
    parent = text.product("pair")
    parent_shape = text.shape_of(parent, [zero, moved], context)
    for axes in (zero, moved):
        text.place((parent, parent_shape), (child, child_shape), axes, zero)
    return text.bytes()


def bomb_step(levels=7, each=10):
    """A few kilobytes of assemblies of assemblies: each level contains the next `each` times."""
    text = StepText()
    products = [text.product(f"level {level}") for level in range(levels + 1)]
    for parent, child in pairwise(products):
        for _ in range(each):
            text.use(parent, child)
    return text.bytes()


def box_triangles(size=(10, 20, 30)):
    """The twelve triangles (12, 3, 3) of a box."""
    spots = np.array(CORNERS, float) * size
    return np.array([spots[[c[i] for i in three]] for c, _ in FACES for three in ((0, 1, 2), (0, 2, 3))])


def binary_stl(triangles, count=None, header=b"made by hand"):
    """Binary STL; `count` may lie."""
    body = b"".join(
        struct.pack("<12fH", 0, 0, 0, *triangle.ravel().tolist(), 0) for triangle in np.asarray(triangles)
    )
    return header.ljust(80) + struct.pack("<I", len(triangles) if count is None else count) + body


def text_stl(triangles):
    """Text STL."""
    lines = ["solid box"]
    for triangle in triangles:
        lines += [" facet normal 0 0 0", "  outer loop"]
        lines += [f"   vertex {x:e} {y:e} {z:e}" for x, y, z in triangle]
        lines += ["  endloop", " endfacet"]
    return "\n".join([*lines, "endsolid box", ""]).encode()


def box_document(size=(0.01, 0.02, 0.03)):
    """JSON and buffer of a glTF box (in metres) without indices."""
    buffer = box_triangles(size).astype("<f4").tobytes()
    document = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": "box"}],
        "meshes": [{"name": "box", "primitives": [{"attributes": {"POSITION": 0}}]}],
        "accessors": [{"bufferView": 0, "componentType": 5126, "count": 36, "type": "VEC3"}],
        "bufferViews": [{"buffer": 0, "byteLength": len(buffer)}],
        "buffers": [{"byteLength": len(buffer)}],
    }
    return document, buffer


def glb(document, buffer):
    """A binary glTF of a document and its one buffer."""
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + len(buffer)
    chunks = (
        struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(buffer), b"BIN\0") + buffer
    )
    return struct.pack("<4sII", b"glTF", 2, total) + chunks
