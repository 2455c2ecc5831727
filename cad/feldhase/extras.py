"""What you add: tow bar, winch and front frame, light bar, pennant, spare wheel, cargo cover."""

from __future__ import annotations

from math import cos, pi, sin

from build123d import Axis, Plane, Pos, Solid, Sphere

from .parts import ALU, BLACK, CLOTH, GLASS, INK, RED, RUBBER, STEEL, painted, part
from .tubes import around, both, box, disc, plate, rod, tube, turned
from .wheels import WHITE_STEEL


@part("FH-810-001")
def tow_frame() -> list[Solid]:
    cross = tube((2620, -345, 500), (2620, 345, 500), outer=60, wall=4)
    arms = both(tube((2450, -325, 530), (2620, -325, 505), outer=40, wall=3))
    socket = box((2670, 0, 486), (120, 80, 66), 10, Axis.X) - box((2690, 0, 486), (160, 62, 48))
    webs = [
        plate((2610, 470), (2690, 455), (2690, 470), (2625, 530), thick=6, plane=Plane.XZ.offset(-y))
        for y in (-42, 42)
    ]
    ends = both(
        plate(
            (2570, 455), (2660, 455), (2650, 560), (2580, 560), thick=6, corner=14, plane=Plane.XZ.offset(348)
        )
    )
    return painted(INK, cross, arms, socket, webs, ends)


@part("FH-810-002")
def ball_neck() -> list[Solid]:
    neck = tube(
        (2680, 0, 486),
        (2830, 0, 486),
        (2880, 0, 400),
        (2910, 0, 420),
        (2910, 0, 462),
        outer=38,
        wall=19,
        bend=24,
    )
    ball = Pos(2910, 0, 486) * Sphere(25)
    pin = rod((2715, -58, 486), (2715, 58, 486), 16)
    return [*painted(INK, neck), *painted(STEEL, ball, pin)]


@part("FH-810-003")
def trailer_socket() -> list[Solid]:
    body = disc((2790, 180, 480), 62, 50, "x")
    lid = box((2818, 180, 486), (8, 66, 70), 14, Axis.X)
    return [*painted(BLACK, body, lid), *painted(INK, box((2760, 180, 500), (10, 80, 90), 8, Axis.X))]


@part("FH-820-001")
def front_frame() -> list[Solid]:
    loop = tube(
        (-300, -300, 490),
        (-500, -300, 470),
        (-520, -300, 640),
        (-520, 300, 640),
        (-500, 300, 470),
        (-300, 300, 490),
        outer=42,
        wall=2.5,
        bend=70,
    )
    uprights = [tube((-508, y, 470), (-512, y, 640), outer=32, wall=2.5) for y in (-165, 165)]
    low = tube((-502, -300, 472), (-502, 300, 472), outer=38, wall=2.5)
    stays = both(tube((-515, -290, 620), (-310, -255, 760), outer=30, wall=2.5))
    # the four points that take 16 kN
    feet = both(
        *[box((-305, -300, z), (10, 90, 80), 12, Axis.X) for z in (490,)],
        *[box((-312, -255, z), (10, 80, 70), 12, Axis.X) for z in (762,)],
    )
    return painted(INK, loop, uprights, low, stays, feet)


@part("FH-820-002")
def winch() -> list[Solid]:
    c = (-450, 0, 548)
    drum = turned(c, (0, -90), (66, -90), (66, -82), (34, -82), (34, 82), (66, 82), (66, 90), (0, 90))
    rope = [disc((c[0], y, c[2]), 118 - 6 * (abs(y) > 60), 13) for y in range(-72, 73, 14)]
    motor = disc((c[0], -172, c[2]), 112, 150)
    gear = disc((c[0], 152, c[2]), 126, 110)
    bolts = [disc((x, 210, z), 12, 10) for x, _, z in around((c[0], 210, c[2]), 50, 6)]
    ties = [rod((c[0] + dx, -95, c[2] + 62), (c[0] + dx, 95, c[2] + 62), 16) for dx in (-34, 34)]
    lever = box((c[0] - 20, 216, c[2] + 20), (16, 10, 70), 5, Axis.Y)
    line = rod((c[0] - 20, 10, c[2] - 55), (-590, 10, 540), 9)
    hook = tube(
        (-590, 10, 540), (-625, 10, 538), (-640, 10, 505), (-612, 10, 492), outer=15, wall=7.5, bend=14
    )
    return [
        *painted(BLACK, motor, gear),
        *painted(INK, drum, ties),
        *painted(STEEL, rope, bolts, line),
        *painted(RED, lever, hook),
    ]


@part("FH-820-003")
def winch_carrier() -> list[Solid]:
    base = box((-450, 0, 478), (170, 470, 8), 14)
    for x in (-500, -400):
        for y in (-190, -70, 70, 190):
            base = base - disc((x, y, 478), 12.5, 40, "z")
    front = box((-532, 0, 536), (8, 330, 116), 12, Axis.X) - box((-532, 0, 540), (30, 190, 44), 12, Axis.X)
    webs = [
        plate((-530, 482), (-375, 482), (-530, 590), thick=6, plane=Plane.XZ.offset(-y)) for y in (-232, 232)
    ]
    return painted(STEEL, base, front, webs)


