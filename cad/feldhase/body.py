"""The open body: nose, tail, fenders, shields, dash, roof."""

from __future__ import annotations

from math import cos, pi, sin

from build123d import Axis, Face, Plane, Polyline, Shape, Solid, loft, make_face

from .parts import ALU, BLACK, BODY, GLASS, HERE, INK, MIRRORED, RUBBER, STEEL, painted, part
from .tubes import Point, arch, box, disc, plate, rod, shell, side, tube

PAIR = (HERE, MIRRORED)
Section = tuple[float, float, float, float, float]
"""One cross section of a cover: x, half width, height below, height above, roundness 0..1."""


def _section(x: float, half: float, low: float, high: float, round_: float) -> Face:
    """An arch-shaped face across the car: flat below, rounded shoulders above."""
    shoulder = round_ * min(half, high - low)
    turn = [(sin(k * pi / 6), cos(k * pi / 6)) for k in range(4)]
    left = [(half - shoulder + shoulder * s, high - shoulder + shoulder * c) for s, c in turn]
    spots = [*left, (half, low), (-half, low), *[(-y, z) for y, z in reversed(left)]]
    return make_face(Polyline(*[(x, y, z) for y, z in spots], close=True))


def _cover(*sections: Section) -> Shape:
    return loft([_section(*section) for section in sections], ruled=True)


def _shrunk(thick: float, *sections: Section) -> Shape:
    """The hollow of a cover: closed at the first section, open at the last and below."""
    first, last = sections[0][0], sections[-1][0]
    along = 1 if last > first else -1
    inner = [(x, half - thick, low - 30, high - thick, r) for x, half, low, high, r in sections]
    inner[0] = (first + along * thick, *inner[0][1:])
    inner[-1] = (last + along * 30, *inner[-1][1:])
    return _cover(*inner)


@part("FH-310-001")
def nose_cover() -> list[Solid]:
    sections = (
        (-432, 250, 620, 770, 0.55),
        (-330, 318, 600, 826, 0.6),
        (60, 372, 690, 905, 0.6),
        (440, 470, 700, 992, 0.55),
        (575, 556, 700, 1006, 0.5),
    )
    wheel = [disc((0, y, 340), 960, 300) for y in (-620, 620)]
    vents = [
        box((430, y, 850), (14, 60, 120)).rotate(Axis((430, y, 850), (0, 1, 0)), 12) for y in (-520, 520)
    ]
    skin = shell(_cover(*sections), _shrunk(2.2, *sections), *wheel, *vents)
    scoop = shell(
        _cover((100, 120, 900, 930, 0.5), (330, 150, 940, 1004, 0.6), (420, 150, 960, 1010, 0.6)),
        _shrunk(3, (100, 120, 900, 930, 0.5), (330, 150, 940, 1004, 0.6), (420, 150, 960, 1010, 0.6)),
    )
    return painted(BODY, skin, scoop)


@part("FH-310-002")
def tail_cover() -> list[Solid]:
    rings = (
        (1690, 545, 600, 868, 0.18),
        (1800, 552, 600, 892, 0.2),
        (2100, 545, 690, 908, 0.22),
        (2480, 500, 690, 904, 0.24),
        (2690, 430, 700, 872, 0.3),
        (2728, 400, 720, 840, 0.3),
    )
    wheel = [disc((2300, y, 340), 960, 300) for y in (-640, 640)]
    bed = box((2150, 0, 900), (800, 800, 160))
    vents = [box((1800, y, z), (90, 60, 10)) for y in (-552, 552) for z in (740, 765, 790)]
    open_front = box((1680, 0, 700), (60, 1000, 330))
    return painted(BODY, shell(_cover(*rings), _shrunk(3.4, *rings), *wheel, bed, *vents, open_front))


def _fender(x: float, begin: float, end: float) -> list[Solid]:
    centre = (x, -692, 340)
    band = arch(centre, 438, 3.5, 206, begin, end)
    lip = arch((x, -794, 340), 430, 16, 3.5, begin, end)
    ribs = [arch((x, y, 340), 442, 8, 14, begin + 6, end - 6) for y in (-740, -692, -644)]
    stay = tube((x, -600, 340 + 434), (x, -420, 340 + 400), outer=18, wall=2)
    return [*painted(BODY, band, lip, ribs), *painted(INK, stay)]


def _other_side(solids: list[Solid]) -> list[Solid]:
    return [solid for original in solids for solid in painted(original.paint, original.mirror(Plane.XZ))]


@part("FH-310-004")
def fender_front_right() -> list[Solid]:
    return _fender(0, 12, 148)


@part("FH-310-003")
def fender_front_left() -> list[Solid]:
    return _other_side(_fender(0, 12, 148))


@part("FH-310-006")
def fender_rear_right() -> list[Solid]:
    return _fender(2300, 32, 150)


@part("FH-310-005")
def fender_rear_left() -> list[Solid]:
    return _other_side(_fender(2300, 32, 150))


@part("FH-310-007", places=PAIR)
def side_shield() -> list[Solid]:
    spots = [
        side(x, y)
        for x, y in ((1195, 1085), (1400, 1125), (1880, 1135), (2150, 1060), (2192, 1340), (1205, 1340))
    ]
    sheet = plate(*[(x, z) for x, _, z in spots], thick=1.6, corner=30, plane=Plane.XZ.offset(590))
    for x in range(760, 1520, 90):
        sheet = sheet - disc((x, -590, 430), 26, 30)
    return painted(BODY, sheet, tube((700, -592, 500), (1570, -592, 500), outer=8, wall=4))


