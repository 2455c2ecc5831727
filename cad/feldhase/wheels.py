"""Wheels, tyres, brakes and pedals."""

from __future__ import annotations

from math import cos, pi, sin

from build123d import Axis, Plane, Pos, Solid

from .parts import ALU, BLACK, HERE, INK, MIRRORED, RUBBER, STEEL, painted, part
from .tubes import Point, around, box, disc, plate, rod, tube, turned

HUB: Point = (0, -690, 340)
FOUR = (HERE, MIRRORED, (2300, 0, 0, 1), (2300, 0, 0, -1))
WHITE_STEEL = "#e6e2d6"
FRONT = (HERE, MIRRORED)


def _rim(radius: float, half: float, thick: float = 2.6) -> Solid:
    """The ring of a rim: two flanges, two bead seats, a well."""
    r, t = radius, thick
    outside = [
        (r + 13, -half),
        (r, -half + 9),
        (r - 2, -half + 34),
        (r - 26, -half + 52),
        (r - 26, half - 62),
        (r - 2, half - 34),
        (r, half - 9),
        (r + 13, half),
    ]
    inside = [(x - t, y) for x, y in reversed(outside)]
    return turned(HUB, *outside, *inside)


def _bolts(count: int, circle: float, bore: float) -> list[Solid]:
    return [disc((x, HUB[1], z), bore, 300) for x, _, z in around(HUB, circle / 2, count, 45)]


@part("FH-710-001", places=FOUR)
def rim_steel() -> list[Solid]:
    dish = turned(
        HUB,
        (34, -44),
        (92, -44),
        (100, -54),
        (140, -54),
        (152, -26),
        (148, -26),
        (138, -50),
        (102, -50),
        (94, -40),
        (34, -40),
    )
    for x, _, z in around(HUB, 119, 10, 18):
        dish = dish - disc((x, HUB[1] - 52, z), 36, 20)
    for bolt in _bolts(4, 100, 14):
        dish = dish - bolt
    return painted(WHITE_STEEL, _rim(178, 82, 2.8), dish)


@part("FH-720-001", places=FOUR)
def rim_spoke() -> list[Solid]:
    hub = turned(HUB, (32, -52), (70, -52), (78, -44), (78, -18), (32, -18))
    for bolt in _bolts(4, 100, 14):
        hub = hub - bolt
    spokes = []
    for index in range(5):
        for lean in (-9, 9):
            spoke = plate(
                (-9, 66), (9, 66), (12, 170), (-12, 170), thick=22, corner=3, plane=Plane.XZ.offset(34)
            ).rotate(Axis.Y, lean)
            spokes.append(Pos(*HUB) * spoke.rotate(Axis.Y, index * 72))
    cap = disc((HUB[0], HUB[1] - 50, HUB[2]), 62, 6)
    return [*painted(ALU, _rim(190, 88, 4.2), hub, spokes), *painted(BLACK, cap)]


def _tyre(rim: float, half: float, outer: float, crown: float) -> Solid:
    """The carcass: a thick U turned about the wheel's axis, open towards the rim."""
    o, r = outer, rim
    outside = [
        (r + 4, -half * 0.8),
        (r + 42, -half),
        (o - 34, -half),
        (o - 10, -crown),
        (o, -crown * 0.5),
        (o, crown * 0.5),
        (o - 10, crown),
        (o - 34, half),
        (r + 42, half),
        (r + 4, half * 0.8),
    ]
    t = 9
    inside = [
        (r + 4, half * 0.8 - 12),
        (o - 40, half - t),
        (o - 20, 0),
        (o - 40, -half + t),
        (r + 4, -half * 0.8 + 12),
    ]
    return turned(HUB, *outside, *inside)


@part("FH-710-002", places=FOUR)
def tyre_offroad() -> list[Solid]:
    lugs = []
    for index in range(15):
        for sign in (-1, 1):
            lug = box((0, sign * 44, 0), (48, 84, 20)).rotate(Axis.Z, sign * 16)
            lug = (Pos(0, 0, 328) * lug).rotate(Axis.Y, index * 24 + (0 if sign > 0 else 12))
            lugs.append(Pos(*HUB) * lug)
    return painted(RUBBER, _tyre(180, 98, 330, 86), lugs)


@part("FH-720-002", places=FOUR)
def tyre_road() -> list[Solid]:
    body = _tyre(192, 100, 340, 84)
    for y in (-28, 28):
        body = body - turned(HUB, (331, y - 4), (345, y - 4), (345, y + 4), (331, y + 4))
    return painted(RUBBER, body)


