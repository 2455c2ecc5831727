"""Which values of a network's families can still be chosen, by python-sat: the way out where compiling takes too long.

Answers show many values at once and are kept as witnesses for the next question; only what no witness shows is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from time import thread_time

import numpy as np
from numpy.typing import NDArray
from pysat.solvers import Solver

from unikat.engines.configuring.circuit import Allowed
from unikat.engines.configuring.clauses import Clause
from unikat.engines.configuring.network import FamilySum, FamilyTable, Network, bits_of
from unikat.engines.configuring.satisfying import WIDEST_PAIRS, TooHardError, ladder
from unikat.engines.configuring.summing import SumClauses
from unikat.engines.configuring.tabling import TableClauses

MOST_CONFLICTS = 30_000
"""Conflicts that one question about all values may meet."""
MOST_WITNESSES = 500

Witnesses = NDArray[np.bool_]
"""One configuration of the core per row, one column per value."""


class CoreClauses:
    """A network as clauses of signed variables: families of two values share one variable."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.literal: list[int] = []
        self.first: list[int] = []
        self.last = 0
        for size in network.sizes:
            self.first.append(len(self.literal))
            if size == 2:
                self.last += 1
                self.literal += [-self.last, self.last]
            else:
                self.literal += range(self.last + 1, self.last + size + 1)
                self.last += size

    def of(self, family: int, bits: int) -> list[int]:
        """Literals of which one is true exactly when the family is within the values."""
        missing = ((1 << self.network.sizes[family]) - 1) & ~bits
        first = self.first[family]
        if missing and missing & (missing - 1) == 0:
            return [-self.literal[first + missing.bit_length() - 1]]
        return [self.literal[first + value] for value in bits_of(bits)]

    def clauses(self) -> Iterator[Clause]:
        """Everything that must hold."""
        if self.network.contradiction:
            yield ()
        for family, size in enumerate(self.network.sizes):
            if size != 2:
                yield from self._one_of(self.literal[self.first[family] : self.first[family] + size])
        for clause in self.network.clauses:
            yield tuple(literal for family, bits in clause for literal in self.of(family, bits))
        for table in self.network.tables:
            yield from self._table(table)
        for total in self.network.sums:
            yield from self._sum(total)

    def _one_of(self, members: list[int]) -> Iterator[Clause]:
        yield tuple(members)
        if len(members) <= WIDEST_PAIRS:
            yield from ((-one, -other) for one, other in combinations(members, 2))
            return
        yield from ladder(members, self.last + 1)
        self.last += len(members)

    def _table(self, table: FamilyTable) -> Iterator[Clause]:
        columns = [
            {value: self.literal[self.first[family] + value] for value in range(self.network.sizes[family])}
            for family in table.families
        ]
        made = TableClauses(table.rows, columns, self.last)
        self.last = made.last
        yield from made.clauses

    def _sum(self, total: FamilySum) -> Iterator[Clause]:
        terms = [
            [(self.literal[self.first[family] + value], weight) for value, weight in enumerate(weights)]
            for family, weights in zip(total.families, total.weights, strict=True)
        ]
        made = SumClauses(terms, total.low, total.high, self.last)
        self.last = made.last
        yield from made.clauses
        yield (made.root,)


class CoreAsker:
    """Asks one network; owns its solver, so only one thread at a time may use it."""

    def __init__(
        self, network: Network, witnesses: Witnesses | None = None, patience: float | None = None
    ) -> None:
        """`patience` is seconds per question, for comparisons only: time makes answers depend on the machine."""
        self._patience = patience
        self._until: float | None = None
        encoded = CoreClauses(network)
        self._solver = Solver(name="g4")
        for clause in encoded.clauses():
            self._solver.add_clause(list(clause))
        self.literals = np.array(encoded.literal, np.int64)
        width = len(self.literals)
        self.witnesses = np.zeros((0, width), np.bool_) if witnesses is None else witnesses
        # The first question, usually the one without choices, and the last one: allowed and possible values.
        self._known: list[tuple[Allowed, Allowed]] = []

    def possible(self, allowed: Allowed) -> tuple[bool, Allowed]:
        """Whether anything is left, and which values occur in it; raises TooHardError instead of guessing."""
        self._until = None if self._patience is None else thread_time() + self._patience
        assumed = [-int(literal) for literal in self.literals[~allowed]]
        fit = self.witnesses[~self.witnesses[:, ~allowed].any(axis=1)]
        shown = np.array(fit.any(axis=0), np.bool_)
        consistent, implied = self._solver.propagate(assumptions=assumed)
        nothing = np.zeros(len(self.literals), np.bool_)
        spent = self._solver.accum_stats()["conflicts"]
        if not consistent or not (len(fit) or self._solve(assumed, spent)):
            return False, nothing
        unknown = allowed & ~shown & ~np.isin(-self.literals, np.array(implied, np.int64))
        for before, left in self._known:
            if not (allowed & ~before).any():
                # Fewer values were never more: what was impossible stays so.
                unknown &= left
        found = self._witnessed(assumed, np.flatnonzero(unknown).tolist(), spent)
        for row in found:
            shown |= row
        if found:
            self.witnesses = np.vstack([*found, self.witnesses])[:MOST_WITNESSES]
        self._known = [*self._known[:1], (allowed, shown)]
        return True, shown

    def _witnessed(self, assumed: list[int], waiting: list[int], spent: int) -> list[Allowed]:
        """Configurations that together show every value in `waiting` that has one."""
        found: list[Allowed] = []
        literals = self.literals.tolist()
        fresh = True
        while waiting:
            if fresh:
                self._solver.set_phases([literals[value] for value in waiting])
            fresh = self._solve([*assumed, literals[waiting[-1]]], spent)
            if not fresh:
                waiting.pop()
                continue
            answer = np.array(self._solver.get_model(), np.int64)
            row = answer[np.abs(self.literals) - 1] == self.literals
            found.append(row)
            waiting = [value for value in waiting if not row[value]]
        return found

    def _solve(self, assumed: list[int], spent: int) -> bool:
        if self._until is not None and thread_time() > self._until:
            raise TooHardError
        used = self._solver.accum_stats()["conflicts"] - spent
        self._solver.conf_budget(max(1, MOST_CONFLICTS - used))
        answer = self._solver.solve_limited(assumptions=assumed)
        if answer is None:
            raise TooHardError
        return bool(answer)
