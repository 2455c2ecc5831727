"""Makes STEP text lean: equal points, directions and surfaces are written once, numbers without noise."""

from __future__ import annotations

import re

SHARED = [
    "CARTESIAN_POINT",
    "DIRECTION",
    "VECTOR",
    "AXIS2_PLACEMENT_3D",
    "LINE",
    "CIRCLE",
    "PLANE",
    "CYLINDRICAL_SURFACE",
    "TOROIDAL_SURFACE",
    "SPHERICAL_SURFACE",
    "CONICAL_SURFACE",
    "COLOUR_RGB",
    "DRAUGHTING_PRE_DEFINED_COLOUR",
    "FILL_AREA_STYLE_COLOUR",
    "FILL_AREA_STYLE",
    "SURFACE_STYLE_FILL_AREA",
    "SURFACE_SIDE_STYLE",
    "SURFACE_STYLE_USAGE",
    "CURVE_STYLE",
    "DRAUGHTING_PRE_DEFINED_CURVE_FONT",
    "PRESENTATION_STYLE_ASSIGNMENT",
]
STYLES = "MECHANICAL_DESIGN_GEOMETRIC_PRESENTATION_REPRESENTATION("
NUMBER = re.compile(r"'(?:[^']|'')*'|(?<![#\w.])-?\d+\.\d*(?:E[+-]?\d+)?")
"""A real number, or a whole string, which stays as it is."""


def lean(text: str) -> str:
    """The same model in fewer bytes; topology stays as it is, so no two bodies grow together."""
    head, data, tail = re.split(r"(?<=\nDATA;\n)|(?=ENDSEC;\nEND-ISO)", text)
    entities = [re.sub(r"\s*\n\s*", "", entity) for entity in data.split(";\n") if entity.strip()]
    rows = [entity.split(" = ", 1) for entity in entities]
    rows = [(name, NUMBER.sub(_short, re.sub(r"(?<=[,(])\s+|\s+(?=[,()])", "", body))) for name, body in rows]
    rows = _styles_in_order(rows)
    while True:
        first: dict[str, str] = {}
        again: dict[str, str] = {}
        for name, body in rows:
            if body.split("(", 1)[0] in SHARED and first.setdefault(body, name) != name:
                again[name] = first[body]
        if not again:
            break
        rows = [(name, _pointed(body, again)) for name, body in rows if name not in again]
    numbers = {name: f"#{index}" for index, (name, _) in enumerate(rows, 1)}
    lines = [f"{numbers[name]}={_pointed(body, numbers)};" for name, body in rows]
    return head + "\n".join(lines) + "\n" + tail


def _styles_in_order(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The kernel writes the colours of bodies in an order of chance; here they follow their bodies."""
    starts = [index for index, (_, body) in enumerate(rows) if body.startswith(STYLES)]
    if not starts:
        return rows
    blocks = [rows[a:b] for a, b in zip(starts, [*starts[1:], len(rows)], strict=True)]
    blocks.sort(key=lambda block: int(re.findall(r"#(\d+)", block[0][1])[-1]))
    return [*rows[: starts[0]], *(row for block in blocks for row in block)]


def _pointed(body: str, names: dict[str, str]) -> str:
    return re.sub(r"#\d+", lambda match: names.get(match[0], match[0]), body)


def _short(match: re.Match[str]) -> str:
    """A number with nine digits after the point at most, which is a picometre."""
    if match[0].startswith("'"):
        return match[0]
    value = f"{float(match[0]):.9f}".rstrip("0")
    return "0." if float(value) == 0 else value
