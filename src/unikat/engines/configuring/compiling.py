"""Rules compiled into a decomposed choice diagram: every complete configuration exactly once, shared parts stored once.

Method: top-down knowledge compilation to d-DNNF as in sharpSAT and Dsharp (propagate, split into independent
components, cache components), on families instead of single variables: a family is a group (or a single
yes-or-no option, or a helper of the rules) with a set of values held as bits, and a clause is "family in set,
or family in set, or ...". Values which no open rule tells apart are taken together, so a group of forty
colours without rules costs as much as one colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from unikat.engines.configuring.clauses import Clause
from unikat.engines.configuring.ranking import NodeKind
from unikat.engines.configuring.satisfying import Encoding

MOST_STEPS = 15_000_000
"""Looks at parts of clauses that one compilation may take, some seconds; counted, not timed, so that it always ends alike."""
DEEPEST_DECISIONS = 200
"""Decisions inside one another; keeps the compilation clear of Python's recursion limit."""

FamilyClause = tuple[tuple[int, int], ...]
"""Pairs (family, values as bits), of which at least one must be met."""


class BudgetError(RuntimeError):
    """The rules did not compile within their budget of steps."""


@dataclass(frozen=True, slots=True)
class Families:
    """The model as families of values and clauses over them; a value is an option code, or empty for none of them."""

    values: tuple[tuple[str, ...], ...]
    clauses: tuple[FamilyClause, ...]
    contradiction: bool


class Node(NamedTuple):
    """One node: a family within a set of values, all of its parts, or exactly one of its parts."""

    kind: NodeKind
    parts: tuple[int, ...]
    """For "values" the pair (family, bits), else numbers of earlier nodes."""


def families_of(encoding: Encoding) -> Families:
    """Groups with one or at most one option become one family, all other variables families of no and yes."""
    values: list[tuple[str, ...]] = []
    place: dict[int, tuple[int, int]] = {}
    for group in encoding.model.groups:
        if group.kind == "several":
            for option in group.options:
                place[encoding.variables[option.code]] = (len(values), 1)
                values.append(("", option.code))
            continue
        before = () if group.kind == "one" else ("",)
        for index, option in enumerate(group.options, len(before)):
            place[encoding.variables[option.code]] = (len(values), index)
        values.append((*before, *(option.code for option in group.options)))
    for helper in encoding.helper_variables:
        place[helper] = (len(values), 1)
        values.append(("", ""))
    if not values:
        values.append(("",))  # a model without options has one configuration: the empty one
    full = [(1 << len(of_family)) - 1 for of_family in values]
    clauses: dict[FamilyClause, None] = {}
    for clause in (*encoding.helpers, *(one for many in encoding.rule_clauses.values() for one in many)):
        made = _family_clause(clause, place, full)
        if made is not None:
            clauses[made] = None
    return Families(tuple(values), tuple(clauses), () in clauses)


def _family_clause(
    clause: Clause, place: dict[int, tuple[int, int]], full: Sequence[int]
) -> FamilyClause | None:
    allowed: dict[int, int] = {}
    for literal in clause:
        family, index = place[abs(literal)]
        bits = 1 << index if literal > 0 else full[family] & ~(1 << index)
        allowed[family] = allowed.get(family, 0) | bits
    if any(bits == full[family] for family, bits in allowed.items()):
        return None
    return tuple(sorted((family, bits) for family, bits in allowed.items() if bits))


def compiled(families: Families, most_steps: int = MOST_STEPS) -> tuple[Node, ...] | None:
    """The diagram, parts before wholes and the root last, or None if no configuration exists.

    Raises BudgetError when the budget of steps is used up; the same model always gives the same diagram.
    """
    if families.contradiction:
        return None
    compiler = _Compiler(families, most_steps)
    return tuple(compiler.nodes) if compiler.root() is not None else None