@part("FH-820-004")
def fairlead() -> list[Solid]:
    body = box((-548, 0, 540), (24, 250, 74), 20, Axis.X) - box((-548, 0, 540), (60, 150, 26), 12, Axis.X)
    for y in (-105, 105):
        body = body - disc((-548, y, 540), 13, 60, "x")
    return painted(ALU, body)


@part("FH-820-005")
def winch_switch() -> list[Solid]:
    case = box((-200, 0, 600), (90, 150, 70), 12)
    cable = [
        tube((-245, s * 40, 600), (-330, s * 40, 600), (-400, s * 120, 580), outer=14, wall=7, bend=30)
        for s in (-1, 1)
    ]
    return [
        *painted(BLACK, case),
        *painted(RED, cable[0], box((-200, 30, 638), (26, 16, 10), 4)),
        *painted(INK, cable[1]),
    ]


@part("FH-830-001")
def light_bar() -> list[Solid]:
    bar = tube(
        (915, -490, 1560),
        (895, -490, 1612),
        (890, -430, 1622),
        (890, 430, 1622),
        (895, 490, 1612),
        (915, 490, 1560),
        outer=34,
        wall=3,
        bend=26,
    )
    feet = both(box((915, -490, 1556), (70, 50, 8), 10))
    return painted(INK, bar, feet)


@part("FH-830-002", places=tuple((0, dy, 0, 1) for dy in (0, 200, 400, 600)))
def driving_lamp() -> list[Solid]:
    x, y, z = 868, -300, 1690
    bowl = disc((x + 14, y, z), 128, 40, "x")
    back = disc((x + 46, y, z), 90, 26, "x")
    glass = disc((x - 9, y, z), 112, 8, "x")
    foot = box((x + 20, y, z - 66), (36, 40, 12), 6)
    cross = [box((x - 14, y, z), (3, 100, 5)), box((x - 14, y, z), (3, 5, 100))]
    return [*painted(BLACK, bowl, back, foot), *painted(GLASS, glass), *painted(INK, cross)]


@part("FH-840-001")
def pennant_mast() -> list[Solid]:
    mast = tube(
        (2640, 300, 880), (2650, 300, 1300), (2700, 300, 1560), (2790, 300, 1790), outer=11, wall=3, bend=600
    )
    foot = disc((2640, 300, 884), 44, 16, "z")
    spring = [disc((2640 + 0.3 * k, 300, 900 + 9 * k), 22, 5, "z") for k in range(6)]
    return [*painted(BLACK, mast, foot), *painted(STEEL, spring)]


@part("FH-840-002")
def pennant() -> list[Solid]:
    cloth = plate(
        (2785, 1792),
        (2925, 1752),
        (2895, 1738),
        (2918, 1700),
        (2757, 1700),
        thick=1.2,
        plane=Plane.XZ.offset(-300),
    )
    seam = rod((2789, 300, 1794), (2755, 300, 1698), 13)
    return [*painted(RED, cloth), *painted(WHITE_STEEL, seam)]


@part("FH-850-001")
def spare_bracket() -> list[Solid]:
    posts = both(tube((2700, -120, 840), (2800, -120, 900), (2800, -60, 1180), outer=30, wall=1.8, bend=50))
    pad = disc((2812, 0, 1190), 190, 4, "x", bore=50)
    for k in range(4):
        pad = pad - disc(
            (2812, 50 * cos(k * pi / 2 + pi / 4), 1190 + 50 * sin(k * pi / 2 + pi / 4)), 13, 60, "x"
        )
    foot = box((2700, 0, 842), (80, 300, 4), 14)
    return painted(INK, posts, pad, foot)


@part("FH-850-002")
def spare_wheel() -> list[Solid]:
    centre = (0, 0, 0)
    tyre = turned(
        centre,
        (180, -52),
        (214, -66),
        (300, -66),
        (326, -50),
        (334, -22),
        (334, 22),
        (326, 50),
        (300, 66),
        (214, 66),
        (180, 52),
        (180, 40),
        (212, 56),
        (296, 56),
        (318, 40),
        (318, -40),
        (296, -56),
        (212, -56),
        (180, -40),
    )
    rim = turned(
        centre,
        (192, -54),
        (178, -50),
        (160, -20),
        (160, 20),
        (178, 50),
        (192, 54),
        (188, 58),
        (174, 54),
        (156, 22),
        (156, -22),
        (174, -54),
        (188, -58),
    )
    dish = disc(centre, 318, 4)
    for x, _, z in around(centre, 110, 8):
        dish = dish - disc((x, 0, z), 36, 30)
    for x, _, z in around(centre, 50, 4, 45):
        dish = dish - disc((x, 0, z), 14, 30)
    return [
        solid
        for colour, solids in ((RUBBER, [tyre]), (WHITE_STEEL, [rim, dish]))
        for solid in painted(colour, [Pos(2872, 0, 1190) * one.rotate(Axis.Z, 90) for one in solids])
    ]


@part("FH-860-001")
def tarpaulin() -> list[Solid]:
    sheet = box((2150, 0, 992), (790, 770, 3), 60)
    hem = box((2150, 0, 972), (794, 774, 40), 62) - box((2150, 0, 972), (790, 770, 100), 60)
    eyes = [disc((2150 + dx, s * 388, 966), 20, 5) for dx in (-270, -90, 90, 270) for s in (-1, 1)]
    folds = [box((2150, y, 995), (700, 14, 6), 2) for y in (-220, 0, 220)]
    return [*painted(CLOTH, sheet, hem, folds), *painted(ALU, eyes)]
