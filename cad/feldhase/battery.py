"""Battery and electrics: modules, boxes, busbars, chargers, lamps."""

from __future__ import annotations

from build123d import Axis, Location, Plane, Solid

from .parts import (
    ALU,
    AMBER,
    BLACK,
    BLUE,
    BRASS,
    GLASS,
    HERE,
    INK,
    MIRRORED,
    RED,
    RUBBER,
    WHITE,
    painted,
    part,
)
from .tubes import box, disc, plate, rod, shell, tube, turned

PAIR = (HERE, MIRRORED)
ORANGE, YELLOW = "#d96a16", "#ffd23f"


def _module(x: float, z: float) -> list[Solid]:
    body = box((x, 0, z), (118, 360, 92), 4, Axis.Z)
    seams = [box((x, y, z), (120, 2, 88)) for y in range(-135, 136, 45)]
    posts = [disc((x, y, z + 52), 18, 12, "z") for y in (-150, 150)]
    caps = [box((x, y, z + 49), (40, 34, 6), 4) for y in (-150, 150)]
    label = box((x, 0, z + 46.5), (70, 150, 1), 6)
    return [
        *painted(BLUE, body),
        *painted(INK, seams),
        *painted(BRASS, posts),
        *painted(ORANGE, caps),
        *painted(WHITE, label),
    ]


@part("FH-510-001", places=tuple((k * 145, 0, 0, 1) for k in range(6)))
def battery_module() -> list[Solid]:
    return _module(728, 414)


