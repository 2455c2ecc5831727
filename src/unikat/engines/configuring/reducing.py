"""A feature model cut down to what its rules touch: families and ties to compile, and trees that hang from their values.

In real models nearly all rules are the tree itself. Alternatives stay families of many values; a mandatory feature is
the same as its parent; what no rule across the tree touches needs no search at all (`planting` makes its diagram directly).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unikat.engines.configuring.clauses import Clause, Clauses
from unikat.engines.configuring.families import family_clause
from unikat.engines.configuring.features import FeatureGroup, FeatureModel
from unikat.engines.configuring.network import FamilyClause, FamilySum, FamilyTable, Network, full

Place = tuple[int, int]
"""A family and one of its values."""

ALWAYS: Place = (-1, 0)
"""The place of what every configuration has."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The groups below every feature, features that are always there with another taken together as that other."""

    holder: tuple[int, ...]
    """For every feature the topmost one that is chosen exactly when it is; the root holds what is always chosen."""
    above: tuple[int, ...]
    """For every holder the holder of its parent; -1 for the root."""
    below: dict[int, tuple[FeatureGroup, ...]]
    """For every holder the groups that leave a choice, with holders as parents."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """The core as a network, where each holder in it stands, and which groups hang from which place outside of it."""

    tree: Tree
    network: Network
    place: dict[int, Place]
    hanging: dict[Place, tuple[FeatureGroup, ...]]
    """Groups that no rule touches, by the place in the core that carries them."""
    rest: dict[Place, FeatureGroup]
    """Members of a touched or-group that no rule touches, by the place that says "at least one of them"."""


def tree_of(model: FeatureModel) -> Tree:
    """The tree with mandatory features folded into their parents; groups may come in any order."""
    of_parent: dict[int, list[FeatureGroup]] = {}
    for group in model.groups:
        of_parent.setdefault(group.parent, []).append(group)
    holder = [-1] * len(model.names)
    above = [-1] * len(model.names)
    below: dict[int, list[FeatureGroup]] = {}
    holder[0] = 0
    waiting = [0]
    for feature in waiting:
        top = holder[feature]
        for group in of_parent.get(feature, ()):
            waiting.extend(group.members)
            must = group.low == len(group.members)
            for member in group.members:
                holder[member] = top if must else member
                above[member] = top
            if not must:
                below.setdefault(top, []).append(FeatureGroup(top, group.low, group.high, group.members))
    return Tree(tuple(holder), tuple(above), {top: tuple(groups) for top, groups in below.items()})


def reduced(model: FeatureModel) -> Reduced:
    """The reduced model; every configuration of the features is exactly one of core and hanging trees together."""
    tree = tree_of(model)
    clauses = Clauses({name: number for number, name in enumerate(model.names, 1)}, len(model.names))
    made: list[Clause] = list(model.clauses)
    for rule in model.rules:
        made.extend(clauses.of(rule.expression))
    made.extend(clauses.helpers)
    helpers = range(len(model.names) + 1, clauses.last + 1)
    core = _core(tree, _touched(model, made, len(model.names)))
    builder = _Builder(tree, core)
    builder.grow()
    builder.helpers(helpers)
    builder.rules(made, len(model.names))
    builder.tables(model)
    builder.sums(model)
    return builder.finished()


def _touched(model: FeatureModel, clauses: Iterable[Clause], features: int) -> set[int]:
    touched = {abs(literal) - 1 for clause in clauses for literal in clause if abs(literal) <= features}
    for table in model.tables:
        for group in table.groups:
            touched.update(model.groups[group].members)
    touched.update(feature for total in model.sums for feature, _ in total.weights)
    return touched


def _core(tree: Tree, touched: Iterable[int]) -> set[int]:
    core = {0}
    for feature in touched:
        holder = tree.holder[feature]
        while holder not in core:
            core.add(holder)
            holder = tree.above[holder]
    return core


class _Builder:
    def __init__(self, tree: Tree, core: set[int]) -> None:
        self.tree = tree
        self.core = core
        self.sizes: list[int] = []
        self.clauses: dict[FamilyClause, None] = {}
        self.made_tables: list[FamilyTable] = []
        self.made_sums: list[FamilySum] = []
        self.place: dict[int, Place] = {0: ALWAYS}
        self.variable: dict[int, Place] = {}
        self.hanging: dict[Place, list[FeatureGroup]] = {}
        self.rest: dict[Place, FeatureGroup] = {}

    def family(self, size: int) -> int:
        self.sizes.append(size)
        return len(self.sizes) - 1

    def clause(self, *literals: tuple[Place, bool]) -> None:
        """At least one of these places is taken (or not taken)."""
        allowed: dict[int, int] = {}
        for (family, value), wanted in literals:
            if family < 0:
                if wanted:
                    return
                continue
            bits = 1 << value if wanted else ((1 << self.sizes[family]) - 1) & ~(1 << value)
            allowed[family] = allowed.get(family, 0) | bits
        if all(bits != (1 << self.sizes[family]) - 1 for family, bits in allowed.items()):
            self.clauses[tuple(sorted(allowed.items()))] = None

    def grow(self) -> None:
        """Families for every touched group, parents before children."""
        waiting = [0]
        for top in waiting:
            for group in self.tree.below.get(top, ()):
                inside = [member for member in group.members if member in self.core]
                waiting.extend(inside)
                if not inside:
                    self.hanging.setdefault(self.place[top], []).append(group)
                elif group.high == 1:
                    self.alternatives(group)
                else:
                    self.several(group, inside)

    def settle(self, member: int, place: Place) -> None:
        """Give a member its place; what is below an untouched one hangs from there."""
        self.place[member] = place
        if member not in self.core:
            self.hanging.setdefault(place, []).extend(self.tree.below.get(member, ()))

    def alternatives(self, group: FeatureGroup) -> None:
        parent = self.place[group.parent]
        off = int(parent != ALWAYS or group.low == 0)
        family = self.family(len(group.members) + off)
        for value, member in enumerate(group.members, off):
            self.settle(member, (family, value))
        if off:
            # Value 0 is none of them.
            self.clause(((family, 0), True), (parent, True))
            if group.low:
                self.clause(((family, 0), False), (parent, False))

    def several(self, group: FeatureGroup, inside: list[int]) -> None:
        size = len(group.members)
        parent = self.place[group.parent]
        simple = group.low <= 1 and group.high == size
        members = inside if simple else list(group.members)
        for member in members:
            self.settle(member, (self.family(2), 1))
            self.clause((self.place[member], False), (parent, True))
        outside = tuple(member for member in group.members if member not in self.place)
        places = [self.place[member] for member in members]
        if outside and group.low:
            some = (self.family(2), 1)
            self.rest[some] = FeatureGroup(group.parent, 1, len(outside), outside)
            self.clause((some, False), (parent, True))
            places.append(some)
        elif outside:
            self.hanging.setdefault(parent, []).append(FeatureGroup(group.parent, 0, len(outside), outside))
        if simple and group.low:
            self.clause((parent, False), *((place, True) for place in places))
        elif not simple:
            self.sum([(place, 1) for place in places], None, group.high)
            self.sum([*((place, 1) for place in places), (parent, -group.low)], 0, None)

    def sum(self, terms: Iterable[tuple[Place, int]], low: int | None, high: int | None) -> None:
        """Weights of the taken places stay within bounds; what is always taken moves into the bounds."""
        weights: dict[int, list[int]] = {}
        always = 0
        for (family, value), weight in terms:
            if family < 0:
                always += weight
                continue
            weights.setdefault(family, [0] * self.sizes[family])[value] += weight
        found = {family: tuple(each) for family, each in sorted(weights.items()) if len(set(each)) > 1}
        always += sum(each[0] for family, each in weights.items() if family not in found)
        bounds = [None if bound is None else bound - always for bound in (low, high)]
        if not found:
            if (bounds[0] is not None and bounds[0] > 0) or (bounds[1] is not None and bounds[1] < 0):
                self.clauses[()] = None
            return
        self.made_sums.append(FamilySum(tuple(found), tuple(found.values()), bounds[0], bounds[1]))

    def helpers(self, variables: range) -> None:
        for variable in variables:
            self.variable[variable] = (self.family(2), 1)

    def rules(self, clauses: Iterable[Clause], features: int) -> None:
        everything = full(self.sizes)
        for clause in clauses:
            literals: list[int] = []
            place: dict[int, Place] = {}
            met = False
            for literal in clause:
                variable = abs(literal)
                at = self.at(variable - 1) if variable <= features else self.variable[variable]
                if at == ALWAYS:
                    met = met or literal > 0
                    continue
                literals.append(literal)
                place[variable] = at
            made = None if met else family_clause(tuple(literals), place, everything)
            if made is not None:
                self.clauses[made] = None

    def at(self, feature: int) -> Place:
        return self.place[self.tree.holder[feature]]

    def tables(self, model: FeatureModel) -> None:
        for table in model.tables:
            rows = {tuple(self.at(feature) for feature in row) for row in table.rows}
            if not table.allowed:
                for row in sorted(rows):
                    self.clause(*((place, False) for place in row))
                continue
            scope = [self.at(model.groups[group].members[0])[0] for group in table.groups]
            open_columns = [column for column, family in enumerate(scope) if family >= 0]
            families = tuple(scope[column] for column in open_columns)
            kept = sorted({tuple(row[column][1] for column in open_columns) for row in rows})
            if not kept or not families:
                self.clauses.update({} if kept else {(): None})
            else:
                self.made_tables.append(FamilyTable(families, tuple(kept)))

    def sums(self, model: FeatureModel) -> None:
        for total in model.sums:
            terms = [(self.at(feature), weight) for feature, weight in total.weights]
            self.sum(terms, total.low, total.high)

    def finished(self) -> Reduced:
        network = Network(
            tuple(self.sizes),
            tuple(self.clauses),
            tuple(self.made_tables),
            tuple(self.made_sums),
            () in self.clauses,
        )
        hanging = {place: tuple(groups) for place, groups in self.hanging.items()}
        return Reduced(self.tree, network, self.place, hanging, self.rest)