@part(
    "FH-700-003",
    places=tuple(
        (x + dx, 0, dz, s)
        for x in (0, 2300)
        for s in (1, -1)
        for dx, dz in ((0, 0), (-71, 0), (0, -71), (-71, -71))
    ),
)
def wheel_nut() -> list[Solid]:
    x, z = 50 * cos(pi / 4), 340 + 50 * sin(pi / 4)
    hexagon = [(x + 10 * cos(k * pi / 3), z + 10 * sin(k * pi / 3)) for k in range(6)]
    nut = plate(*hexagon, thick=18, plane=Plane.XZ.offset(744))
    return painted(STEEL, nut - disc((x, -750, z), 12, 20))


def _disc(x: float, y: float, diameter: float, thick: float, bell: float, slots: int) -> list[Solid]:
    centre = (x, y, 340)
    ring = disc(centre, diameter, thick, bore=diameter - 96)
    for index, (px, _, pz) in enumerate(around(centre, diameter / 2 - 24, slots)):
        ring = ring - disc((px, y, pz), 9 if index % 2 else 7, 60)
    hat = turned(
        centre,
        (36, -bell),
        (74, -bell),
        (74, thick / 2),
        (diameter / 2 - 46, thick / 2),
        (diameter / 2 - 46, -thick / 2),
        (66, -thick / 2),
        (66, -bell + 7),
        (36, -bell + 7),
    )
    for px, _, pz in around(centre, 50, 4, 45):
        hat = hat - disc((px, y, pz), 12.5, 160)
    return [ring, hat]


@part("FH-730-001", places=FRONT)
def brake_disc_250() -> list[Solid]:
    return painted(STEEL, _disc(0, -632, 250, 12, 26, 16))


@part("FH-730-002", places=FRONT)
def brake_disc_280() -> list[Solid]:
    return painted(STEEL, _disc(0, -632, 280, 14, 26, 24))


@part("FH-730-003", places=((0, 0, 0, 1), (0, 0, 0, -1)))
def brake_disc_rear() -> list[Solid]:
    return painted(STEEL, _disc(2300, -632, 230, 10, 26, 16))


def _caliper(x: float, y: float, size: float, open_to: int) -> list[Solid]:
    body = box((x, y, 340), (52 * size, 78, 120 * size), 14, Axis.Y)
    gap = box((x + open_to * 14 * size, y, 340), (52 * size, 22, 140 * size))
    pistons = [disc((x, y + 42, 340 + dz), 40 * size, 12) for dz in (-28 * size, 28 * size)]
    bleed = rod((x, y + 20, 340 + 58 * size), (x, y + 20, 340 + 74 * size), 8)
    return [*painted(INK, body - gap, pistons), *painted(STEEL, bleed)]


@part("FH-730-004", places=FRONT)
def caliper_front() -> list[Solid]:
    return _caliper(112, -632, 1.0, -1)


@part("FH-730-005", places=FRONT)
def caliper_rear() -> list[Solid]:
    return _caliper(2198, -632, 0.88, 1)


@part("FH-740-001")
def pedal_box() -> list[Solid]:
    floor = box((215, 340, 430), (150, 250, 6), 16)
    cheeks = [
        plate((150, 430), (280, 430), (262, 560), (190, 590), thick=5, corner=18, plane=Plane.XZ.offset(-y))
        for y in (222, 340, 458)
    ]
    shaft = rod((215, 218, 560), (215, 462, 560), 16)
    pedals = []
    for y, wide in ((285, 74), (400, 52)):
        arm = tube((215, y, 560), (232, y, 480), (300, y, 452), outer=20, wall=3, bend=30)
        pad = box((306, y, 452), (10, wide, 66), 10, Axis.X).rotate(Axis((306, y, 452), (0, 1, 0)), -22)
        pedals += [arm, pad]
    return [*painted(INK, floor, cheeks), *painted(STEEL, shaft), *painted(ALU, pedals)]


@part("FH-740-002", places=(HERE, (0, 115, 0, 1)))
def master_cylinder() -> list[Solid]:
    body = rod((60, 285, 600), (170, 285, 570), 34)
    flange = box((165, 285, 571), (10, 66, 46), 12, Axis.X)
    pot = disc((95, 285, 628), 48, 46, "z")
    return [
        *painted(ALU, body, flange),
        *painted(WHITE_STEEL, pot),
        *painted(BLACK, disc((95, 285, 655), 52, 10, "z")),
    ]
