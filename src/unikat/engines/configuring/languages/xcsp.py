"""XCSP 2.1 with extensional tables: variables with listed values, and rows that are allowed or forbidden together."""

from __future__ import annotations

from unikat.engines.configuring.features import FeatureGroup, Table
from unikat.engines.configuring.languages.growing import Growing
from unikat.engines.configuring.languages.limits import MOST_FEATURES, MOST_ROWS, Reading
from unikat.engines.configuring.languages.xml_tree import Element

Relation = tuple[bool, list[list[int]]]
"""Whether the rows are allowed, and the rows."""


def read_xcsp(root: Element) -> Reading:
    """Every variable a group that takes exactly one of its values, named `variable=value`."""
    growing = Growing()
    growing.feature("", root.line, root.column)
    domains = {domain.attribute("name"): _domain(domain) for domain in _all(root, "domains", "domain")}
    values: dict[str, dict[int, int]] = {}
    for variable in _all(root, "variables", "variable"):
        name = variable.attribute("name")
        if name in values:
            raise variable.error("double-feature", found=name)
        if variable.attribute("domain") not in domains:
            raise variable.error("unknown-feature", found=variable.attributes["domain"])
        values[name] = {
            value: growing.feature(f"{name}={value}", variable.line, variable.column)
            for value in domains[variable.attributes["domain"]]
        }
        growing.groups.append(FeatureGroup(0, 1, 1, tuple(values[name].values())))
    _read_tables(growing, root, values)
    return growing.finished("XCSP 2.1", hidden_root=True)


def _all(root: Element, section: str, tag: str) -> list[Element]:
    found = root.first(section)
    return [] if found is None else list(found.named(tag))


def _domain(domain: Element) -> list[int]:
    values: dict[int, None] = {}
    for word in domain.text.split():
        first, dots, last = word.partition("..")
        low, high = _whole(domain, first), _whole(domain, last if dots else first)
        if high - low + len(values) > MOST_FEATURES:
            raise domain.error("too-many-features", limit=MOST_FEATURES)
        values.update(dict.fromkeys(range(low, high + 1)))
    if not values:
        raise domain.error("expected", wanted="a value", found="</domain>")
    return list(values)


def _whole(element: Element, word: str) -> int:
    if not word.lstrip("-").isdecimal() or len(word) > 18 or "-" in word[1:]:
        raise element.error("unexpected", found=f"'{word}'")
    return int(word)


def _read_tables(growing: Growing, root: Element, values: dict[str, dict[int, int]]) -> None:
    relations: dict[str, Relation] = {}
    rows = 0
    for relation in _all(root, "relations", "relation"):
        relations[relation.attribute("name")] = found = _relation(relation)
        rows += len(found[1])
        if rows > MOST_ROWS:
            raise relation.error("too-many-rows", limit=MOST_ROWS)
    group_of = {name: number for number, name in enumerate(values)}
    for constraint in _all(root, "constraints", "constraint"):
        scope = constraint.attribute("scope").split()
        reference = constraint.attribute("reference")
        if reference not in relations:
            growing.skip(constraint.line, constraint.column, f"the constraint '{reference}'")
            continue
        for name in scope:
            if name not in values:
                raise constraint.error("unknown-feature", found=name)
        name = constraint.attributes.get("name", f"line {constraint.line}")
        rows_of = _rows(constraint, [values[each] for each in scope], relations[reference])
        groups = tuple(group_of[each] for each in scope)
        growing.tables.append(Table(groups, rows_of, relations[reference][0], name))
    for predicate in _all(root, "predicates", "predicate"):
        growing.skip(predicate.line, predicate.column, "a predicate")


def _relation(relation: Element) -> Relation:
    semantics = relation.attribute("semantics")
    if semantics not in ("supports", "conflicts"):
        raise relation.error("unexpected", found=f"'{semantics}'")
    try:
        rows = (
            [[int(word) for word in row.split()] for row in relation.text.split("|")] if relation.text else []
        )
    except ValueError:
        word = next(w for w in relation.text.replace("|", " ").split() if not w.lstrip("+-").isdecimal())
        raise relation.error("unexpected", found=f"'{word}'") from None
    return semantics == "supports", [row for row in rows if row]


def _rows(
    constraint: Element, values: list[dict[int, int]], relation: Relation
) -> tuple[tuple[int, ...], ...]:
    """The rows as features; rows with a value that its variable does not have can never be met."""
    width = len(values)
    found: dict[tuple[int, ...], None] = {}
    for row in relation[1]:
        if len(row) != width:
            raise constraint.error("bad-row", found=str(len(row)), limit=width)
        try:
            found[tuple([of[value] for of, value in zip(values, row, strict=True)])] = None
        except KeyError:
            continue
    return tuple(found)
