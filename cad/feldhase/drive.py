"""The drive: motor, housing, mount, gear, shafts, inverter, radiator."""

from __future__ import annotations

from math import cos, pi, sin

from build123d import Axis, Plane, Pos, Solid

from .parts import ALU, BLACK, BLUE, HERE, INK, MIRRORED, RUBBER, STEEL, painted, part
from .tubes import Point, around, box, disc, plate, rod, tube, turned

MOTOR: Point = (2090, 60, 500)
PAIR = (HERE, MIRRORED)


def _motor(length: float) -> list[Solid]:
    x, y, z = MOTOR
    core = disc((x, y, z), 196, length)
    fins = [
        disc((x, y + dy, z), 216, 8, bore=190) for dy in range(int(-length / 2 + 14), int(length / 2 - 6), 24)
    ]
    lids = [disc((x, y + s * (length / 2 + 8), z), 206, 16) for s in (-1, 1)]
    shaft = rod((x, y - length / 2 - 60, z), (x, y, z), 30)
    terminals = [box((x + dx, y, z + 118), (26, 54, 46), 6) for dx in (-36, 0, 36)]
    return [*painted(INK, core), *painted(ALU, fins, lids), *painted(STEEL, shaft), *painted(BLUE, terminals)]


@part("FH-410-001")
def motor_35() -> list[Solid]:
    return _motor(170)


@part("FH-410-002")
def motor_70() -> list[Solid]:
    return _motor(212)


@part("FH-410-003")
def motor_housing() -> list[Solid]:
    x, y, z = MOTOR
    bell = turned(
        (x, y - 150, z),
        (112, 34),
        (124, 34),
        (124, 22),
        (112, -14),
        (70, -40),
        (26, -40),
        (26, -32),
        (64, -32),
        (104, -10),
    )
    flange = disc((x, y - 112, z), 262, 9, bore=212)
    for px, _, pz in around((x, y, z), 122, 8, 22.5):
        flange = flange - disc((px, y - 112, pz), 9, 40)
    ribs = [
        plate((70, -30), (112, 8), (112, 28), (88, 28), thick=5, plane=Plane.XY).rotate(Axis.Y, k * 60)
        for k in range(6)
    ]
    feet = [box((x + s * 96, y - 130, z - 100), (54, 60, 22), 8, Axis.Z) for s in (-1, 1)]
    return painted(ALU, bell, flange, [Pos(x, y - 150, z) * rib for rib in ribs], feet)


@part("FH-410-004")
def motor_mount() -> list[Solid]:
    rails = [tube((x, -325, 392), (x, 325, 392), outer=32, wall=2) for x in (1995, 2195)]
    bridge = [tube((1995, y, 392), (2195, y, 392), outer=28, wall=2) for y in (-110, 150)]
    pads = [disc((x, y, 412), 52, 22, "z", bore=12) for x in (1995, 2195) for y in (-110, 150)]
    return [*painted(INK, rails, bridge), *painted(RUBBER, pads)]


@part("FH-420-001")
def reduction_gear() -> list[Solid]:
    big = disc((2260, -120, 410), 250, 110)
    small = disc((2110, -120, 480), 150, 110)
    web = plate(
        (2110, 405), (2260, 290), (2260, 530), (2110, 555), thick=96, corner=20, plane=Plane.XZ.offset(120)
    )
    outputs = [rod((2290, -60, 370), (2290, 130, 370), 66), rod((2290, -180, 370), (2290, -215, 370), 66)]
    ribs = [box((2190, -120, z), (90, 118, 6)) for z in (380, 420, 460, 500)]
    return [*painted(ALU, big, small, web, ribs), *painted(STEEL, outputs)]


@part("FH-420-002")
def gear_cover() -> list[Solid]:
    lid = plate(
        (2040, 480),
        (2080, 552),
        (2150, 552),
        (2330, 520),
        (2386, 410),
        (2330, 296),
        (2250, 290),
        thick=6,
        corner=26,
        plane=Plane.XZ.offset(182),
    )
    hole = disc((2290, -182, 370), 72, 40)
    boss = disc((2290, -188, 370), 96, 14, bore=72)
    return painted(ALU, lid - hole, boss, disc((2110, -188, 480), 84, 12))


@part("FH-420-003", places=PAIR)
def drive_shaft() -> list[Solid]:
    a, b = (2291, -225, 369), (2299, -590, 342)
    boots = [disc((2291.5 + 0.2 * k, -258 - 9 * k, 367 - 0.7 * k), 74 - 7 * k, 7, bore=26) for k in range(5)]
    boots += [disc((2298.5 - 0.2 * k, -560 + 9 * k, 344 + 0.7 * k), 78 - 7 * k, 7, bore=26) for k in range(5)]
    joints = [disc((2291, -238, 369), 86, 30), disc((2299, -578, 343), 90, 30)]
    return [*painted(STEEL, rod(a, b, 26), joints, rod(b, (2300, -668, 340), 30)), *painted(RUBBER, boots)]


def _inverter(length: float) -> list[Solid]:
    case = box((1970, 0, 760), (200, length, 70), 12)
    fins = [box((1970 + dx, 0, 801), (5, length - 24, 14)) for dx in range(-84, 90, 14)]
    glands = [rod((1860, dy, 752), (1884, dy, 752), 26) for dy in (-60, 0, 60)]
    plug = box((1970, -length / 2 - 10, 756), (70, 24, 36), 6, Axis.Y)
    return [*painted(ALU, case, fins), *painted(BLUE, glands), *painted(BLACK, plug)]


@part("FH-430-001")
def inverter_35() -> list[Solid]:
    return _inverter(240)


@part("FH-430-002")
def inverter_70() -> list[Solid]:
    return _inverter(300)


@part("FH-440-001")
def radiator() -> list[Solid]:
    tanks = [box((-330, s * 176, 640), (46, 32, 250), 12, Axis.Z) for s in (-1, 1)]
    tubes = [box((-330, 0, 530 + 20 * k), (28, 324, 3)) for k in range(12)]
    frame = [box((-330, 0, z), (44, 330, 6)) for z in (518, 762)]
    necks = [rod((-330, -176, 720), (-270, -176, 720), 32), rod((-330, 176, 560), (-270, 176, 560), 32)]
    fins = [box((-330, y, 640), (20, 1.2, 232)) for y in range(-140, 141, 40)]
    return [*painted(BLACK, tanks, frame), *painted(ALU, tubes, fins, necks)]


@part("FH-440-003")
def coolant_pump() -> list[Solid]:
    spiral = [
        (1800 + (28 + k * 2) * cos(k * pi / 5), 450 + (28 + k * 2) * sin(k * pi / 5)) for k in range(10)
    ]
    scroll = plate(*spiral, thick=30, plane=Plane.XZ.offset(-200))
    return [
        *painted(BLACK, disc((1800, 240, 450), 58, 74)),
        *painted(
            ALU,
            scroll,
            rod((1840, 200, 462), (1876, 200, 490), 20),
            rod((1800, 200, 450), (1800, 168, 450), 20),
        ),
    ]
