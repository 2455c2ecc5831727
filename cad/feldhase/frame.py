"""The frame: rails, hoops, stays, nodes and sheets."""

from __future__ import annotations

from build123d import Axis, Plane, Pos, Solid

from .parts import ALU, INK, STEEL, painted, part
from .tubes import both, box, disc, plate, side, tube

SILL, NARROW = -560, -300


@part("FH-110-001", revision="B")
def floor_frame() -> list[Solid]:
    rail = tube(
        side(960, 1352, NARROW),
        side(1180, 1368, SILL),
        side(2210, 1368, SILL),
        side(2430, 1340, -330),
        bend=130,
        wall=2.6,
    )
    cross = [
        tube(side(x, 1368, SILL + 18), side(x, 1368, -SILL - 18), wall=2.6) for x in (1190, 1530, 1870, 2205)
    ]
    long = both(tube(side(1190, 1368, -200), side(2205, 1368, -200), outer=30))
    seat = both(tube(side(1530, 1368, SILL + 10), side(1870, 1368, -210), outer=30))
    ends = [
        tube(side(970, 1352, NARROW), side(970, 1352, -NARROW)),
        tube(side(2420, 1341, -330), side(2420, 1341, 330)),
    ]
    return painted(INK, both(rail), cross, long, seat, ends)


@part("FH-110-002")
def nose_frame() -> list[Solid]:
    lower = tube(side(960, 1352, NARROW), side(420, 1270, -255), side(250, 1205, -245), bend=160, outer=38)
    upper = tube(side(1130, 810, -520), side(620, 900, -330), side(250, 925, -245), bend=160, outer=38)
    posts = [
        tube(side(x, low, -250), side(x + 15, high, -262), outer=32)
        for x, low, high in ((300, 1222, 922), (790, 1322, 875))
    ]
    brace = tube(side(320, 1230, -255), side(770, 885, -300), outer=28)
    cross = [
        tube(side(x, y, -w), side(x, y, w), outer=32)
        for x, y, w in ((300, 1222, 245), (300, 925, 245), (790, 1326, 280), (760, 882, 290))
    ]
    return painted(INK, both(lower, upper, *posts, brace), cross)


@part("FH-110-003")
def tail_frame() -> list[Solid]:
    lower = tube(
        side(2430, 1340, -330),
        side(2600, 1290, -330),
        side(3060, 1180, -330),
        side(3220, 1085, -320),
        bend=150,
        outer=38,
    )
    upper = tube(
        side(2165, 940, -545),
        side(2480, 868, -390),
        side(2920, 856, -380),
        side(3230, 905, -320),
        bend=150,
        outer=38,
    )
    posts = [
        tube(side(2560, 1300, -330), side(2560, 860, -385), outer=34),
        tube(side(3060, 1182, -330), side(3040, 872, -370), outer=32),
        tube(side(2575, 1285, -332), side(3030, 885, -372), outer=28),
    ]
    cross = [
        tube(side(x, y, -w), side(x, y, w), outer=32)
        for x, y, w in ((2560, 862, 385), (3060, 1182, 330), (3215, 903, 322), (3210, 1092, 320))
    ]
    return painted(INK, both(lower, upper, *posts), cross)


@part("FH-110-004")
def main_hoop() -> list[Solid]:
    hoop = tube(
        side(2200, 1350, SILL),
        side(2090, 185, -505),
        side(2090, 185, 505),
        side(2200, 1350, -SILL),
        bend=150,
        wall=2.5,
    )
    belt_bar = tube(side(2147, 760, -524), side(2147, 760, 524), wall=2.5)
    cross = tube(side(2165, 945, -530), side(2105, 345, 495), outer=34, wall=2)
    return painted(INK, hoop, belt_bar, cross)


def _side_hoop() -> Solid:
    return tube(
        side(1180, 1350, SILL),
        side(1118, 775, -562),
        side(1470, 228, -528),
        side(1640, 176, -480),
        side(2085, 184, -372),
        bend=170,
        outer=40,
        wall=3,
    )


@part("FH-110-005")
def side_hoop_left() -> list[Solid]:
    return painted(INK, both(_side_hoop())[1:])


@part("FH-110-006")
def side_hoop_right() -> list[Solid]:
    return painted(INK, _side_hoop())


@part("FH-110-007")
def rear_stays() -> list[Solid]:
    stay = tube(side(2095, 235, -502), side(2880, 845, -385), outer=38, wall=2.5)
    brace = tube(side(2140, 280, -490), side(2800, 790, 380), outer=30)
    return painted(INK, both(stay), brace)


def _side_bar() -> list[Solid]:
    bar = tube(
        side(1145, 930, -565),
        side(1340, 1075, -578),
        side(1900, 1095, -578),
        side(2170, 960, -552),
        bend=200,
        outer=38,
    )
    post = tube(side(1690, 1092, -578), side(1690, 1350, -562), outer=30)
    return [bar, post]


@part("FH-110-008")
def side_bar_left() -> list[Solid]:
    return painted(INK, both(*_side_bar())[2:])