@part("FH-310-008", revision="B")
def dashboard() -> list[Solid]:
    rings = ((668, 535, 862, 985, 0.4), (600, 548, 850, 1002, 0.3), (560, 548, 860, 985, 0.3))
    tray = box((660, 0, 915), (60, 190, 60))
    screens = [disc((665, 340, 940), 130, 60, "x"), box((665, -330, 930), (60, 260, 70))]
    skin = shell(_cover(*rings), _shrunk(3, *rings), tray, *screens)
    pocket = shell(box((625, 0, 915), (66, 194, 64)), box((632, 0, 915), (66, 188, 58)))
    return [*painted(BLACK, skin), *painted(INK, pocket)]


@part("FH-310-009")
def bulkhead() -> list[Solid]:
    sheet = plate(
        (-500, 880),
        (500, 880),
        (545, 700),
        (420, 400),
        (-420, 400),
        (-545, 700),
        thick=1.8,
        corner=24,
        plane=Plane.YZ.offset(562),
    )
    for y, z, d in ((330, 655, 60), (285, 590, 44), (400, 590, 44), (-300, 760, 70), (-200, 470, 52)):
        sheet = sheet - disc((562, y, z), d, 30, "x")
    beads = [box((560, y, 560), (6, 16, 200), 6, Axis.X) for y in (-330, -110, 110)]
    return painted(ALU, sheet, beads)


@part("FH-310-010")
def wind_deflector() -> list[Solid]:
    home = Plane(origin=(625, 0, 1008), x_dir=(0, -1, 0), z_dir=(-0.832, 0, 0.555))
    pane = home * plate((-505, 0), (505, 0), (440, 190), (-440, 190), thick=4, corner=40, plane=Plane.XY)
    clips = [box((632, y, 1022), (26, 34, 26), 8, Axis.Y) for y in (-400, 0, 400)]
    return [*painted(GLASS, pane), *painted(BLACK, clips)]


@part("FH-310-011", places=PAIR)
def mirror_right() -> list[Solid]:
    arm = tube((650, -560, 935), (650, -640, 990), (662, -690, 1020), outer=16, wall=2.5, bend=40)
    head = box((668, -700, 1060), (58, 190, 118), 22, Axis.X)
    glass = box((698, -700, 1060), (4, 168, 98), 16, Axis.X)
    return [*painted(BLACK, arm, head), *painted(GLASS, glass)]


@part("FH-310-012")
def plate_bracket() -> list[Solid]:
    back = box((2790, 0, 620), (2, 532, 122), 10, Axis.X)
    lip = [box((2795, 0, z), (10, 532, 2)) for z in (559, 681)]
    feet = [box((2775, y, 668), (30, 30, 3)) for y in (-180, 180)]
    return painted(BLACK, back, lip, feet)


@part("FH-310-013", places=((0, 0, 0, 1), (0, 0, 0, -1), (2290, 0, 20, 1), (2290, 0, 20, -1)))
def mud_flap() -> list[Solid]:
    flap = box((418, -690, 348), (5, 200, 170), 30, Axis.X)
    for y in (-750, -630):
        flap = flap - disc((418, y, 415), 7, 30, "x")
    return painted(RUBBER, flap)


@part("FH-310-014", places=((0, 0, 0, 1), (0, 0, 0, -1), (470, -108, 70, 1), (470, -108, 70, -1)))
def bonnet_catch() -> list[Solid]:
    base = box((-120, -352, 800), (34, 3, 60), 8, Axis.Y)
    strap = tube((-120, -357, 775), (-120, -366, 800), (-120, -358, 832), outer=10, wall=5, bend=20)
    return [*painted(STEEL, base), *painted(RUBBER, strap)]


@part("FH-330-001")
def roof_panel() -> list[Solid]:
    rings = (
        (850, 490, 1540, 1556, 0.2),
        (930, 510, 1546, 1586, 0.3),
        (1250, 520, 1552, 1600, 0.3),
        (1600, 508, 1548, 1592, 0.3),
        (1640, 490, 1552, 1572, 0.3),
    )
    skin = shell(_cover(*rings), _shrunk(2.6, *rings))
    ribs = [box((1250, y, 1599), (620, 40, 7), 3, Axis.Z) for y in (-300, -100, 100, 300)]
    return painted(BODY, skin, ribs)


@part("FH-330-002", places=PAIR)
def roof_rail() -> list[Solid]:
    rail = box((1260, -505, 1544), (560, 24, 18), 6, Axis.X) - box((1260, -505, 1544), (600, 18, 12))
    return painted(ALU, rail)


@part("FH-330-003")
def windscreen() -> list[Solid]:
    home = Plane(origin=side(1100, 690), x_dir=(0, -1, 0), z_dir=(-0.845, 0, 0.535))
    pane = plate((-500, 0), (500, 0), (478, 600), (-478, 600), thick=4.4, corner=50, plane=Plane.XY)
    frame = plate(
        (-512, -12), (512, -12), (490, 612), (-490, 612), thick=8, corner=58, plane=Plane.XY
    ) - plate((-488, 12), (488, 12), (466, 588), (-466, 588), thick=40, corner=46, plane=Plane.XY)
    return [*painted(GLASS, home * pane), *painted(BLACK, home * frame)]


@part("FH-330-004")
def wiper() -> list[Solid]:
    a: Point = (560, -120, 1016)
    b: Point = (700, 160, 1250)
    motor = disc((575, -120, 985), 60, 90, "x")
    blade = rod((626, 120, 1130), (770, 200, 1370), 10)
    return [*painted(INK, motor), *painted(BLACK, rod(a, b, 12), blade)]
