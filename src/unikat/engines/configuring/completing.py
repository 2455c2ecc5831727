"""The rest of a car, chosen for the person: cheapest, lightest or soonest; and the smallest changes that make it unique."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

from unikat.engines.configuring.circuit import Circuit
from unikat.engines.configuring.clauses import Clause
from unikat.engines.configuring.model import Measure, Model, ModelError, figure
from unikat.engines.configuring.places import Places
from unikat.engines.configuring.pricing import cheapest_first
from unikat.engines.configuring.satisfying import Asker, Encoding, TooHardError, cheapest

MOST_LOOKED_AT = 200_000
"""Configurations that a search for free ones may pass before it gives up."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A complete configuration, what it adds to the choices, and its total (cents, grams, or days)."""

    chosen: frozenset[str]
    added: frozenset[str]
    total: int


@dataclass(frozen=True, slots=True)
class Change:
    """A free configuration near another: what to add and remove, in how many groups, and what it costs (cents)."""

    chosen: frozenset[str]
    added: frozenset[str]
    removed: frozenset[str]
    changes: int
    price_difference: int


@dataclass(frozen=True, slots=True)
class Completer:
    """Finds the best configurations of one model, by its circuit if it is `countable`, else by MaxSAT.

    A countable model without a circuit has no configuration at all.
    """

    encoding: Encoding
    places: Places
    circuit: Circuit | None
    countable: bool

    def complete(self, choices: Mapping[str, bool], by: Measure) -> Completion | None:
        """The best configuration with all choices, None if there is none; "lead" is soonest, then cheapest.

        Price and mass are sums over the options, lead time is the longest of theirs. Among equals the one
        with fewest options is taken.
        """
        for code in choices:
            self.encoding.variable(code)
        late = self._too_late(choices) if by == "lead" else frozenset[str]()
        chosen = None if late is None else self._best(choices, "price" if by == "lead" else by, late)
        if chosen is None:
            return None
        added = chosen - {code for code, wanted in choices.items() if wanted}
        return Completion(chosen, added, total(self.encoding.model, chosen, by))

    def _best(
        self, choices: Mapping[str, bool], by: Measure, without: AbstractSet[str]
    ) -> frozenset[str] | None:
        # One more than the number of options, so that the number of options only decides between equal sums.
        scale = len(self.encoding.variables) + 1
        costs = {option.code: figure(option, by) * scale + 1 for option in self.encoding.model.options}
        if not self.countable:
            return cheapest(self.encoding, self._literals(choices, without), costs)
        return next(self._ranked(choices, without, costs), None)

    def _ranked(
        self, choices: Mapping[str, bool], without: AbstractSet[str], costs: Mapping[str, int]
    ) -> Iterator[frozenset[str]]:
        if self.circuit is None:
            return iter(())
        by_value = [costs.get(code, 0) for code in self.places.codes]
        values = cheapest_first(self.circuit, self.places.allowed(choices, without), by_value)
        return map(self.places.chosen, values)

    def _too_late(self, choices: Mapping[str, bool]) -> frozenset[str] | None:
        """Options to leave out so that the longest lead time is as short as the choices allow."""
        options = self.encoding.model.options
        days = sorted({0, *(option.lead_days for option in options)})
        first, last = 0, len(days) - 1
        if not self._possible(choices, frozenset()):
            return None
        while first < last:
            middle = (first + last) // 2
            late = frozenset(option.code for option in options if option.lead_days > days[middle])
            if self._possible(choices, late):
                last = middle
            else:
                first = middle + 1
        return frozenset(option.code for option in options if option.lead_days > days[first])

    def _possible(self, choices: Mapping[str, bool], without: AbstractSet[str]) -> bool:
        if self.countable:
            return self.circuit is not None and self.circuit.count(self.places.allowed(choices, without)) > 0
        with Asker(self.encoding) as asker:
            return asker.possible([*self._literals(choices, without), *self.encoding.selectors])

    def _literals(self, choices: Mapping[str, bool], without: AbstractSet[str]) -> list[int]:
        left_out = [-self.encoding.variables[code] for code in sorted(without)]
        return [*self.encoding.literals(choices), *left_out]

    def nearest_free(
        self,
        chosen: AbstractSet[str],
        taken: Collection[frozenset[str]],
        ignoring: AbstractSet[str] = frozenset(),
        most: int = 3,
    ) -> tuple[Change, ...]:
        """Valid configurations not in `taken`, those with changes in fewest groups first, among them the cheapest.

        Options in `ignoring` do not make a configuration different. A configuration that is free already
        comes back first, with nothing changed; empty if every valid configuration is taken.
        """
        model = self.encoding.model
        for code in sorted(chosen):
            self.encoding.variable(code)
        known = frozenset(self.encoding.variables)
        # A taken car with an option that this edition no longer has cannot be built again.
        marks = {car - ignoring for car in taken if car - ignoring <= known}
        costs = _costs_of_change(model, chosen)
        free = (
            self._free_ranked(costs, marks, ignoring)
            if self.countable
            else self._free_asked(costs, marks, ignoring)
        )
        return tuple(_change(model, chosen, other) for other in islice(free, most))

    def _free_ranked(
        self, costs: Mapping[str, int], marks: set[frozenset[str]], ignoring: AbstractSet[str]
    ) -> Iterator[frozenset[str]]:
        for looked_at, car in enumerate(self._ranked({}, frozenset(), costs)):
            if looked_at == MOST_LOOKED_AT:
                raise TooHardError
            if car - ignoring not in marks:
                marks.add(car - ignoring)
                yield car

    def _free_asked(
        self, costs: Mapping[str, int], marks: set[frozenset[str]], ignoring: AbstractSet[str]
    ) -> Iterator[frozenset[str]]:
        counting = [code for code in self.encoding.variables if code not in ignoring]
        without = [self._other_than(mark, counting) for mark in sorted(marks, key=sorted)]
        while () not in without:
            car = cheapest(self.encoding, (), costs, without)
            if car is None:
                return
            yield car
            without.append(self._other_than(car, counting))

    def _other_than(self, car: AbstractSet[str], counting: list[str]) -> Clause:
        variables = self.encoding.variables
        return tuple(-variables[code] if code in car else variables[code] for code in counting)


