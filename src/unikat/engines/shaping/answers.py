"""Reads the child's answer back into values, believing no type and no number in it."""

import math
from typing import Any, Literal

from unikat.engines.shaping.measures import Branch, Measures, PartMeasures, Triple
from unikat.engines.shaping.names import clean_name


class BadAnswer(ValueError):
    """The child's answer is not what the protocol promises: it crashed half-way or was taken over."""


def read_measures(raw: object) -> Measures:
    """Measures as the child wrote them; raises BadAnswer."""
    fields = _fields(raw)
    volume, centre = fields.get("volume_mm3"), fields.get("centre_mm")
    up: Literal["y", "z"] = "z" if fields.get("up") == "z" else "y"
    tolerance = fields.get("tolerance_mm")
    return Measures(
        closed=_truth(fields.get("closed")),
        volume_mm3=None if volume is None else _number(volume),
        centre_mm=None if centre is None else _triple(centre),
        low_mm=_triple(fields.get("low_mm")),
        high_mm=_triple(fields.get("high_mm")),
        triangles=_count(fields.get("triangles")),
        instances=_count(fields.get("instances")),
        up=up,
        unit=clean_name(fields.get("unit")),
        unit_stated=_truth(fields.get("unit_stated")),
        tolerance_mm=None if tolerance is None else _number(tolerance),
        parts=tuple(_part(item) for item in _items(fields.get("parts"))),
    )


def read_tree(raw: object) -> tuple[Branch, ...]:
    """The tree as the child wrote it, parents before children; raises BadAnswer."""
    found: list[Branch] = []
    for item in _items(raw):
        fields = _fields(item)
        parent, part = fields.get("parent"), fields.get("part")
        if parent is not None and _count(parent) >= len(found):
            raise BadAnswer("parent")
        found.append(Branch(clean_name(fields.get("name")), parent, None if part is None else _count(part)))
    return tuple(found)


def read_names(raw: object) -> tuple[str, ...]:
    """A list of short names; raises BadAnswer."""
    return tuple(clean_name(item) for item in _items(raw))


def read_size(raw: object) -> tuple[str, int, int]:
    """Format, width and height of a picture; raises BadAnswer."""
    fields = _fields(raw)
    return clean_name(fields.get("format")), _count(fields.get("width")), _count(fields.get("height"))


def _part(raw: object) -> PartMeasures:
    fields = _fields(raw)
    volume = fields.get("volume_mm3")
    return PartMeasures(
        name=clean_name(fields.get("name")),
        placed=_count(fields.get("placed")),
        triangles=_count(fields.get("triangles")),
        closed=_truth(fields.get("closed")),
        volume_mm3=None if volume is None else _number(volume),
    )


def _fields(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise BadAnswer("object")
    return raw


def _items(raw: object) -> list[Any]:
    if not isinstance(raw, list):
        raise BadAnswer("list")
    return raw


def _truth(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise BadAnswer("truth")
    return raw


def _count(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw < 2**53:
        raise BadAnswer("count")
    return raw


def _number(raw: object) -> float:
    if not isinstance(raw, int | float) or isinstance(raw, bool) or not math.isfinite(raw):
        raise BadAnswer("number")
    return float(raw)


def _triple(raw: object) -> Triple:
    if not isinstance(raw, list) or len(raw) != 3:
        raise BadAnswer("triple")
    return (_number(raw[0]), _number(raw[1]), _number(raw[2]))
