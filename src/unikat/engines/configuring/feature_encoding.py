"""A feature model as clauses for explanations: each group and rule behind a selector that names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations

from unikat.engines.configuring.clauses import Clause, Clauses
from unikat.engines.configuring.features import FeatureGroup, FeatureModel, Table
from unikat.engines.configuring.model import ModelError
from unikat.engines.configuring.satisfying import WIDEST_PAIRS, ladder
from unikat.engines.configuring.summing import SumClauses
from unikat.engines.configuring.tabling import TableClauses


class FeatureEncoding:
    """Variables of features (number plus one), selectors of groups and rules, and the clauses; never changed."""

    def __init__(self, model: FeatureModel) -> None:
        self.model = model
        self.variables = {name: number for number, name in enumerate(model.names, 1)}
        self.last = len(model.names)
        self.groups: dict[str, int] = {}
        self.rules: dict[str, int] = {}
        self._free: list[Clause] = [(1,)]
        self._behind: dict[int, list[Clause]] = {}
        for group in model.groups:
            self._add(self._selector(self.groups, model.names[group.parent]), self._group(group))
        expressions = Clauses(self.variables, 0)
        for rule in model.rules:
            selector = self._selector(self.rules, f"line {rule.line}")
            expressions.last = self.last
            made = expressions.of(rule.expression)
            self.last = expressions.last
            self._add(selector, made)
        self._free.extend(expressions.helpers)
        for number, clause in enumerate(model.clauses, 1):
            self._add(self._selector(self.rules, f"clause {number}"), [clause])
        for table in model.tables:
            self._add(self._selector(self.rules, table.name), self._table(table))
        for total in model.sums:
            terms = [[(feature + 1, weight), (-feature - 1, 0)] for feature, weight in total.weights]
            selector = self._selector(self.rules, f"line {total.line}")
            self._add(selector, self._bounded(terms, total.low, total.high))
        self.selectors = (*self.groups.values(), *self.rules.values())

    def literals(self, choices: Mapping[str, bool]) -> list[int]:
        """One signed variable per choice; raises ModelError for an unknown feature."""
        return [self.variable(name) if wanted else -self.variable(name) for name, wanted in choices.items()]

    def variable(self, code: str) -> int:
        """The variable of a feature; raises ModelError for an unknown one."""
        if code not in self.variables:
            raise ModelError("unknown-option", code, f"There is no feature '{code}' in this model.")
        return self.variables[code]

    def clauses(self) -> Iterable[Clause]:
        """Everything that must hold, each group and rule behind its selector."""
        return (*self._free, *(clause for clauses in self._behind.values() for clause in clauses))

    def clauses_for(self, selectors: AbstractSet[int]) -> Iterable[Clause]:
        """The clauses behind these selectors, and those that are behind none."""
        return (*self._free, *self.clauses_behind(selectors))

    def clauses_behind(self, selectors: AbstractSet[int]) -> Iterator[Clause]:
        """The clauses behind these selectors."""
        behind = (self._behind[selector] for selector in sorted(selectors) if selector in self._behind)
        return (clause for clauses in behind for clause in clauses)

    def _selector(self, names: dict[str, int], name: str) -> int:
        self.last += 1
        free, number = name, 1
        while free in names:
            number += 1
            free = f"{name} ({number})"
        names[free] = self.last
        return self.last

    def _add(self, selector: int, clauses: Iterable[Clause]) -> None:
        self._behind[selector] = [(*clause, -selector) for clause in clauses]

    def _bounded(
        self, terms: list[list[tuple[int, int]]], low: int | None, high: int | None, *unless: int
    ) -> Iterator[Clause]:
        made = SumClauses(terms, low, high, self.last)
        self.last = made.last
        yield from made.clauses
        yield (*unless, made.root)

    def _group(self, group: FeatureGroup) -> Iterator[Clause]:
        parent, size = group.parent + 1, len(group.members)
        members = [member + 1 for member in group.members]
        yield from ((-member, parent) for member in members)
        if group.low == size:
            yield from ((-parent, member) for member in members)
        elif group.low == 1:
            yield (-parent, *members)
        if group.high == 1 and size > 1:
            if size <= WIDEST_PAIRS:
                yield from ((-one, -other) for one, other in combinations(members, 2))
            else:
                first = self.last + 1
                self.last += size
                yield from ladder(members, first)
        elif (group.high < size or group.low > 1) and group.low < size:
            terms = [[(member, 1), (-member, 0)] for member in members]
            yield from self._bounded(terms, group.low, group.high, -parent)

    def _table(self, table: Table) -> Iterator[Clause]:
        if not table.allowed:
            yield from (tuple(-feature - 1 for feature in row) for row in table.rows)
            return
        columns = [
            {member: member + 1 for member in self.model.groups[group].members} for group in table.groups
        ]
        made = TableClauses(table.rows, columns, self.last)
        self.last = made.last
        yield from made.clauses