@part("FH-520-003", places=tuple((k % 3 * 130, (k // 3) * 380, 0, 1) for k in range(6)))
def battery_module_upper() -> list[Solid]:
    return [
        solid for part_ in _module(1135, 560) for solid in painted(part_.paint, part_.translate((0, -190, 0)))
    ]


def _tray(centre: tuple[float, float, float], size: tuple[float, float, float], wall: float) -> list[Solid]:
    x, y, z = centre
    lx, ly, lz = size
    tray = shell(box(centre, size, 16), box((x, y, z + wall), (lx - 2 * wall, ly - 2 * wall, lz), 12))
    rim = shell(
        box((x, y, z + lz / 2), (lx + 36, ly + 36, 4), 20),
        box((x, y, z + lz / 2), (lx - 10, ly - 10, 20), 12),
    )
    ribs = [
        box((x + dx, y + s * (ly / 2 + 4), z), (22, 8, lz * 0.8), 3, Axis.Z)
        for dx in (-lx / 3, 0, lx / 3)
        for s in (-1, 1)
    ]
    return painted(ALU, tray, rim, ribs)


@part("FH-510-002")
def battery_box() -> list[Solid]:
    return _tray((1090, 0, 413), (890, 400, 112), 4)


@part("FH-510-003")
def battery_lid() -> list[Solid]:
    sheet = box((1090, 0, 474), (926, 436, 2), 20)
    beads = [box((x, 0, 478), (26, 340, 8), 10) for x in range(740, 1450, 140)]
    for x in (640, 1090, 1540):
        for y in (-208, 208):
            sheet = sheet - disc((x, y, 474), 7, 30, "z")
    mark = plate((1065, -40), (1115, -40), (1090, 10), thick=2, plane=Plane.XY.offset(483))
    return [*painted(ALU, sheet, beads), *painted(YELLOW, mark)]


@part("FH-520-001")
def battery_box_upper() -> list[Solid]:
    return _tray((1265, 0, 555), (400, 790, 104), 3.5)


@part("FH-520-002", places=tuple((0, dy, 0, 1) for dy in (0, 60, 120, 180)))
def busbar() -> list[Solid]:
    bar = plate(
        (1490, 470), (1530, 470), (1530, 575), (1490, 575), thick=5, corner=8, plane=Plane.XZ.offset(90)
    )
    for z in (485, 560):
        bar = bar - disc((1510, -90, z), 11, 30)
    return painted(BRASS, bar)


@part("FH-510-004")
def battery_guard() -> list[Solid]:
    case = box((1560, 0, 500), (90, 150, 44), 8)
    plugs = [box((1560 + dx, -80, 500), (28, 22, 22), 4, Axis.Y) for dx in (-28, 14)]
    return [
        *painted(BLACK, case),
        *painted(BLUE, plugs),
        *painted("#12643f", box((1560, 30, 523), (14, 14, 3))),
    ]


@part("FH-510-005")
def contactor_box() -> list[Solid]:
    case = box((1600, 150, 500), (150, 130, 90), 14)
    lid = box((1600, 150, 548), (160, 140, 8), 16)
    glands = [rod((1680, 150 + dy, 500), (1712, 150 + dy, 500), 28) for dy in (-34, 34)]
    mark = plate((1578, 132), (1622, 132), (1600, 172), thick=2, plane=Plane.XY.offset(553))
    return [*painted(INK, case, lid), *painted(ORANGE, glands), *painted(YELLOW, mark)]


@part("FH-510-006")
def service_disconnect() -> list[Solid]:
    base = box((1600, -200, 512), (90, 60, 30), 8)
    grip = tube(
        (1572, -200, 525), (1572, -200, 562), (1628, -200, 562), (1628, -200, 525), outer=12, wall=6, bend=12
    )
    return [*painted(BLACK, base), *painted(ORANGE, grip)]


@part("FH-530-001")
def charger() -> list[Solid]:
    case = box((330, 60, 560), (110, 290, 180), 12, Axis.Y)
    fins = [box((390, 60, 560 + dz), (14, 280, 4)) for dz in range(-80, 81, 16)]
    return [*painted(ALU, case, fins), *painted(ORANGE, rod((330, -95, 590), (330, -120, 590), 28))]


@part("FH-530-002")
def charging_inlet() -> list[Solid]:
    ring = turned((-280, -272, 760), (20, -14), (42, -14), (42, 20), (20, 20))
    pins = [
        rod((-280 + dx, -284, 760 + dz), (-280 + dx, -256, 760 + dz), 8)
        for dx, dz in ((-12, 9), (0, 9), (12, 9), (-9, -6), (9, -6))
    ]
    return [
        *painted(BLACK, ring),
        *painted(BRASS, pins),
        *painted(RED, box((-280, -292, 806), (70, 5, 22), 4, Axis.Y)),
    ]


@part("FH-530-004")
def battery_12v() -> list[Solid]:
    x, y = 1740, -330
    case = box((x, y, 560), (190, 140, 150), 8)
    lid = box((x, y, 640), (196, 146, 14), 8)
    return [
        *painted(BLACK, case),
        *painted(INK, lid),
        *painted(RED, disc((x - 60, y + 40, 655), 18, 18, "z")),
        *painted(BLUE, disc((x + 60, y + 40, 655), 18, 18, "z")),
    ]


@part("FH-540-005")
def fuse_box() -> list[Solid]:
    case = box((570, 250, 780), (60, 180, 120), 10, Axis.X)
    fuses = [box((602, 190 + 20 * k, 760 + 40 * row), (8, 12, 24)) for k in range(7) for row in (0, 1)]
    return [
        *painted(BLACK, case),
        *painted(AMBER, fuses[::3]),
        *painted(RED, fuses[1::3]),
        *painted(BLUE, fuses[2::3]),
    ]


@part("FH-550-001", places=PAIR)
def headlamp() -> list[Solid]:
    centre = (-360, -265, 850)
    bowl = turned(
        (0, 0, 0), (0, 95), (46, 88), (80, 40), (88, 0), (94, 0), (94, -10), (84, -10), (76, -4), (0, -4)
    )
    glass = turned((0, 0, 0), (0, -26), (48, -20), (78, -8), (78, -4), (0, -4))
    at = Location(centre, (0, 0, -90))
    foot = rod((-345, -265, 760), (-345, -265, 720), 16)
    return [*painted(INK, at * bowl), *painted(GLASS, at * glass), *painted(INK, foot)]


@part("FH-550-002", places=PAIR)
def tail_lamp() -> list[Solid]:
    case = box((2720, -330, 770), (40, 150, 80), 14, Axis.X)
    lens = [(RED, -358, 70), (AMBER, -312, 30), (WHITE, -276, 26)]
    return [
        *painted(BLACK, case),
        *[
            s
            for colour, y, wide in lens
            for s in painted(colour, box((2744, y, 770), (12, wide, 60), 6, Axis.X))
        ],
    ]


@part("FH-550-003", places=((0, 0, 0, 1), (0, 0, 0, -1), (3034, -30, -60, 1), (3034, -30, -60, -1)))
def indicator() -> list[Solid]:
    return [
        *painted(BLACK, box((-300, -400, 830), (26, 60, 40), 10, Axis.X)),
        *painted(AMBER, box((-316, -400, 830), (10, 52, 32), 8, Axis.X)),
    ]


@part("FH-550-006")
def horn() -> list[Solid]:
    bell = turned((-280, 150, 600), (10, 30), (14, 30), (18, 0), (46, -34), (46, -38), (40, -38), (12, -4))
    return painted(BLACK, bell, disc((-280, 186, 600), 66, 24))


@part("FH-560-001")
def display() -> list[Solid]:
    case = turned((0, 0, 0), (0, 26), (58, 26), (66, 0), (66, -14), (58, -14), (58, -6), (0, -6))
    at = Location((650, 340, 940), (0, 0, 90))
    needle = at * box((12, -9, 12), (46, 3, 5)).rotate(Axis.Y, 40)
    return [*painted(BLACK, at * case), *painted(WHITE, at * disc((0, -8, 0), 112, 2)), *painted(RED, needle)]


@part("FH-560-002")
def switch_panel() -> list[Solid]:
    base = box((650, -330, 930), (8, 250, 62), 10, Axis.X)
    keys = [box((656, -420 + 45 * k, 930), (10, 32, 42), 6, Axis.X) for k in range(5)]
    return [*painted(ALU, base), *painted(BLACK, keys[:4]), *painted(RED, keys[4])]


@part("FH-540-001")
def loom_nose() -> list[Solid]:
    trunk = tube(
        (540, 240, 740), (300, 240, 700), (-250, 120, 690), (-330, 60, 690), outer=24, wall=12, bend=60
    )
    arms = [
        tube((-200, 130, 690), (-300, 200, 760), (-345, 262, 800), outer=12, wall=6, bend=40),
        tube((-290, 86, 690), (-300, -180, 740), (-345, -262, 800), outer=12, wall=6, bend=60),
    ]
    ends = [box((-350, y, 806), (24, 22, 18), 4) for y in (262, -262)]
    return [
        *painted(BLACK, trunk, arms),
        *painted(RUBBER, box((545, 240, 742), (24, 50, 34), 6)),
        *painted(BLUE, ends),
    ]