class _Compiler:
    def __init__(self, families: Families, most_steps: int) -> None:
        self.clauses = families.clauses
        self.domains = [(1 << len(values)) - 1 for values in families.values]
        self.clauses_of: list[list[int]] = [[] for _ in families.values]
        for number, clause in enumerate(self.clauses):
            for family, _ in clause:
                self.clauses_of[family].append(number)
        self.weight = _elimination_weights(len(self.domains), self.clauses)
        self.steps_left = most_steps
        self.depth = 0
        self.trail: list[tuple[int, int]] = []
        self.nodes: list[Node] = []
        self.known: dict[Node, int] = {}
        self.cache: dict[tuple[tuple[int, ...], ...], int | None] = {}

    def root(self) -> int | None:
        """The whole diagram; None if no configuration exists."""
        if not self.propagate(list(range(len(self.clauses)))):
            return None
        return self.all_of(list(range(len(self.domains))))

    def node(self, kind: NodeKind, parts: tuple[int, ...]) -> int:
        node = Node(kind, parts)
        if node not in self.known:
            self.known[node] = len(self.nodes)
            self.nodes.append(node)
        return self.known[node]

    def propagate(self, queue: list[int]) -> bool:
        """Narrow domains until every clause has two open ways or is met; False on a contradiction."""
        domains = self.domains
        while queue:
            number = queue.pop()
            self.step(number)
            open_family, open_bits, ways = 0, 0, 0
            for family, bits in self.clauses[number]:
                within = domains[family] & bits
                if within == domains[family]:
                    ways = 2
                    break
                if within:
                    ways += 1
                    open_family, open_bits = family, within
            if ways == 0:
                return False
            if ways == 1:
                self.narrow(open_family, open_bits)
                queue.extend(self.clauses_of[open_family])
        return True

    def step(self, number: int) -> None:
        self.steps_left -= len(self.clauses[number])
        if self.steps_left < 0:
            raise BudgetError

    def narrow(self, family: int, bits: int) -> None:
        self.trail.append((family, self.domains[family]))
        self.domains[family] = bits

    def undo(self, mark: int) -> None:
        while len(self.trail) > mark:
            family, bits = self.trail.pop()
            self.domains[family] = bits

    def open_parts(self, number: int) -> tuple[int, ...]:
        """The families that can still meet a clause; empty if it is met whatever happens."""
        self.step(number)
        parts = []
        for family, bits in self.clauses[number]:
            within = self.domains[family] & bits
            if within == self.domains[family]:
                return ()
            if within:
                parts.append(family)
        return tuple(parts)

    def all_of(self, families: list[int]) -> int | None:
        """One node for the given families under the present domains: independent parts side by side."""
        settled: list[int] = []
        components: list[tuple[list[int], dict[int, tuple[int, ...]]]] = []
        seen: set[int] = set()
        for start in families:
            if start in seen:
                continue
            component, clauses = self.component(start)
            seen.update(component)
            if clauses:
                components.append((component, clauses))
            else:
                settled.append(self.node("values", (start, self.domains[start])))
        # Settled families as one node of their own: many branches settle the same ones and then share it.
        parts = [self.joined(settled)] if settled else []
        for component, clauses in sorted(components, key=lambda found: len(found[0])):
            part = self.either_of(component, clauses)
            if part is None:
                return None
            parts.append(part)
        return self.joined(parts)

    def joined(self, parts: list[int]) -> int:
        return parts[0] if len(parts) == 1 else self.node("all", tuple(sorted(parts)))

    def component(self, start: int) -> tuple[list[int], dict[int, tuple[int, ...]]]:
        """Families that open clauses tie to `start`, and those clauses with their open families."""
        found, waiting = {start}, [start]
        clauses: dict[int, tuple[int, ...]] = {}
        met: set[int] = set()
        while waiting:
            for number in self.clauses_of[waiting.pop()]:
                if number in clauses or number in met:
                    continue
                parts = self.open_parts(number)
                # A family that can no longer meet the clause is not tied by it and must not collect it.
                if not parts or found.isdisjoint(parts):
                    met.update((number,) if not parts else ())
                    continue
                clauses[number] = parts
                waiting.extend(family for family in parts if family not in found)
                found.update(parts)
        return sorted(found), clauses

    def either_of(self, component: list[int], clauses: dict[int, tuple[int, ...]]) -> int | None:
        """One node that decides one family of the component, once for every set of values alike."""
        key = (tuple(component), tuple(self.domains[family] for family in component), tuple(sorted(clauses)))
        if key in self.cache:
            return self.cache[key]
        if self.depth >= DEEPEST_DECISIONS:
            raise BudgetError
        self.depth += 1
        family = self.pick(clauses)
        branches: list[int] = []
        for bits in self.alike(family, clauses):
            mark = len(self.trail)
            self.narrow(family, bits)
            branch = self.all_of(component) if self.propagate(list(self.clauses_of[family])) else None
            self.undo(mark)
            if branch is not None:
                branches.append(branch)
        self.depth -= 1
        result = None
        if branches:
            result = branches[0] if len(branches) == 1 else self.node("either", tuple(branches))
        self.cache[key] = result
        return result

    def pick(self, clauses: dict[int, tuple[int, ...]]) -> int:
        """The family in many short clauses that also cuts the rest apart best."""
        scores: dict[int, float] = {}
        for parts in clauses.values():
            for family in parts:
                scores[family] = scores.get(family, 0.0) + 2.0 ** (2 - len(parts))
        highest = max(scores.values())
        return max(sorted(scores), key=lambda family: scores[family] / highest + self.weight[family])

    def alike(self, family: int, clauses: dict[int, tuple[int, ...]]) -> list[int]:
        """The family's open values, parted into sets that no open clause tells apart."""
        sets = [self.domains[family]]
        for number in clauses:
            for named, bits in self.clauses[number]:
                if named == family:
                    sets = [part for old in sets for part in (old & bits, old & ~bits) if part]
        return sorted(sets, key=lambda bits: bits & -bits)


def _elimination_weights(families: int, clauses: Sequence[FamilyClause]) -> list[float]:
    """How near each family is to the root of a minimum-degree elimination tree, from 0 to 1."""
    near: list[set[int]] = [set() for _ in range(families)]
    for clause in clauses:
        members = [family for family, _ in clause]
        for family in members:
            near[family].update(members)
    for family in range(families):
        near[family].discard(family)
    left = set(range(families))
    order: list[tuple[int, set[int]]] = []
    while left:
        family = min(left, key=lambda each: (len(near[each]), each))
        left.discard(family)
        around = near[family]
        order.append((family, set(around)))
        for other in around:
            near[other] |= around
            near[other] -= {other, family}
    position = {family: index for index, (family, _) in enumerate(order)}
    depth: dict[int, int] = {}
    for family, around in reversed(order):
        depth[family] = depth[min(around, key=position.__getitem__)] + 1 if around else 0
    deepest = max(depth.values(), default=0) or 1
    return [1.0 - depth[family] / deepest for family in range(families)]
