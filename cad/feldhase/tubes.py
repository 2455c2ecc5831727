"""Tubes, plates and rings: the nouns from which most of the car is made."""

from __future__ import annotations

from math import cos, radians, sin

from build123d import (
    Axis,
    Box,
    Circle,
    Cylinder,
    Edge,
    Face,
    FilletPolyline,
    Location,
    Plane,
    Polyline,
    Pos,
    Shape,
    Solid,
    Transition,
    Vector,
    Wire,
    extrude,
    make_face,
    mirror,
    revolve,
    sweep,
)

Point = tuple[float, float, float]
FRONT_AXLE_X, GROUND_Y = 560, 1700


def side(x: float, y: float, across: float = 0.0) -> Point:
    """A point read off the side view drawing, in car coordinates."""
    return (x - FRONT_AXLE_X, across, GROUND_Y - y)


def tube(*points: Point, outer: float = 42, wall: float = 2, bend: float = 0) -> Solid:
    """A round tube along the points; `bend` is the radius of its middle line at the corners."""
    bent = bend and len(points) > 2
    path = FilletPolyline(*points, radius=bend) if bent else Polyline(*points)
    inner = outer / 2 - wall
    profile = Circle(outer / 2) - Circle(inner) if inner > 0 else Circle(outer / 2)
    corner = Transition.TRANSFORMED if bend else Transition.RIGHT
    return sweep(sections=(path ^ 0) * profile, path=path, transition=corner).solids()[0]


def loop(y: float, *outline: tuple[float, float], outer: float, wall: float, bend: float) -> Solid:
    """A closed ring of tube in the plane y, through points (x, z)."""
    path = Plane.XZ.offset(-y) * FilletPolyline(*outline, radius=bend, close=True)
    profile = Circle(outer / 2) - Circle(outer / 2 - wall)
    return sweep(sections=(path ^ 0) * profile, path=path).solids()[0]


def rod(start: Point, end: Point, diameter: float) -> Solid:
    """A full round bar from start to end."""
    return tube(start, end, outer=diameter, wall=diameter / 2)


def both(*shapes: Shape) -> list[Shape]:
    """The shapes, and the same on the other side of the car."""
    return [*shapes, *(mirror(shape, about=Plane.XZ) for shape in shapes)]


def plate(*outline: tuple[float, float], thick: float, plane: Plane = Plane.XZ, corner: float = 0) -> Solid:
    """A flat sheet: its outline in a plane, grown by `thick` to both sides of it in halves."""
    wire = FilletPolyline(*outline, radius=corner, close=True) if corner else Polyline(*outline, close=True)
    face = plane * make_face(wire)
    return extrude(face, amount=thick / 2, both=True).solids()[0]


def box(centre: Point, size: Point, corner: float = 0, along: Axis = Axis.Z) -> Solid:
    """A block; `corner` rounds the edges along one axis."""
    block = Pos(*centre) * Box(*size)
    if corner:
        block = block.fillet(corner, block.edges().filter_by(along))
    return block.solids()[0]


def disc(centre: Point, diameter: float, thick: float, axis: str = "y", bore: float = 0) -> Solid:
    """A disc or ring across an axis."""
    body = Cylinder(diameter / 2, thick)
    if bore:
        body -= Cylinder(bore / 2, thick * 2)
    turn = {"x": (0, 90, 0), "y": (90, 0, 0), "z": (0, 0, 0)}[axis]
    return (Location(centre, turn) * body).solids()[0]


def turned(centre: Point, *profile: tuple[float, float]) -> Solid:
    """A body turned about the y axis through `centre`; the profile is (radius, offset in y)."""
    face = make_face(Polyline(*[(radius, offset, 0) for radius, offset in profile], close=True))
    return (Pos(*centre) * revolve(face, Axis.Y)).solids()[0]


def around(centre: Point, radius: float, count: int, start: float = 0) -> list[Point]:
    """Points on a circle about the y axis through `centre`."""
    angles = [radians(start + 360 * index / count) for index in range(count)]
    return [(centre[0] + radius * cos(a), centre[1], centre[2] + radius * sin(a)) for a in angles]


def arch(centre: Point, radius: float, thick: float, wide: float, begin: float, end: float) -> Solid:
    """A band bent about the y axis, from one angle to another (degrees, counted from +x towards +z)."""
    inner, outer = radius - thick / 2, radius + thick / 2

    def curve(r: float, a: float, b: float) -> Edge:
        mid = (a + b) / 2
        spots = [(r * cos(radians(t)), 0, r * sin(radians(t))) for t in (a, mid, b)]
        return Edge.make_three_point_arc(*[Vector(*spot) for spot in spots])

    first, second = curve(outer, begin, end), curve(inner, end, begin)
    ring = Wire([first, Edge.make_line(first @ 1, second @ 0), second, Edge.make_line(second @ 1, first @ 0)])
    band = extrude(Face(ring), amount=wide / 2, both=True, dir=(0, 1, 0))
    return (Pos(*centre) * band).solids()[0]


def shell(outer: Shape, inner: Shape, *cuts: Shape) -> list[Solid]:
    """What stays of a body when the inner one and the cuts are taken away."""
    left = outer - inner
    for cut in cuts:
        left = left - cut
    return list(left.solids())
