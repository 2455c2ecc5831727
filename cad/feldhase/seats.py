"""Seats, belts and the cargo bed."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, degrees, hypot

from build123d import Axis, Plane, Polyline, Pos, Solid, extrude, make_face

from .parts import ALU, BLACK, CLOTH, HERE, INK, MIRRORED, RED, STEEL, WOOD, painted, part
from .tubes import box, disc, loop, plate, rod, tube

PAIR = (HERE, MIRRORED)


def _bent_sheet(y: float, wide: float, thick: float, *line: tuple[float, float]) -> Solid:
    """A sheet that follows a line in side view (x, z), `wide` across the car."""
    back = [(x + thick, z - thick * 0.6) for x, z in reversed(line)]
    face = Plane.XZ.offset(-y) * make_face(Polyline(*line, *back, close=True))
    return extrude(face, amount=wide / 2, both=True).solids()[0]


SEAT_LINE = (
    (860, 560),
    (905, 572),
    (1150, 520),
    (1215, 540),
    (1262, 620),
    (1400, 1090),
    (1450, 1160),
    (1492, 1168),
)


def _shell(dx: float, dz: float, y: float, wide: float) -> list[Solid]:
    line = [(x + dx, z + dz) for x, z in SEAT_LINE]
    sheet = _bent_sheet(y, wide, 5, *line)
    for s in (-70, 70):
        sheet = sheet - box((1370 + dx, y + s, 1035 + dz), (120, 60, 34), 10, Axis.X)
    spots = [
        (900, 566),
        (1150, 512),
        (1225, 535),
        (1272, 620),
        (1360, 905),
        (1345, 925),
        (1230, 700),
        (1160, 635),
        (960, 640),
    ]
    wings = [
        plate(*[(x + dx, z + dz) for x, z in spots], thick=6, plane=Plane.XZ.offset(-(y + s * wide / 2)))
        for s in (-1, 1)
    ]
    return [sheet, *wings]


@part("FH-610-001", places=PAIR)
def seat_shell() -> list[Solid]:
    return painted(INK, _shell(0, 0, -330, 420))


@part("FH-610-002", places=PAIR)
def seat_cushion() -> list[Solid]:
    y = -330
    pads = [
        box((1010, y, 578), (210, 330, 46), 18, Axis.Y).rotate(Axis((1010, y, 578), (0, 1, 0)), 12),
        box((1300, y, 790), (44, 330, 210), 18, Axis.Y).rotate(Axis((1300, y, 790), (0, 1, 0)), 16),
        box((1372, y, 1010), (40, 250, 150), 16, Axis.Y).rotate(Axis((1372, y, 1010), (0, 1, 0)), 16),
    ]
    bolsters = [
        box((1010, y + s * 172, 600), (230, 40, 60), 16, Axis.X).rotate(Axis((1010, y, 600), (0, 1, 0)), 12)
        for s in (-1, 1)
    ]
    piping = rod((1300, y - 172, 892), (1300, y + 172, 892), 8)
    return [*painted(CLOTH, pads, bolsters), *painted(RED, piping)]


@part("FH-610-003", places=((0, 0, 0, 1), (0, 0, 0, -1), (0, 300, 0, 1), (0, -300, 0, -1)))
def seat_rail() -> list[Solid]:
    low = box((1060, -480, 432), (360, 38, 12)) - box((1060, -480, 438), (400, 22, 12))
    top = box((1080, -480, 442), (300, 20, 14))
    feet = [box((1060 + dx, -480, 408), (36, 36, 40), 6) for dx in (-150, 150)]
    return [*painted(STEEL, low, top), *painted(INK, feet)]


def _links(line: list[tuple[float, float]]) -> list[tuple[float, float, float, float]]:
    """Middle, length and slope of each piece of a webbing, a little overlapping at the folds."""
    return [
        ((ax + bx) / 2, (az + bz) / 2, hypot(bx - ax, bz - az) + 3, -degrees(atan2(bz - az, bx - ax)))
        for (ax, az), (bx, bz) in pairwise(line)
    ]


@part("FH-620-001", places=PAIR)
def belt() -> list[Solid]:
    y = -330
    straps = []
    for s in (-1, 1):
        upper = [(1500, 1010), (1395, 1030), (1290, 900), (1205, 740), (1150, 640)]
        lower = [(1290, 570), (1215, 622), (1150, 640)]
        straps += [
            box((x, y + s * off, z), (length, 46, 2.4)).rotate(Axis((x, y, z), (0, 1, 0)), turn)
            for line, off in ((upper, 90), (lower, 120))
            for x, z, length, turn in _links(line)
        ]
    lap = box((1146, y, 636), (10, 240, 50), 4, Axis.Y)
    buckle = disc((1138, y, 638), 70, 18, "x")
    return [
        *painted(RED, straps, lap),
        *painted(BLACK, buckle),
        *painted(STEEL, disc((1127, y, 638), 40, 6, "x")),
    ]


@part(
    "FH-620-002",
    places=(
        (0, 0, 0, 1),
        (0, 0, 0, -1),
        (0, 180, 0, 1),
        (0, -180, 0, -1),
        (-330, -110, -310, 1),
        (-330, -110, -310, -1),
    ),
)
def belt_bracket() -> list[Solid]:
    x, y, z = 1555, -420, 905
    body = plate(
        (x, z - 40),
        (x, z + 40),
        (x - 60, z + 18),
        (x - 60, z - 18),
        thick=6,
        corner=10,
        plane=Plane.XZ.offset(-y),
    )
    collar = disc((x + 12, y, z + 30), 54, 34, bore=42)
    return painted(STEEL, body - disc((x - 42, y, z), 12.2, 30), collar)


@part("FH-630-001")
def cargo_floor() -> list[Solid]:
    board = box((2145, 0, 852), (770, 780, 12), 24)
    strips = [box((2145, y, 860), (740, 26, 5), 2) for y in (-300, -150, 0, 150, 300)]
    for x in (1860, 2430):
        for y in (-340, 340):
            board = board - disc((x, y, 852), 12, 60, "z")
    return [*painted(WOOD, board), *painted(ALU, strips)]


@part("FH-630-002")
def cargo_rail() -> list[Solid]:
    ring = loop(0, (-380, -370), (380, -370), (380, 370), (-380, 370), outer=22, wall=1.5, bend=90)
    ring = Pos(2150, 0, 975) * ring.rotate(Axis.X, 90)
    posts = [rod((2150 + dx, y, 862), (2150 + dx, y, 972), 14) for dx in (-240, 0, 240) for y in (-370, 370)]
    posts += [
        rod((2150 + s * 380, y, 862), (2150 + s * 380, y, 972), 14) for s in (-1, 1) for y in (-180, 180)
    ]
    return painted(INK, ring, posts)


@part("FH-630-003", places=tuple((k * 270, 0, 0, s) for k in range(3) for s in (1, -1)))
def lashing_eye() -> list[Solid]:
    x, y, z = 1870, -325, 862
    base = box((x, y, z), (54, 34, 5), 10)
    bow = tube(
        (x - 16, y, z), (x - 16, y, z + 34), (x + 16, y, z + 34), (x + 16, y, z), outer=9, wall=4.5, bend=14
    )
    return [*painted(STEEL, base), *painted(RED, bow)]


@part("FH-630-004")
def partition() -> list[Solid]:
    sheet = plate(
        (-500, 840),
        (500, 840),
        (515, 640),
        (470, 600),
        (-470, 600),
        (-515, 640),
        thick=1.6,
        corner=20,
        plane=Plane.YZ.offset(1660),
    )
    beads = [box((1657, y, 720), (6, 18, 170), 6, Axis.X) for y in range(-360, 361, 120)]
    return painted(ALU, sheet, beads)


@part("FH-640-001", places=PAIR)
def rear_seat_shell() -> list[Solid]:
    return painted(INK, _shell(690, 150, -210, 370))


@part("FH-640-002", places=PAIR)
def rear_seat_cushion() -> list[Solid]:
    y = -210
    pads = [
        box((1700, y, 728), (210, 290, 46), 18, Axis.Y).rotate(Axis((1700, y, 728), (0, 1, 0)), 12),
        box((1990, y, 940), (44, 290, 240), 18, Axis.Y).rotate(Axis((1990, y, 940), (0, 1, 0)), 16),
    ]
    return [*painted(CLOTH, pads), *painted(RED, rod((1992, y - 150, 1052), (1992, y + 150, 1052), 8))]


@part("FH-640-003")
def rear_seat_carrier() -> list[Solid]:
    cross = [tube((x, -420, z), (x, 420, z), outer=40, wall=3.5) for x, z in ((1640, 640), (1900, 620))]
    rails = [
        tube((1600, y, 650), (1905, y, 620), (2010, y, 900), outer=28, wall=2.5, bend=70)
        for y in (-380, -40, 40, 380)
    ]
    legs = [tube((1640, y, 640), (1640, y, 340), outer=30, wall=2) for y in (-330, 330)]
    return painted(INK, cross, rails, legs)


@part("FH-640-004")
def rear_hoop() -> list[Solid]:
    hoop = tube(
        (2000, -470, 870),
        (2150, -450, 1490),
        (2150, 450, 1490),
        (2000, 470, 870),
        outer=45,
        wall=3.5,
        bend=150,
    )
    rails = [tube((1560, s * 495, 1535), (2150, s * 445, 1480), outer=40, wall=3) for s in (-1, 1)]
    stays = [tube((2140, s * 450, 1440), (2480, s * 350, 860), outer=38, wall=3) for s in (-1, 1)]
    cross = tube((2060, -460, 1110), (2060, 460, 1110), outer=34, wall=2.5)
    return painted(INK, hoop, rails, stays, cross)


@part("FH-640-005")
def footwell() -> list[Solid]:
    outer = box((1640, 0, 460), (300, 820, 170), 24) - box((1640, 0, 464), (294, 814, 170), 21)
    lip = box((1640, 0, 545), (340, 860, 3), 28) - box((1640, 0, 545), (296, 816, 20), 22)
    beads = [box((1640, y, 378), (230, 18, 5), 2) for y in range(-330, 331, 110)]
    return painted(ALU, outer, lip, beads)


@part("FH-640-007", places=PAIR)
def grab_handle() -> list[Solid]:
    bow = tube(
        (1500, -250, 1010),
        (1450, -250, 1050),
        (1450, -110, 1050),
        (1500, -110, 1010),
        outer=22,
        wall=2,
        bend=24,
    )
    grip = rod((1450, -225, 1050), (1450, -135, 1050), 30)
    return [*painted(INK, bow), *painted(BLACK, grip)]
