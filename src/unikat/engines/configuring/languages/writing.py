"""A feature model as UVL: reading it again gives the same set of configurations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import count

from unikat.engines.configuring.expressions import Expression
from unikat.engines.configuring.features import FeatureGroup, FeatureModel, Table, Value

_PLAIN = re.compile(r"[^\W\d]\w*")
_RESERVED = frozenset(
    {
        "namespace",
        "include",
        "imports",
        "features",
        "constraints",
        "mandatory",
        "optional",
        "or",
        "alternative",
    }
    | {"cardinality", "true", "false", "Boolean", "Integer", "Real", "String", "sum", "avg", "len", "as"}
    | {"constraint", "abstract", "floor", "ceil"}
)


def write_uvl(model: FeatureModel) -> str:
    """The text of a UVL file, ending with a line break."""
    if model.hidden_root:
        model = replace(model, names=(_free_name(model.names), *model.names[1:]))
    return "\n".join((*_tree(model), *_constraints(model), ""))


def _free_name(names: tuple[str, ...]) -> str:
    taken = set(names)
    return next(name for name in (f"root{n or ''}" for n in count()) if name not in taken)


def _name(name: str) -> str:
    plain = _PLAIN.fullmatch(name) and name not in _RESERVED
    return name if plain else '"' + name.replace('"', "'").replace("\n", " ") + '"'


def _tree(model: FeatureModel) -> Iterator[str]:
    groups: dict[int, list[FeatureGroup]] = {}
    for group in model.groups:
        groups.setdefault(group.parent, []).append(group)
    yield "features"
    waiting: list[tuple[int, int | FeatureGroup]] = [(1, 0)]
    while waiting:
        depth, item = waiting.pop()
        if isinstance(item, FeatureGroup):
            yield "\t" * depth + _kind(item)
            waiting.extend((depth + 1, member) for member in reversed(item.members))
        else:
            yield "\t" * depth + _name(model.names[item]) + _attributes(model.attributes.get(item, {}))
            waiting.extend((depth + 1, group) for group in reversed(groups.get(item, [])))


def _kind(group: FeatureGroup) -> str:
    size = len(group.members)
    names = {(size, size): "mandatory", (0, size): "optional", (1, 1): "alternative", (1, size): "or"}
    return names.get((group.low, group.high), f"[{group.low}..{group.high}]")


def _attributes(attributes: Mapping[str, Value]) -> str:
    if not attributes:
        return ""
    return " {" + ", ".join(f"{_name(key)} {_written(value)}" for key, value in attributes.items()) + "}"


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else "'" + value.replace("'", "’") + "'"


def _constraints(model: FeatureModel) -> Iterator[str]:
    lines = [_formula(rule.expression) for rule in model.rules]
    for clause in model.clauses:
        literals = [("!" if each < 0 else "") + _name(model.names[abs(each) - 1]) for each in clause]
        lines.append(" | ".join(literals) or "false")
    for table in model.tables:
        lines.extend(_rows(model, table))
    lines.extend(each.text for each in model.sums)
    if lines:
        yield "constraints"
        yield from (f"\t{line}" for line in lines)


def _formula(expression: Expression) -> str:
    signs = {"and": " & ", "or": " | ", "implies": " => ", "same": " <=> "}
    if expression.operator == "code":
        return _name(expression.code)
    if expression.operator in ("true", "false"):
        return expression.operator
    parts = [_formula(part) for part in expression.parts]
    inner = [
        text if part.operator in ("code", "not", "true", "false") else f"({text})"
        for part, text in zip(expression.parts, parts, strict=True)
    ]
    if expression.operator == "not":
        return f"!{inner[0]}"
    # An empty conjunction holds, an empty disjunction does not.
    return signs[expression.operator].join(inner) or ("true" if expression.operator == "and" else "false")


def _rows(model: FeatureModel, table: Table) -> Iterator[str]:
    """Forbidden rows one by one, allowed rows as one choice among them."""
    rows = [" & ".join(_name(model.names[feature]) for feature in row) for row in table.rows]
    if not table.allowed:
        yield from (f"!({row})" for row in rows)
    else:
        yield " | ".join(f"({row})" for row in rows) or "false"
