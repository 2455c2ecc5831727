"""Suspension and steering: arms, hub carriers, struts, rack, column, wheel."""

from __future__ import annotations

from math import cos, pi, sin

from build123d import Axis, Plane, Pos, Solid, Torus

from .parts import ALU, BLACK, HERE, INK, MIRRORED, RED, RUBBER, STEEL, painted, part
from .tubes import Point, box, disc, plate, rod, tube, turned

PAIR = (HERE, MIRRORED)
FOUR = (HERE, MIRRORED, (2300, 0, 0, 1), (2300, 0, 0, -1))


def _wishbone(inner_z: float, outer: Point, spread: float, size: float) -> list[Solid]:
    ends = [(sign * spread, -300, inner_z) for sign in (-1, 1)]
    legs = [
        tube(end, (outer[0] + sign * 14, outer[1] + 30, outer[2]), outer=size, wall=2.5)
        for end, sign in zip(ends, (-1, 1), strict=True)
    ]
    eyes = [
        turned(end, (7, -19), (16, -19), (16, 19), (7, 19)).rotate(Axis(end, (0, 0, 1)), 90) for end in ends
    ]
    ball = disc(outer, 44, 34, "z", bore=22)
    web = tube(
        (-spread * 0.52, -410, inner_z + (outer[2] - inner_z) * 0.45),
        (spread * 0.52, -410, inner_z + (outer[2] - inner_z) * 0.45),
        outer=size - 4,
        wall=2,
    )
    return [*legs, *eyes, ball, web]


@part("FH-210-001", places=PAIR)
def upper_wishbone() -> list[Solid]:
    return painted(INK, _wishbone(485, (8, -575, 465), 135, 25))


@part("FH-210-002", places=PAIR, revision="B")
def lower_wishbone() -> list[Solid]:
    arms = _wishbone(345, (0, -590, 245), 165, 30)
    mount = [
        plate((-26, 268), (26, 268), (16, 325), (-16, 325), thick=5, corner=8, plane=Plane.XZ.offset(y))
        for y in (452, 490)
    ]
    cross = tube((-70, -470, 285), (70, -470, 285), outer=28, wall=2)
    return painted(INK, arms, *[cheek - disc((0, -470, 308), 12.2, 90) for cheek in mount], cross)


@part("FH-220-001", places=PAIR)
def trailing_arm() -> list[Solid]:
    pivot, hub = (1770, -420, 420), (2300, -545, 340)
    arm = tube((1790, -420, 418), (2080, -430, 372), (2285, -520, 340), outer=60, wall=3, bend=160)
    stay = tube((1780, -330, 420), (2085, -425, 372), outer=38, wall=2.5)
    bush = [disc((pivot[0], y, pivot[2]), 70, 62, bore=52) for y in (-420, -325)]
    flange = disc((2300, hub[1] - 12, 340), 130, 16, bore=62)
    holes = [
        disc((2300 + 50 * cos(k * pi / 2 + 0.8), -557, 340 + 50 * sin(k * pi / 2 + 0.8)), 12.2, 60)
        for k in range(4)
    ]
    for hole in holes:
        flange = flange - hole
    ear = [
        plate(
            (2075, 395), (2140, 395), (2125, 455), (2090, 455), thick=6, corner=10, plane=Plane.XZ.offset(y)
        )
        for y in (400, 450)
    ]
    return painted(INK, arm, stay, bush, flange, ear)


@part("FH-220-002", places=(HERE, MIRRORED, (0, 95, 0, 1), (0, 95, 0, -1)))
def trailing_arm_bush() -> list[Solid]:
    ring = disc((1770, -420, 420), 51, 66, bore=24)
    sleeve = disc((1770, -420, 420), 24, 74, bore=16)
    return [*painted(RUBBER, ring), *painted(STEEL, sleeve)]


