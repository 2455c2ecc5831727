"""Rules that list allowed rows, `(a & x) | (b & y)`, as the tables they are: quick to compile, however many rows."""

from __future__ import annotations

from unikat.engines.configuring.expressions import Expression
from unikat.engines.configuring.features import FeatureGroup, FeatureRule, Table
from unikat.engines.configuring.languages.growing import Growing


def find_tables(growing: Growing) -> None:
    """Make a table of every rule that names, in each of its rows, one member of the same ever-present choices."""
    choice_of = _choices(growing.groups)
    kept: list[FeatureRule] = []
    for rule in growing.rules:
        table = _table(growing, rule, choice_of)
        if table is None:
            kept.append(rule)
        else:
            growing.tables.append(table)
    growing.rules = kept


def _choices(groups: list[FeatureGroup]) -> dict[int, int]:
    """The group of every feature in a group of which every configuration has exactly one member."""
    of_parent: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        of_parent.setdefault(group.parent, []).append(number)
    found: dict[int, int] = {}
    always = [0]
    for parent in always:
        for number in of_parent.get(parent, ()):
            group = groups[number]
            if group.low == len(group.members):
                always.extend(group.members)
            if group.low == group.high == 1:
                found.update(dict.fromkeys(group.members, number))
    return found


def _table(growing: Growing, rule: FeatureRule, choice_of: dict[int, int]) -> Table | None:
    if rule.expression.operator != "or":
        return None
    scope: tuple[int, ...] = ()
    rows: dict[tuple[int, ...], None] = {}
    for part in rule.expression.parts:
        row = _row(growing, part, choice_of)
        groups = tuple(sorted(row))
        if len(groups) < 2 or (scope and groups != scope):
            return None
        scope = groups
        rows[tuple(row[group] for group in groups)] = None
    return Table(scope, tuple(rows), True, f"line {rule.line}")


def _row(growing: Growing, part: Expression, choice_of: dict[int, int]) -> dict[int, int]:
    """Feature by group; empty if the part is no row."""
    row: dict[int, int] = {}
    for each in part.parts if part.operator == "and" else ():
        feature = growing.number.get(each.code, -1)
        if each.operator != "code" or feature not in choice_of or choice_of[feature] in row:
            return {}
        row[choice_of[feature]] = feature
    return row
