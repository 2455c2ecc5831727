"""Expressions as clauses of signed numbers (+n true, -n false), without changing how many configurations there are.

Small expressions are multiplied out. Where that would grow, a part gets a helper variable that is exactly as
true as the part (Tseitin with both directions), so each configuration still has exactly one assignment of the
helpers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unikat.engines.configuring.expressions import Expression

Clause = tuple[int, ...]

WIDEST_PRODUCT = 24
"""Clauses that multiplying out may produce before a helper variable is cheaper."""


class Clauses:
    """Turns expressions into clauses; `helpers` are the definitions that always hold, `last` the highest variable."""

    def __init__(self, variables: Mapping[str, int], last: int) -> None:
        self.variables = variables
        self.last = last
        self.helpers: list[Clause] = []
        self._seen: dict[tuple[int, bool], tuple[Expression, list[Clause]]] = {}
        self._named: dict[int, tuple[Expression, int]] = {}

    def of(self, expression: Expression, positive: bool = True) -> list[Clause]:
        """Clauses that hold together exactly when the expression is true (or false, if not `positive`)."""
        # Keyed by identity: hashing a deep tree at every step would cost its size each time; the kept
        # expression makes sure that the identity is not used again.
        key = (id(expression), positive)
        if key not in self._seen:
            self._seen[key] = (expression, self._made(expression, positive))
        return self._seen[key][1]

    def _made(self, expression: Expression, positive: bool) -> list[Clause]:
        parts = expression.parts
        match expression.operator:
            case "code":
                variable = self.variables[expression.code]
                return [(variable if positive else -variable,)]
            case "true" | "false":
                return [] if (expression.operator == "true") == positive else [()]
            case "not":
                return self.of(parts[0], not positive)
            case "and" | "or":
                signed = [(part, positive) for part in parts]
                return self._all(signed) if (expression.operator == "and") == positive else self._any(signed)
            case "implies":
                left, right = parts
                if positive:
                    return self._any([(left, False), (right, True)])
                return self._all([(left, True), (right, False)])
            case _:
                left, right = parts
                forth = self._any([(left, False), (right, positive)])
                return _tidy([*forth, *self._any([(left, True), (right, not positive)])])

    def _all(self, parts: Iterable[tuple[Expression, bool]]) -> list[Clause]:
        return _tidy(clause for part, positive in parts for clause in self.of(part, positive))

    def _any(self, parts: list[tuple[Expression, bool]]) -> list[Clause]:
        product: list[Clause] = [()]
        for part, positive in parts:
            factor = self.of(part, positive)
            if len(factor) > 1 and len(product) * len(factor) > WIDEST_PRODUCT:
                name = self._name(part)
                factor = [(name if positive else -name,)]
            product = _tidy(one + other for one in product for other in factor)
        return product

    def _name(self, part: Expression) -> int:
        if id(part) not in self._named:
            whenever, unless = self.of(part, True), self.of(part, False)
            self.last += 1
            name = self.last
            self._named[id(part)] = (part, name)
            self.helpers.extend((*clause, -name) for clause in whenever)
            self.helpers.extend((*clause, name) for clause in unless)
        return self._named[id(part)][1]


def _tidy(clauses: Iterable[Clause]) -> list[Clause]:
    """Without repeated literals, clauses that always hold, and doubles; in a fixed order."""
    kept: dict[Clause, None] = {}
    for clause in clauses:
        literals = set(clause)
        if not any(-literal in literals for literal in literals):
            kept[tuple(sorted(literals, key=lambda literal: (abs(literal), literal)))] = None
    return [()] if () in kept else list(kept)