def _front_carrier() -> list[Solid]:
    body = plate(
        (-34, 225),
        (34, 225),
        (58, 300),
        (58, 385),
        (30, 478),
        (-18, 478),
        (-58, 385),
        (-58, 300),
        thick=42,
        corner=14,
        plane=Plane.XZ.offset(585),
    )
    body = body - disc((0, -585, 340), 74, 90)
    for x, z in ((-36, 412), (38, 412), (-38, 268), (38, 268)):
        body = body - disc((x, -585, z), 16, 90)
    ring = disc((0, -592, 340), 104, 46, bore=74)
    arm = box((-90, -575, 330), (90, 26, 28), 10, Axis.Y) - disc((-120, -575, 330), 12, 60, "z")
    calliper = [box((74, -588, z), (44, 26, 24), 8, Axis.Y) - disc((82, -588, z), 10, 60) for z in (300, 385)]
    return [body, ring, arm, *calliper]


@part("FH-230-001")
def hub_carrier_left() -> list[Solid]:
    return painted(ALU, [solid.mirror(Plane.XZ) for solid in _front_carrier()])


@part("FH-230-002")
def hub_carrier_right() -> list[Solid]:
    return painted(ALU, _front_carrier())


@part("FH-230-003", places=PAIR)
def hub_carrier_rear() -> list[Solid]:
    body = turned((2300, -595, 340), (31, -26), (50, -26), (50, 4), (80, 4), (80, 26), (31, 26))
    for k in range(4):
        body = body - disc(
            (2300 + 65 * cos(k * pi / 2 + 0.8), -580, 340 + 65 * sin(k * pi / 2 + 0.8)), 12, 90
        )
    ear = box((2224, -590, 340), (60, 30, 90), 12, Axis.Y)
    for z in (312, 368):
        ear = ear - disc((2212, -590, z), 10, 60)
    return painted(ALU, body, ear)


@part("FH-230-005", places=FOUR)
def bearing_unit() -> list[Solid]:
    ring = disc((0, -622, 340), 73, 40, bore=36)
    flange = disc((0, -650, 340), 128, 14, bore=36)
    studs = [rod((x, -655, z), (x, -700, z), 12) for x, z in ((50, 340), (-50, 340), (0, 390), (0, 290))]
    return [*painted(STEEL, ring, flange), *painted(INK, studs, disc((0, -675, 340), 62, 38, bore=36))]


def _strut(low: Point, high: Point, coils: int, wire: float) -> list[Solid]:
    length = sum((b - a) ** 2 for a, b in zip(low, high, strict=True)) ** 0.5
    z = Plane(origin=low, z_dir=tuple(b - a for a, b in zip(low, high, strict=True)))
    pitch = length * 0.54 / coils
    spring = [
        Pos(0, 0, length * 0.38 + pitch * k) * disc((0, 0, 0), 100, wire, "z", bore=76).rotate(Axis.X, 9)
        for k in range(coils)
    ]
    tower = disc((0, 0, length * 0.28), 50, length * 0.42, "z")
    seat = disc((0, 0, length * 0.35), 104, 8, "z", bore=40)
    cap = disc((0, 0, length * 0.9), 104, 10, "z")
    stem = rod((0, 0, length * 0.4), (0, 0, length - 12), 16)
    eyes = [disc((0, 0, at), 40, 34, "y", bore=14) for at in (0, length)]
    return [
        *painted(RED, [z * coil for coil in spring]),
        *painted(BLACK, [z * tower]),
        *painted(STEEL, [z * s for s in (seat, cap, stem, *eyes)]),
    ]


@part("FH-240-001", places=PAIR)
def strut_front() -> list[Solid]:
    return _strut((0, -470, 308), (30, -345, 815), 8, 11)


@part("FH-240-002", places=PAIR)
def strut_rear() -> list[Solid]:
    return _strut((2108, -425, 440), (2060, -335, 815), 7, 12)


@part("FH-240-003")
def anti_roll_bar() -> list[Solid]:
    bar = tube(
        (-20, -440, 300), (-215, -400, 380), (-215, 400, 380), (-20, 440, 300), outer=22, wall=4, bend=45
    )
    clamps = [box((-215, y, 380), (44, 34, 44), 10, Axis.Y) for y in (-240, 240)]
    return [*painted(STEEL, bar), *painted(RUBBER, clamps)]


