"""One option model, compiled once and then asked by many: state, reasons, ways out and completions for any choices."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, cast

import numpy as np

from unikat.engines.configuring import explaining
from unikat.engines.configuring.circuit import Circuit
from unikat.engines.configuring.compiling import MOST_STEPS, compiled
from unikat.engines.configuring.completing import Change, Completer, Completion
from unikat.engines.configuring.counting import Counter, Counting
from unikat.engines.configuring.explaining import Explanation, WayOut
from unikat.engines.configuring.families import families_of
from unikat.engines.configuring.model import Measure, Model, figure
from unikat.engines.configuring.places import Places, places_of
from unikat.engines.configuring.pricing import least_with_each
from unikat.engines.configuring.satisfying import Asker, Encoding
from unikat.engines.configuring.searching import BudgetError
from unikat.engines.configuring.state import State, option_states


@dataclass(frozen=True, slots=True)
class _Left:
    """What a set of choices leaves: options that can, must and after a switch could be chosen; counts if known."""

    consistent: bool
    can: frozenset[str]
    must: frozenset[str]
    choosable: frozenset[str]
    count: int | None = None
    possible: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Edition:
    """A compiled model; never changed after it is made, so threads may share it. Made by `compile_model`.

    `countable` is False when the rules did not compile within their budget: counts are then None and every
    other answer comes from python-sat, still exact. Choices map option codes to wanted or unwanted; every
    method raises ModelError for an unknown code, and TooHardError where an answer would take more effort than
    allowed.
    """

    model: Model
    countable: bool
    _encoding: Encoding = field(repr=False)
    _places: Places = field(repr=False)
    _circuit: Circuit | None = field(repr=False)

    def state(self, choices: Mapping[str, bool]) -> State:
        """Status of every option, exact count of configurations left, and whether the car is complete."""
        self._encoding.literals(choices)
        left = self._counted(choices) if self.countable else self._asked(choices)
        options = option_states(self.model, choices, left.can, left.must, left.choosable, left.possible)
        state = State(options, left.count, False, left.consistent)
        complete = left.consistent and self.admits(state.chosen)
        return State(options, left.count, complete, left.consistent)

    def _counted(self, choices: Mapping[str, bool]) -> _Left:
        nothing: frozenset[str] = frozenset()
        if self._circuit is None:
            return _Left(False, nothing, nothing, nothing, 0, dict.fromkeys(self._places.value, 0))
        allowed = self._places.allowed(choices)
        possible: dict[str, int] = {}
        if self._circuit.small:
            count, ways = self._circuit.counts(allowed)
            possible = {code: ways[number] for code, number in self._places.value.items()}
            reached = np.array(ways) > 0
        else:
            count, reached = self._circuit.count(allowed), self._circuit.reachable(allowed)
        choosable = self._places.chosen(np.flatnonzero(reached))
        if not count:
            return _Left(False, nothing, nothing, choosable, 0, possible)
        open_values = np.flatnonzero(reached & allowed)
        return _Left(
            True,
            self._places.chosen(open_values),
            self._places.alone(open_values),
            choosable,
            count,
            possible,
        )

    def _asked(self, choices: Mapping[str, bool]) -> _Left:
        variables = self._encoding.variables
        nothing: frozenset[str] = frozenset()
        assumed = [*self._encoding.literals(choices), *self._encoding.selectors]
        with Asker(self._encoding) as asker:
            consistent = asker.possible(assumed)
            if not consistent:
                return _Left(False, nothing, nothing, self._after_switch(asker, choices, nothing))
            # Every answer shows many options at once; only what no answer has shown yet is asked for.
            shown = set(asker.answer())
            for variable in variables.values():
                for literal in (variable, -variable):
                    if literal not in shown and asker.possible([literal, *assumed]):
                        shown.update(asker.answer())
            can = frozenset(code for code, variable in variables.items() if variable in shown)
            must = frozenset(code for code, variable in variables.items() if -variable not in shown)
            return _Left(True, can, must, self._after_switch(asker, choices, can))

    def _after_switch(self, asker: Asker, choices: Mapping[str, bool], can: frozenset[str]) -> frozenset[str]:
        """`can`, and every other option that only the person's own choice in its group keeps out."""
        choosable = set(can)
        for group in self.model.groups:
            codes = [option.code for option in group.options]
            for code in codes:
                own = {code} if group.kind == "several" else set(codes)
                if code in can or not own & choices.keys():
                    continue
                others = {other: wanted for other, wanted in choices.items() if other not in own}
                wanted = [self._encoding.variables[code], *self._encoding.literals(others)]
                if asker.possible([*wanted, *self._encoding.selectors]):
                    choosable.add(code)
        return frozenset(choosable)

    def admits(self, chosen: AbstractSet[str]) -> bool:
        """Whether exactly these options, and no others, are a valid configuration."""
        for code in chosen:
            self._encoding.variable(code)
        for group in self.model.groups:
            picked = sum(option.code in chosen for option in group.options)
            if (group.kind == "one" and picked != 1) or (group.kind == "optional" and picked > 1):
                return False
        return all(rule.expression.holds(chosen) for rule in self.model.rules)

    def explain(self, choices: Mapping[str, bool], code: str) -> Explanation:
        """A minimal reason in rules, own choices and groups why an option is blocked or forced."""
        return explaining.explain(self._encoding, choices, code)

    def conflict(self, choices: Mapping[str, bool]) -> Explanation | None:
        """A minimal reason why the choices cannot stand together, None if they can."""
        return explaining.conflict(self._encoding, choices)

    def ways_out(self, choices: Mapping[str, bool], code: str, most: int = 5) -> tuple[WayOut, ...]:
        """Sets of own choices to give up so that the option can be chosen, smallest first, at most `most`."""
        ways = explaining.ways_out(self._encoding, choices, code, most)
        return tuple(WayOut(way, self._count({**choices, code: True}, way)) for way in ways)

    def _count(self, choices: Mapping[str, bool], without: AbstractSet[str]) -> int | None:
        if self._circuit is None:
            return None
        kept = {code: wanted for code, wanted in choices.items() if code not in without}
        return self._circuit.count(self._places.allowed(kept))

    def complete(self, choices: Mapping[str, bool], by: Measure = "price") -> Completion | None:
        """The cheapest, lightest or soonest configuration with all choices, None if the choices contradict."""
        return self._completer.complete(choices, by)

    def configuration(self, choices: Mapping[str, bool], number: int) -> frozenset[str] | None:
        """The options of one configuration with all choices, numbered from 0 to below their count.

        A random number gives a random configuration, all equally likely. None if the model is not countable;
        IndexError if there is no such number.
        """
        self._encoding.literals(choices)
        if not self.countable:
            return None
        if self._circuit is None:
            raise IndexError(number)
        counter = Counter(self._counting)
        counter.count(self._places.allowed(choices))
        return self._places.chosen(counter.numbered(number))

    @cached_property
    def _counting(self) -> Counting:
        return Counting(cast(Circuit, self._circuit))

    def least_with_each(
        self, choices: Mapping[str, bool], by: Literal["price", "mass"] = "price"
    ) -> Mapping[str, int | None]:
        """The "from" value of every option: the least price or mass of a configuration that has it.

        The option stands in place of the person's own choice in its group, so the difference to the present total is
        what a switch costs. None where no such configuration exists, and everywhere if the model is not countable.
        """
        self._encoding.literals(choices)
        options = {option.code: figure(option, by) for option in self.model.options}
        if self._circuit is None:
            return dict.fromkeys(options)
        costs = [options.get(code, 0) for code in self._places.codes]
        least, possible = least_with_each(self._circuit, self._places.allowed(choices), costs)
        return {
            code: int(least[number]) if possible[number] else None
            for code, number in self._places.value.items()
        }

    def nearest_free(
        self,
        chosen: AbstractSet[str],
        taken: Collection[frozenset[str]],
        ignoring: AbstractSet[str] = frozenset(),
        most: int = 3,
    ) -> tuple[Change, ...]:
        """Valid configurations that nobody has taken, nearest to `chosen` first, among equals the cheapest."""
        return self._completer.nearest_free(chosen, taken, ignoring, most)

    @property
    def _completer(self) -> Completer:
        return Completer(self._encoding, self._places, self._circuit, self.countable)


def compile_model(model: Model, most_steps: int = MOST_STEPS) -> Edition:
    """Compile a model into an edition; the same model always gives the same edition.

    `most_steps` bounds the effort (15,000,000 looks at parts of clauses take about six seconds);
    beyond it the edition is not countable.
    """
    encoding = Encoding(model)
    families = families_of(encoding)
    places = places_of(families)
    try:
        diagram = compiled(families.network, most_steps)
    except BudgetError:
        return Edition(model, False, encoding, places, None)
    circuit = None if diagram is None else Circuit.made(families.network.sizes, diagram)
    return Edition(model, True, encoding, places, circuit)
