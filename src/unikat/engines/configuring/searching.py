"""One compilation with one order of families: propagate, split into independent components, decide, remember.

Method: top-down knowledge compilation to d-DNNF as in sharpSAT and Dsharp, on families instead of single variables.
Values which nothing open tells apart are taken together, so a group of forty colours without rules costs as much as one.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from unikat.engines.configuring.diagram import Diagram
from unikat.engines.configuring.network import Network, full
from unikat.engines.configuring.residues import SumTie, TableTie, Tie

DEEPEST_DECISIONS = 460
"""Decisions and rows of components inside one another; keeps the compilation clear of Python's recursion limit."""

Open = tuple[tuple[int, ...], int]
"""Families that a constraint still ties, and a number that equal rests have in common."""


class BudgetError(RuntimeError):
    """The rules did not compile within their budget of steps."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a family is picked: by short open clauses, and by `pull` times its place in the elimination tree."""

    pull: float
    busy: float = 1.0


class Search:
    """Compiles one network into a diagram; `steps_left` is what it may still look at."""

    def __init__(self, network: Network, weights: list[float], order: Order, most_steps: int) -> None:
        self.clauses = network.clauses
        self.ties: list[Tie] = [
            *(TableTie(table, network.sizes) for table in network.tables),
            *(SumTie(total) for total in network.sums),
        ]
        self.domains = full(network.sizes)
        self.tied_to: list[list[int]] = [[] for _ in network.sizes]
        for number, scope in enumerate(network.scopes):
            for family in scope:
                self.tied_to[family].append(number)
        self.weights = weights
        self.order = order
        self.steps_left = most_steps
        self.under_way: list[tuple[int, int]] = []
        """For every decision and every row of components under way: how many are done, and of how many."""
        self.trail: list[tuple[int, int]] = []
        self.diagram = Diagram()
        self.cache: dict[tuple[tuple[int, ...], ...], int | None] = {}
        self.rests: dict[Hashable, int] = {}

    @property
    def progress(self) -> float:
        """How far a search is that ran out of steps: a rough share of all branches, from 0 to 1."""
        share, done = 1.0, 0.0
        for finished, of in self.under_way:
            share /= of
            done += share * finished
        return done

    def root(self) -> int | None:
        """The whole diagram; None if no configuration exists."""
        if not self.propagate(list(range(len(self.clauses) + len(self.ties)))):
            return None
        parts = self.parts_of(list(range(len(self.domains))))
        return None if parts is None else self.diagram.joined(parts)

    def propagate(self, queue: list[int]) -> bool:
        """Narrow domains until every constraint has two open ways or is met; False on a contradiction."""
        domains, clauses = self.domains, self.clauses
        while queue:
            number = queue.pop()
            if number >= len(clauses):
                if not self.narrow_tie(self.ties[number - len(clauses)], queue):
                    return False
                continue
            clause = clauses[number]
            self.step(len(clause))
            open_family, open_bits, ways = 0, 0, 0
            for family, bits in clause:
                domain = domains[family]
                within = domain & bits
                if within == domain:
                    ways = 2
                    break
                if within:
                    ways += 1
                    open_family, open_bits = family, within
            if ways == 0:
                return False
            if ways == 1:
                self.narrow(open_family, open_bits)
                queue.extend(self.tied_to[open_family])
        return True

    def narrow_tie(self, tie: Tie, queue: list[int]) -> bool:
        self.step(tie.effort)
        narrowed = tie.narrowed(self.domains)
        if narrowed is None:
            return False
        for family, bits in zip(tie.families, narrowed, strict=True):
            if bits != self.domains[family]:
                self.narrow(family, bits)
                queue.extend(self.tied_to[family])
        return True

    def step(self, effort: int) -> None:
        self.steps_left -= effort
        if self.steps_left < 0:
            raise BudgetError

    def narrow(self, family: int, bits: int) -> None:
        self.trail.append((family, self.domains[family]))
        self.domains[family] = bits

    def undo(self, mark: int) -> None:
        while len(self.trail) > mark:
            family, bits = self.trail.pop()
            self.domains[family] = bits

    def open_parts(self, number: int) -> Open:
        """The families that a constraint still ties; none if it is met whatever happens."""
        if number >= len(self.clauses):
            tie = self.ties[number - len(self.clauses)]
            self.step(tie.effort)
            families, rest = tie.rest(self.domains)
            return families, -1 - self.rests.setdefault((families, rest), len(self.rests))
        clause = self.clauses[number]
        self.step(len(clause))
        domains = self.domains
        parts = []
        for family, bits in clause:
            domain = domains[family]
            within = domain & bits
            if within == domain:
                return (), number
            if within:
                parts.append(family)
        return tuple(parts), number

    def parts_of(self, families: list[int]) -> list[int] | None:
        """Nodes for the given families under the present domains: independent parts side by side."""
        settled: list[int] = []
        components: list[tuple[list[int], dict[int, Open]]] = []
        seen: set[int] = set()
        for start in families:
            if start in seen:
                continue
            component, open_ties = self.component(start)
            seen.update(component)
            if open_ties:
                components.append((component, open_ties))
            else:
                settled.append(self.diagram.node("values", (start, self.domains[start])))
        # Settled families as one node of their own: many branches settle the same ones and then share it.
        parts = [self.diagram.joined(settled)] if settled else []
        components.sort(key=lambda found: len(found[0]))
        for index, (component, open_ties) in enumerate(components):
            self.under_way.append((index, len(components)))
            part = self.either_of(component, open_ties)
            self.under_way.pop()
            if part is None:
                return None
            parts.append(part)
        return parts

    def component(self, start: int) -> tuple[list[int], dict[int, Open]]:
        """Families that open constraints tie to `start`, and those constraints."""
        found, waiting = {start}, [start]
        open_ties: dict[int, Open] = {}
        met: set[int] = set()
        while waiting:
            for number in self.tied_to[waiting.pop()]:
                if number in open_ties or number in met:
                    continue
                tied = self.open_parts(number)
                # A family that can no longer meet the clause is not tied by it and must not collect it.
                if not tied[0] or found.isdisjoint(tied[0]):
                    met.update((number,) if not tied[0] else ())
                    continue
                open_ties[number] = tied
                waiting.extend(family for family in tied[0] if family not in found)
                found.update(tied[0])
        return sorted(found), open_ties

    def either_of(self, component: list[int], open_ties: dict[int, Open]) -> int | None:
        """One node that decides one family of the component, once for every set of values alike."""
        names = tuple(sorted(name for _, name in open_ties.values()))
        key = (tuple(component), tuple([self.domains[family] for family in component]), names)
        if key in self.cache:
            return self.cache[key]
        if len(self.under_way) >= DEEPEST_DECISIONS:
            raise BudgetError
        family = self.pick(component, open_ties)
        others = [other for other in component if other != family]
        branches: dict[tuple[int, ...], int] = {}
        choices = self.alike(family, open_ties)
        for index, bits in enumerate(choices):
            self.under_way.append((index, len(choices)))
            mark = len(self.trail)
            self.narrow(family, bits)
            parts = self.parts_of(others) if self.propagate(list(self.tied_to[family])) else None
            self.undo(mark)
            self.under_way.pop()
            if parts is not None:
                # Values that turn out to leave the same are one branch.
                branches[tuple(parts)] = branches.get(tuple(parts), 0) | bits
        result = None
        if branches:
            result = self.diagram.either(
                [
                    self.diagram.joined((self.diagram.node("values", (family, bits)), *rest))
                    for rest, bits in branches.items()
                ]
            )
        self.cache[key] = result
        return result

    def pick(self, component: list[int], open_ties: dict[int, Open]) -> int:
        """The family in many short constraints that also cuts the rest apart best; among equals the first."""
        pull, weights = self.order.pull, self.weights
        if not self.order.busy:
            return max(component, key=weights.__getitem__)
        scores: dict[int, float] = {}
        for parts, _ in open_ties.values():
            share = 2.0 ** (2 - len(parts))
            for family in parts:
                scores[family] = scores.get(family, 0.0) + share
        highest = max(scores.values())
        return max(sorted(scores), key=lambda family: scores[family] / highest + pull * weights[family])

    def alike(self, family: int, open_ties: dict[int, Open]) -> list[int]:
        """The family's open values, parted into sets that nothing open tells apart."""
        sets = [self.domains[family]]
        for number in open_ties:
            if number >= len(self.clauses):
                tie = self.ties[number - len(self.clauses)]
                if family in tie.families:
                    sets = [part for old in sets for part in tie.alike(family, old)]
                continue
            for named, bits in self.clauses[number]:
                if named == family:
                    sets = [part for old in sets for part in (old & bits, old & ~bits) if part]
        return sorted(sets, key=lambda bits: bits & -bits)