@part("FH-250-001")
def steering_rack() -> list[Solid]:
    housing = tube((-150, -230, 420), (-150, 230, 420), outer=48, wall=6)
    bar = rod((-150, -290, 420), (-150, 290, 420), 24)
    pinion = rod((-170, 235, 400), (-100, 270, 485), 40)
    feet = [box((-150, y, 398), (70, 36, 30), 8, Axis.Y) for y in (-150, 150)]
    boots = [
        disc((-150, sign * (248 + k * 9), 420), 58 - 5 * k, 6, bore=24) for k in range(4) for sign in (-1, 1)
    ]
    return [*painted(ALU, housing, pinion, feet), *painted(STEEL, bar), *painted(RUBBER, boots)]


@part("FH-250-002")
def steering_column() -> list[Solid]:
    a, b = (330, 330, 655), (735, 340, 910)
    jacket = tube((430, 332.5, 718), (690, 339, 882), outer=46, wall=4)
    return [
        *painted(STEEL, rod(a, b, 22)),
        *painted(BLACK, jacket, box((590, 337, 838), (110, 60, 46), 8, Axis.Y)),
    ]


@part("FH-250-003")
def steering_wheel() -> list[Solid]:
    home = Plane(origin=(745, 340, 917), x_dir=(0, 1, 0), z_dir=(0.846, 0, 0.533))
    rim = home * Torus(160, 15)
    mark = (home * Pos(0, 160, 0)) * box((0, 0, 0), (26, 33, 33), 6, Axis.X)
    hub = home * disc((0, 0, -18), 74, 26, "z")
    spokes = [
        home
        * plate((-14, 20), (14, 20), (20, 152), (-20, 152), thick=4, plane=Plane.XY.offset(-6)).rotate(
            Axis.Z, angle
        )
        for angle in (90, 180, 270)
    ]
    return [*painted(BLACK, rim), *painted(RED, mark), *painted(ALU, hub, spokes)]


@part("FH-250-004", places=PAIR)
def track_rod() -> list[Solid]:
    bar = rod((-150, -305, 420), (-121, -560, 338), 16)
    return [
        *painted(STEEL, bar, disc((-120, -575, 332), 34, 22, "z", bore=10)),
        *painted(INK, disc((-150, -298, 420), 30, 30)),
    ]


@part("FH-250-005", places=(HERE, (-405, 0, -235, 1)))
def universal_joint() -> list[Solid]:
    cross = [rod((312, 330, 655), (348, 330, 655), 12), rod((330, 312, 655), (330, 348, 655), 12)]
    yokes = [rod((330 + s * 34, 330, 655), (330 + s * 62, 330, 655), 30) for s in (-1, 1)]
    yokes += [box((330 + s * 18, 330, 655 + t * 19), (52, 24, 6), 3) for s, t in ((-1, -1), (-1, 1))]
    yokes += [box((330 + 18, 330 + t * 19, 655), (52, 6, 24), 2, Axis.Y) for t in (-1, 1)]
    yokes += [box((330 + s * 40, 330, 655), (10, 44, 44), 8, Axis.X) for s in (-1, 1)]
    return painted(STEEL, cross, yokes)


@part(
    "FH-260-001",
    places=tuple((x, 0, z, s) for x, z in ((0, 0), (270, 0), (-30, -140), (300, -140)) for s in (1, -1)),
)
def rod_end() -> list[Solid]:
    c = (-135, -292, 485)
    eye = disc(c, 32, 14, "x", bore=20)
    ball = disc(c, 20, 20, "x", bore=12)
    return [
        *painted(STEEL, eye, rod((c[0], c[1] - 12, c[2]), (c[0], c[1] - 50, c[2]), 12)),
        *painted(ALU, ball),
    ]


@part("FH-260-002", places=((0, 0, 0, 1), (0, 0, 0, -1), (8, 15, 220, 1), (8, 15, 220, -1)))
def ball_joint() -> list[Solid]:
    c = (0, -590, 245)
    return [
        *painted(STEEL, disc((c[0], c[1], c[2] - 6), 44, 24, "z"), rod(c, (c[0], c[1], c[2] + 48), 16)),
        *painted(RUBBER, disc((c[0], c[1], c[2] + 16), 32, 16, "z", bore=16)),
    ]