def total(model: Model, chosen: AbstractSet[str], by: Measure) -> int:
    """Price or mass of a configuration as a sum, or its lead time as the longest of its options."""
    figures = [figure(option, by) for option in model.options if option.code in chosen]
    return max(figures, default=0) if by == "lead" else sum(figures)


def _change_costs(model: Model, chosen: AbstractSet[str]) -> dict[tuple[str, bool], int]:
    """One per changed group (per option where several go together): giving up a pick, or picking where none was."""
    costs: dict[tuple[str, bool], int] = {}
    for group in model.groups:
        picked = [option.code for option in group.options if option.code in chosen]
        if len(picked) > 1 and group.kind != "several":
            sentence = f"Group '{group.code}' takes one option, not {len(picked)}."
            raise ModelError("too-many-in-group", group.code, sentence)
        for option in group.options:
            if option.code in chosen:
                costs[option.code, False] = 1
            elif group.kind == "several" or not picked:
                costs[option.code, True] = 1
    return costs


def _costs_of_change(model: Model, chosen: AbstractSet[str]) -> dict[str, int]:
    """What choosing each option adds: its price, and for every changed group more than all prices together."""
    change = sum(abs(option.price) for option in model.options) + 1
    changes = _change_costs(model, chosen)
    return {
        option.code: option.price
        + change * (changes.get((option.code, True), 0) - changes.get((option.code, False), 0))
        for option in model.options
    }


def _change(model: Model, chosen: AbstractSet[str], other: frozenset[str]) -> Change:
    added, removed = other - chosen, frozenset(chosen - other)
    costs = _change_costs(model, chosen)
    changes = sum(costs.get((code, True), 0) for code in added) + sum(costs[code, False] for code in removed)
    difference = total(model, other, "price") - total(model, chosen, "price")
    return Change(other, added, removed, changes, difference)
