"""FeatureIDE XML: a tree of and, or and alternative features, and rules as nested elements."""

from __future__ import annotations

from itertools import combinations
from typing import Literal

from unikat.engines.configuring.expressions import Expression
from unikat.engines.configuring.features import FeatureGroup, FeatureRule
from unikat.engines.configuring.languages.growing import Growing
from unikat.engines.configuring.languages.limits import Reading
from unikat.engines.configuring.languages.xml_tree import Element

_KINDS = ("and", "or", "alt", "feature")
_SIDE = ("description", "graphics", "attribute", "property", "tags", "calculations")
"""What does not change which configurations exist."""


def read_featureide(root: Element) -> Reading:
    """The model of a FeatureIDE file; constructs that are not understood are listed."""
    growing = Growing()
    struct = root.first("struct")
    tops = [] if struct is None else [child for child in struct.children if child.tag in _KINDS]
    if struct is None or len(tops) != 1:
        raise (struct or root).error("expected", wanted="one root feature", found="</struct>")
    _read_tree(growing, tops[0])
    constraints = root.first("constraints")
    for rule in () if constraints is None else constraints.children:
        parts = [child for child in rule.children if child.tag not in _SIDE]
        if rule.tag != "rule" or len(parts) != 1:
            growing.skip(rule.line, rule.column, f"<{rule.tag}> with {len(parts)} formulas")
            continue
        growing.rule(FeatureRule(_formula(growing, parts[0]), rule.line), rule.column)
    return growing.finished("FeatureIDE XML")


def _read_tree(growing: Growing, top: Element) -> None:
    waiting = [(top, growing.feature(top.attribute("name"), top.line, top.column))]
    for element, number in waiting:
        members: list[int] = []
        must: list[int] = []
        for child in element.children:
            if child.tag not in _KINDS:
                if child.tag not in _SIDE:
                    growing.skip(child.line, child.column, f"<{child.tag}>")
                continue
            of_child = growing.feature(child.attribute("name"), child.line, child.column)
            waiting.append((child, of_child))
            (must if child.attributes.get("mandatory") == "true" else members).append(of_child)
        both = sorted([*must, *members])
        if not both:
            continue
        if element.tag == "feature":
            raise element.error("unexpected", found="A feature inside <feature>")
        if element.tag == "and":
            if must:
                growing.groups.append(FeatureGroup(number, len(must), len(must), tuple(must)))
            if members:
                growing.groups.append(FeatureGroup(number, 0, len(members), tuple(members)))
        else:
            most = 1 if element.tag == "alt" else len(both)
            growing.groups.append(FeatureGroup(number, 1, most, tuple(both)))


_OPERATORS: dict[str, tuple[Literal["not", "and", "or", "implies", "same"], int, int]] = {
    "not": ("not", 1, 1),
    "conj": ("and", 1, 10**6),
    "disj": ("or", 1, 10**6),
    "imp": ("implies", 2, 2),
    "eq": ("same", 2, 2),
}


def _formula(growing: Growing, element: Element) -> Expression:
    """The expression of one element; its depth is bounded by the depth of the XML."""
    if element.tag == "var":
        if element.text not in growing.number:
            raise element.error("unknown-feature", found=element.text)
        return Expression("code", code=element.text)
    parts = tuple(_formula(growing, child) for child in element.children if child.tag not in _SIDE)
    if element.tag == "atmost1":
        pairs = (Expression("not", (Expression("and", pair),)) for pair in combinations(parts, 2))
        return Expression("and", tuple(pairs))
    if element.tag not in _OPERATORS:
        raise element.error("unexpected", found=f"<{element.tag}>")
    operator, least, most = _OPERATORS[element.tag]
    if not least <= len(parts) <= most:
        raise element.error("expected", wanted="a formula", found=f"</{element.tag}>")
    return parts[0] if operator in ("and", "or") and len(parts) == 1 else Expression(operator, parts)