@part("FH-110-009")
def side_bar_right() -> list[Solid]:
    return painted(INK, _side_bar())


@part("FH-110-010")
def dash_tube() -> list[Solid]:
    return painted(INK, tube(side(1150, 800, -548), side(1150, 800, 548), outer=34))


@part("FH-140-001")
def front_bumper() -> list[Solid]:
    loop = tube(
        side(255, 1205, -215),
        side(70, 1182, -215),
        side(26, 1058, -215),
        side(66, 930, -215),
        side(255, 905, -215),
        bend=62,
        outer=36,
    )
    cross = [tube(side(x, y, -300), side(x, y, 300), outer=36) for x, y in ((44, 1120), (44, 1000))]
    return painted(INK, both(loop), cross)


@part("FH-140-002")
def rear_bumper() -> list[Solid]:
    loop = tube(
        side(3225, 905, -300),
        side(3345, 926, -300),
        side(3378, 1005, -300),
        side(3320, 1092, -300),
        side(3215, 1098, -300),
        bend=48,
        outer=34,
    )
    cross = tube(side(3370, 985, -480), side(3370, 985, 480), outer=36)
    return painted(INK, both(loop), cross)


@part("FH-120-001", places=tuple((x, 0, z, s) for x, z in ((0, 0), (925, 0)) for s in (1, -1)))
def gusset() -> list[Solid]:
    x, _, z = side(1170, 800)
    body = plate(
        (x, z),
        (x + 85, z),
        (x + 70, z - 22),
        (x + 22, z - 70),
        (x, z - 85),
        thick=5,
        plane=Plane.XZ.offset(545),
    )
    return painted(STEEL, body - disc((x + 30, -545, z - 30), 20, 20))


@part("FH-120-002", places=tuple((x, 0, z, s) for x in (0, 330) for z in (0, 140) for s in (1, -1)))
def wishbone_bracket() -> list[Solid]:
    x, z = -165, 345
    ear = plate(
        (x - 26, z + 38),
        (x + 26, z + 38),
        (x + 20, z - 14),
        (x, z - 26),
        (x - 20, z - 14),
        thick=4,
        plane=Plane.XZ.offset(305),
        corner=6,
    )
    other = Pos(0, 34, 0) * ear
    back = box((x, -288, z + 36), (52, 38, 4))
    hole = disc((x, -288, z), 12.2, 90)
    return painted(STEEL, ear - hole, other - hole, back)


@part("FH-120-003", places=tuple((x, y, 0, s) for x, y in ((0, 0), (2030, 10)) for s in (1, -1)))
def strut_mount() -> list[Solid]:
    x, y, z = 30, -345, 815
    cheek = plate(
        (x - 45, z + 45),
        (x + 45, z + 45),
        (x + 30, z - 20),
        (x, z - 34),
        (x - 30, z - 20),
        thick=5,
        plane=Plane.XZ.offset(-y - 25),
        corner=8,
    )
    other = Pos(0, -50, 0) * cheek
    hole = disc((x, y, z), 14.2, 120)
    return painted(STEEL, cheek - hole, other - hole, box((x, y, z + 44), (90, 55, 5)))


@part("FH-130-001")
def floor_panel() -> list[Solid]:
    x0, x1 = side(1170, 0)[0], side(2230, 0)[0]
    sheet = plate(
        (x0, -300),
        (x0 + 60, -545),
        (x1 - 60, -545),
        (x1, -380),
        (x1, 380),
        (x1 - 60, 545),
        (x0 + 60, 545),
        (x0, 300),
        thick=2,
        plane=Plane.XY.offset(354),
    )
    beads = [box((x, 0, 356), (24, 900, 4), 10) for x in range(700, 1600, 180)]
    holes = [disc((x, y, 354), 30, 20, "z") for x in (800, 1520) for y in (-480, 480)]
    for hole in holes:
        sheet = sheet - hole
    return painted(ALU, sheet, beads)


@part("FH-130-002")
def skid_plate() -> list[Solid]:
    flat = box((150, 0, 318), (520, 520, 4), 20)
    nose = box((-235, 0, 362), (300, 500, 4), 20).rotate(Axis((-95, 0, 318), (0, 1, 0)), 24)
    slots = [box((x, y, 318), (90, 26, 30), 12) for x in (30, 160, 290) for y in (-140, 0, 140)]
    for slot in slots:
        flat = flat - slot
    return painted(ALU, flat, nose)


@part("FH-130-003")
def tunnel_panel() -> list[Solid]:
    ribs = both(box((1110, -118, 400), (880, 2, 88)))
    return painted(ALU, box((1110, 0, 445), (880, 238, 2)), ribs, box((1110, 0, 449), (700, 60, 6), 20))


@part("FH-190-002")
def type_plate() -> list[Solid]:
    body = box((640, -300, 640), (1.5, 100, 60), 6, Axis.X)
    for y in (-342, -258):
        body = body - disc((640, y, 640), 4, 20, "x")
    return painted(ALU, body, box((639, -300, 640), (0.6, 78, 40)))
