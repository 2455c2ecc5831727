"""The register of drawn parts: number, function, colours, places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from build123d import Color, Compound, Shape, Solid

INK = "#3b4148"
STEEL = "#8d949b"
ALU = "#c6cbd0"
BODY = "#d9c7a0"
RED = "#c4260b"
BLUE = "#2f5f9f"
RUBBER = "#26282c"
BLACK = "#17191d"
GLASS = "#b9d3dd"
AMBER = "#e09a2b"
BRASS = "#b98f3f"
WOOD = "#c99f68"
CLOTH = "#5a5f52"
WHITE = "#eeebe2"

Place = tuple[float, float, float, int]
"""Shift in x, y, z after mirroring y by +1 or -1."""
HERE: Place = (0, 0, 0, 1)
MIRRORED: Place = (0, 0, 0, -1)


@dataclass(frozen=True)
class Drawn:
    """One drawn part: a function that makes it, and every place where it stands in the car."""

    number: str
    revision: str
    make: Callable[[], list[Solid]]
    places: tuple[Place, ...]


DRAWN: dict[str, Drawn] = {}


def part(
    number: str, *, places: tuple[Place, ...] = (HERE,), revision: str = "A"
) -> Callable[[Callable[[], list[Solid]]], Callable[[], list[Solid]]]:
    """Registers a function as the drawing of part `number` in `revision`."""

    def register(make: Callable[[], list[Solid]]) -> Callable[[], list[Solid]]:
        DRAWN[f"{number}-{revision}"] = Drawn(number, revision, make, places)
        return make

    return register


def painted(colour: str, *shapes: Shape | Iterable[Shape]) -> list[Solid]:
    """All solids of the shapes, in one colour."""
    solids: list[Solid] = []
    for shape in shapes:
        for single in [shape] if isinstance(shape, Shape) else list(shape):
            solids += [single] if isinstance(single, Solid) else list(single.solids())
    for solid in solids:
        solid.paint = colour
    return solids


def compound(drawn: Drawn, title: str) -> Compound:
    """The part as one named product, with one body of solids per colour below it, ready for STEP."""
    by_paint: dict[str, list[Solid]] = {}
    for solid in drawn.make():
        by_paint.setdefault(solid.paint, []).append(solid)
    bodies = []
    for index, (paint, solids) in enumerate(by_paint.items(), 1):
        for solid in solids:
            solid.label, solid.color = "", None
        body = Compound(solids, label=f"{drawn.number}.{index}")
        body.color = Color(paint)
        bodies.append(body)
    label = f"{drawn.number} {title}".replace("×", "x")
    if len(bodies) == 1:
        bodies[0].label = label
        return bodies[0]
    return Compound(children=bodies, label=label)
