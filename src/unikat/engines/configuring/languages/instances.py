"""Features that may be there several times: each further instance a copy that needs the one before it.

`Axle cardinality [2..4]` becomes Axle with `Axle#2` below it (always), `Axle#3` below that (optional), and so on; each has
its own copy of what is below Axle. A rule that names a feature below a repeated one has no single meaning; it is listed.
"""

from __future__ import annotations

from dataclasses import dataclass

from unikat.engines.configuring.features import FeatureGroup
from unikat.engines.configuring.languages.growing import Growing
from unikat.engines.configuring.languages.limits import LanguageError


@dataclass(frozen=True, slots=True)
class Repeated:
    """Least and most instances of a feature, and where the file says so."""

    low: int
    high: int
    line: int
    column: int


def repeat_instances(growing: Growing, repeated: dict[int, Repeated]) -> None:
    """Copy the repeated features, by their numbers, the innermost first."""
    _skip_unclear_rules(growing, repeated)
    for feature in sorted(repeated, reverse=True):
        times = repeated[feature]
        if times.low == 0:
            _make_optional(growing, feature, times)
        subtree = _groups_below(growing, feature)
        above = feature
        for instance in range(2, times.high + 1):
            copy = _copied(growing, feature, subtree, instance, times)
            growing.groups.append(FeatureGroup(above, int(instance <= times.low), 1, (copy,)))
            above = copy


def _groups_below(growing: Growing, feature: int) -> list[FeatureGroup]:
    of_parent: dict[int, list[FeatureGroup]] = {}
    for group in growing.groups:
        of_parent.setdefault(group.parent, []).append(group)
    found: list[FeatureGroup] = []
    waiting = [feature]
    for parent in waiting:
        for group in of_parent.get(parent, ()):
            found.append(group)
            waiting.extend(group.members)
    return found


def _copied(
    growing: Growing, feature: int, subtree: list[FeatureGroup], instance: int, times: Repeated
) -> int:
    """One more instance; `rigid` below the second `Axle` is called `rigid@Axle#2`."""
    name = f"{growing.names[feature]}#{instance}"
    new = {feature: growing.feature(name, times.line, times.column)}
    for old in (member for group in subtree for member in group.members):
        new[old] = growing.feature(f"{growing.names[old]}@{name}", times.line, times.column)
    for old in tuple(new):
        if old in growing.attributes:
            growing.attributes[new[old]] = growing.attributes[old]
    for group in subtree:
        members = tuple(new[member] for member in group.members)
        growing.groups.append(FeatureGroup(new[group.parent], group.low, group.high, members))
    return new[feature]


def _make_optional(growing: Growing, feature: int, times: Repeated) -> None:
    """Zero instances: a mandatory feature moves into a group that may stay empty."""
    holders = [index for index, group in enumerate(growing.groups) if feature in group.members]
    if not holders:
        raise LanguageError("bad-bounds", times.line, times.column, found="no instance of its root", limit=1)
    index = holders[0]
    group = growing.groups[index]
    if group.low < len(group.members):
        return
    others = tuple(member for member in group.members if member != feature)
    optional = FeatureGroup(group.parent, 0, 1, (feature,))
    kept = [FeatureGroup(group.parent, len(others), len(others), others)] if others else []
    growing.groups[index : index + 1] = [*kept, optional]


def _skip_unclear_rules(growing: Growing, repeated: dict[int, Repeated]) -> None:
    below = {
        member
        for feature in repeated
        for group in _groups_below(growing, feature)
        for member in group.members
    }
    names = {growing.names[feature] for feature in below}
    for rule in growing.rules:
        if rule.expression.codes() & names:
            growing.skip(
                rule.line,
                1,
                f"{rule.expression.text[:200]} (names a feature that may be there several times)",
            )
    growing.rules = [rule for rule in growing.rules if not rule.expression.codes() & names]
    touched = below | repeated.keys()
    for total in growing.sums:
        if any(feature in touched for feature, _ in total.weights):
            growing.skip(
                total.line, 1, f"{total.text[:200]} (adds up features that may be there several times)"
            )
    growing.sums = [
        each for each in growing.sums if not any(feature in touched for feature, _ in each.weights)
    ]
