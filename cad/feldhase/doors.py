"""The half door: tube, skin, hinge, striker, and the latch that opens with gloves on."""

from __future__ import annotations

from build123d import Axis, FilletPolyline, Plane, Solid, extrude, make_face, mirror

from .parts import ALU, BODY, HERE, INK, MIRRORED, RED, STEEL, painted, part
from .tubes import Point, box, disc, loop, plate, rod, side, tube

SATIN = "#dfe2e5"
PAIR = (HERE, MIRRORED)
FACE_Y = -602
"""Where the outer skin of the right door lies."""


def _edge(inset: float) -> list[Point]:
    spots = (
        (1135 + inset, 790 + inset),
        (1285, 952 + inset),
        (1480, 1022 + inset),
        (1850, 1010 + inset),
        (2152 - inset, 905 + inset),
        (2196 - inset, 1340 - inset),
        (1205 + inset, 1340 - inset),
    )
    return [side(x, y) for x, y in spots]


@part("FH-320-005", places=PAIR)
def door_tube() -> list[Solid]:
    ring = [(x, FACE_Y + 16, z) for x, _, z in _edge(14)]
    frame = loop(FACE_Y + 16, *[(x, z) for x, _, z in ring], outer=25, wall=1.5, bend=38)
    rail = tube((ring[0][0] + 62, FACE_Y + 16, 520), (ring[4][0] + 28, FACE_Y + 16, 520), outer=20, wall=1.5)
    return painted(INK, frame, rail)


def _skin(y: float, thick: float) -> Solid:
    wire = FilletPolyline(*[(x, z) for x, _, z in _edge(2)], radius=34, close=True)
    return extrude(Plane.XZ.offset(-y) * make_face(wire), amount=thick / 2, both=True).solids()[0]


@part("FH-320-006", places=PAIR)
def door_skin() -> list[Solid]:
    skin = _skin(FACE_Y, 1.5)
    for row, z in enumerate((450, 416)):  # the hole pattern from the challenge
        for x in range(760, 1480, 80):
            skin = skin - disc((x + 40 * row, FACE_Y, z), 20, 20)
    skin = skin - box((1516, FACE_Y, 648), (62, 30, 30), 6, Axis.Y)
    swage = tube((720, FACE_Y - 1, 496), (1580, FACE_Y - 1, 496), outer=8, wall=4)
    return painted(BODY, skin, swage)


@part("FH-320-003", places=(HERE, MIRRORED, (-12, 0, 240, 1), (-12, 0, 240, -1)))
def hinge() -> list[Solid]:
    x, z = 632, 420
    leaf = box((x + 42, FACE_Y - 4, z), (70, 5, 52), 8, Axis.Y)
    base = box((x - 22, FACE_Y - 2, z), (44, 5, 52), 8, Axis.Y)
    for dx in (28, 58):
        for dz in (-14, 14):
            leaf = leaf - disc((x + dx, FACE_Y - 4, z + dz), 8.5, 30)
    knuckles = [disc((x + 2, FACE_Y - 8, z + dz), 18, 16, "z", bore=8) for dz in (-18, 0, 18)]
    pin = rod((x + 2, FACE_Y - 8, z - 30), (x + 2, FACE_Y - 8, z + 30), 8)
    return [*painted(STEEL, leaf, base, knuckles), *painted(INK, pin)]


@part("FH-320-008", places=PAIR)
def striker() -> list[Solid]:
    x, z = 1618, 648
    base = box((x + 8, FACE_Y + 22, z), (6, 44, 66), 8, Axis.X)
    for dz in (-22, 22):
        base = base - disc((x + 8, FACE_Y + 22, z + dz), 8.5, 30, "x")
    loop = tube(
        (x + 5, FACE_Y + 22, z - 11),
        (x - 18, FACE_Y + 22, z - 11),
        (x - 18, FACE_Y + 22, z + 11),
        (x + 5, FACE_Y + 22, z + 11),
        outer=9,
        wall=4.5,
        bend=7,
    )
    return painted(STEEL, base, loop)


LATCH = (1470.0, FACE_Y - 2.5, 690.0)
"""Upper left corner of the base plate on the right door, seen from outside."""


def _latch(grip: str, free: float = 0) -> list[Solid]:
    x, y, z = LATCH
    # base plate 140 x 76 x 5, four holes 10.4, as in the drawing
    base = box((x + 70, y, z - 38), (140, 5, 76), 9, Axis.Y)
    for dx, dz in ((14, 14), (126, 14), (14, 62), (126, 62)):
        base = base - disc((x + dx, y, z - dz), 10.4, 30)
    housing = box((x + 69, y - 14.5, z - 38), (78, 24, 46), 7, Axis.Y)
    cover = box((x + 69, y - 27.5, z - 38), (56, 3, 30), 4, Axis.Y)
    for dx, dz in ((35, 20), (103, 20), (35, 56), (103, 56)):
        housing = housing - disc((x + dx, y - 26, z - dz), 4.2, 12)
    catch = plate(
        (x + 102, z - 36),
        (x + 146, z - 36),
        (x + 158, z - 44),
        (x + 158, z - 54),
        (x + 150, z - 60),
        (x + 142, z - 54),
        (x + 102, z - 54),
        thick=10,
        plane=Plane.XZ.offset(-(y - 10)),
    )
    if grip == "knob":
        stem = disc((x + 69, y - 36, z - 38), 12, 16)
        knob = disc((x + 69, y - 49, z - 38), 30, 12)
        hand = painted(INK, knob.fillet(3, knob.edges()), stem)
    else:
        hand = painted(RED, _strap(x + 69, y - 31, z - 38, free))
    return [
        *painted(ALU, base),
        *painted(STEEL, catch),
        *painted(SATIN, housing),
        *painted(INK, cover),
        *hand,
    ]


def _strap(x: float, y: float, z: float, free: float) -> Solid:
    """A 25 mm webbing, folded lengthwise to a loop of 8 mm, `free` millimetres below the plate."""
    low = z - 38 - free
    return tube(
        (x - 15, y + 6, z),
        (x - 17, y - 6, z - 16),
        (x - 19, y - 7, low + 20),
        (x, y - 7, low),
        (x + 19, y - 7, low + 20),
        (x + 17, y - 6, z - 16),
        (x + 15, y + 6, z),
        outer=8,
        wall=4,
        bend=8,
    )


@part("FH-320-004", places=PAIR, revision="A")
def latch_with_knob() -> list[Solid]:
    return _latch("knob")


@part("FH-320-004", places=PAIR, revision="B")
def latch_with_strap() -> list[Solid]:
    return _latch("strap", free=40)


@part("FH-320-004", places=PAIR, revision="C")
def latch_with_longer_strap() -> list[Solid]:
    return _latch("strap", free=68)


def _whole_door() -> list[Solid]:
    return [*door_skin(), *door_tube(), *latch_with_strap()]


@part("FH-320-002", places=(), revision="B")
def half_door_right() -> list[Solid]:
    return _whole_door()


@part("FH-320-001", places=(), revision="B")
def half_door_left() -> list[Solid]:
    return [
        solid
        for original in _whole_door()
        for solid in painted(original.paint, mirror(original, about=Plane.XZ))
    ]
