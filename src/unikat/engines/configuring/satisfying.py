"""Yes-or-no and cheapest questions to a model, answered by python-sat with a bound on effort.

Every rule and every group has a selector variable: it takes part in a question only when its selector is
assumed, which is what lets explanations name the rules that matter. Each asker owns a solver, so threads
never share one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations
from threading import Event, Timer
from types import TracebackType
from typing import Protocol, Self

from pysat.examples.rc2 import RC2Stratified
from pysat.formula import WCNF
from pysat.solvers import Solver

from unikat.engines.configuring.clauses import Clause, Clauses
from unikat.engines.configuring.model import Group, Model, ModelError

MOST_CONFLICTS = 30_000
"""Conflicts that all questions to one asker may meet: some seconds; kit cars need a few hundred."""
WIDEST_PAIRS = 6
"""Members of a group that exclude each other pair by pair; more of them do it along a ladder of helpers."""
LONGEST_SEARCH = 10.0
"""Seconds that one search for a cheapest answer may take."""


class TooHardError(RuntimeError):
    """A question that could not be answered within its bound; nothing is claimed about the answer."""

    def __init__(self) -> None:
        super().__init__("These rules are too entangled to answer this question within the allowed effort.")


class Encoded(Protocol):
    """A model as clauses that questions and explanations can be put to."""

    variables: dict[str, int]
    groups: dict[str, int]
    rules: dict[str, int]
    selectors: tuple[int, ...]

    def literals(self, choices: Mapping[str, bool]) -> list[int]:
        """One signed variable per choice."""

    def variable(self, code: str) -> int:
        """The variable of an option or feature."""

    def clauses(self) -> Iterable[Clause]:
        """Everything that must hold, each group and rule behind its selector."""

    def clauses_for(self, selectors: AbstractSet[int]) -> Iterable[Clause]:
        """The clauses behind these selectors, and those that are behind none."""


class Encoding:
    """A model as clauses: variables of options, selectors of rules and groups; never changed."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.variables = {option.code: number for number, option in enumerate(model.options, 1)}
        last = len(self.variables)
        self.groups = {group.code: number for number, group in enumerate(model.groups, last + 1)}
        last += len(self.groups)
        self.rules = {rule.code: number for number, rule in enumerate(model.rules, last + 1)}
        clauses = Clauses(self.variables, last + len(self.rules))
        self.rule_clauses = {rule.code: tuple(clauses.of(rule.expression)) for rule in model.rules}
        self.helpers = tuple(clauses.helpers)
        self.helper_variables = range(last + len(self.rules) + 1, clauses.last + 1)
        self._ladders = clauses.last + 1
        wide = [len(group.options) for group in model.groups if _needs_ladder(group)]
        self.last = clauses.last + sum(wide)
        self.selectors = (*self.groups.values(), *self.rules.values())
        self.names = {number: code for code, number in self.variables.items()}

    def literals(self, choices: Mapping[str, bool]) -> list[int]:
        """One signed variable per choice, in the order of the choices; raises ModelError for an unknown code."""
        return [self.variable(code) if wanted else -self.variable(code) for code, wanted in choices.items()]

    def variable(self, code: str) -> int:
        """The variable of an option; raises ModelError for an unknown code."""
        if code not in self.variables:
            raise ModelError("unknown-option", code, f"There is no option '{code}' in this model.")
        return self.variables[code]

    def clauses(self) -> Iterator[Clause]:
        """Everything that must hold, each group and rule behind its selector."""
        yield from self.helpers
        rungs = self._ladders
        for group in self.model.groups:
            selector = self.groups[group.code]
            members = [self.variables[option.code] for option in group.options]
            if group.kind == "one":
                yield (*members, -selector)
            if _needs_ladder(group):
                yield from ladder(members, rungs, -selector)
                rungs += len(members)
            elif group.kind != "several":
                yield from ((-one, -other, -selector) for one, other in combinations(members, 2))
        for code, clauses in self.rule_clauses.items():
            yield from ((*clause, -self.rules[code]) for clause in clauses)

    def clauses_for(self, selectors: AbstractSet[int]) -> Iterator[Clause]:
        """The clauses behind these selectors, and those that are behind none."""
        others = frozenset(self.selectors) - selectors
        return (clause for clause in self.clauses() if others.isdisjoint(-literal for literal in clause))

    def chosen(self, answer: Collection[int]) -> frozenset[str]:
        """The option codes that are true in a solver's answer."""
        return frozenset(self.names[literal] for literal in answer if literal in self.names)


def _needs_ladder(group: Group) -> bool:
    return group.kind != "several" and len(group.options) > WIDEST_PAIRS


def ladder(members: list[int], first: int, *unless: int) -> Iterator[Clause]:
    """At most one member (or one of `unless`), one helper each says "this one or an earlier one" (Sinz 2005)."""
    for rung, member in enumerate(members, first):
        yield (-member, rung, *unless)
        if rung > first:
            yield (-(rung - 1), rung, *unless)
            yield (-(rung - 1), -member, *unless)


class Asker:
    """Asks one encoding many questions; a context manager that owns its solver."""

    def __init__(
        self, encoding: Encoded, extra: Iterable[Clause] = (), only: AbstractSet[int] | None = None
    ) -> None:
        """`extra` clauses beside the encoding's; `only` the clauses behind these selectors."""
        self._solver = Solver(name="g4")
        self._spent = 0
        for clause in (*(encoding.clauses() if only is None else encoding.clauses_for(only)), *extra):
            self._solver.add_clause(list(clause))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._solver.delete()

    def add(self, clauses: Iterable[Clause]) -> None:
        """More clauses, from now on."""
        for clause in clauses:
            self._solver.add_clause(list(clause))

    def begin(self) -> None:
        """The bound on effort starts anew, for an asker that is kept for the next person's questions."""
        self._spent = self._solver.accum_stats()["conflicts"]

    def possible(self, assumptions: Iterable[int]) -> bool:
        """Whether some configuration meets all assumptions; raises TooHardError instead of guessing."""
        used = self._solver.accum_stats()["conflicts"] - self._spent
        self._solver.conf_budget(max(1, MOST_CONFLICTS - used))
        answer = self._solver.solve_limited(assumptions=list(assumptions))
        if answer is None:
            raise TooHardError
        return bool(answer)

    def answer(self) -> list[int]:
        """The assignment found by the last question that was possible."""
        return list(self._solver.get_model() or [])

    def core(self) -> frozenset[int]:
        """Assumptions of the last impossible question that already contradict each other."""
        return frozenset(self._solver.get_core() or [])


def cheapest(
    encoding: Encoding, required: Iterable[int], costs: Mapping[str, int], without: Iterable[Clause] = ()
) -> frozenset[str] | None:
    """The configuration with the least sum of its options' costs, None if there is none; exact by MaxSAT (RC2).

    Costs may be negative. Raises TooHardError when the search passes its bound of seconds.
    """
    formula = WCNF()
    for clause in (*encoding.clauses(), *((must,) for must in (*encoding.selectors, *required)), *without):
        formula.append(list(clause))
    for code, cost in costs.items():
        variable = encoding.variable(code)
        if cost:
            formula.append([-variable if cost > 0 else variable], weight=abs(cost))
    expired = Event()
    with RC2Stratified(formula, solver="g4") as search:

        def stop() -> None:
            expired.set()
            search.interrupt()

        clock = Timer(LONGEST_SEARCH, stop)
        clock.start()
        answer = search.compute(expect_interrupt=True)
        clock.cancel()
    if answer is None and expired.is_set():
        raise TooHardError
    return None if answer is None else encoding.chosen(set(answer))
