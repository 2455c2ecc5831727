"""A feature model, compiled once and then asked by many: what every feature can still be, exact counts, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unikat.engines.configuring.circuit import Allowed, Circuit, Figures
from unikat.engines.configuring.compiling import MOST_STEPS, compiled
from unikat.engines.configuring.core_asking import CoreAsker
from unikat.engines.configuring.counting import Counter, Counting
from unikat.engines.configuring.diagram import Diagram, Node
from unikat.engines.configuring.features import FeatureModel
from unikat.engines.configuring.network import FamilySum, FamilyTable, Network
from unikat.engines.configuring.planting import Planting
from unikat.engines.configuring.pricing import least_with_each
from unikat.engines.configuring.reducing import reduced
from unikat.engines.configuring.searching import BudgetError
from unikat.engines.configuring.standing import Standing, standing_of
from unikat.engines.configuring.storing import StoredError, load, store


@dataclass(frozen=True, slots=True, eq=False)
class Domains:
    """What every feature of the model, in its order, can still be; nothing at all when the choices contradict."""

    consistent: bool
    can_be_chosen: NDArray[np.bool_]
    can_be_left: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class FeatureEdition:
    """A compiled feature model; never changed after it is made, so threads may share it.

    `countable` is False when the rules did not compile within their budget: counts are then None, and domains come from
    python-sat on the core, still exact; TooHardError where an answer would take more effort than allowed.
    """

    names: tuple[str, ...]
    countable: bool
    consistent: bool
    _circuit: Circuit = field(repr=False)
    _standing: Standing = field(repr=False)
    _counting: Counting = field(repr=False)
    _core: _Core | None = field(repr=False)

    def domains(self, choices: Mapping[str, bool]) -> Domains:
        """What every feature can still be under the choices; raises ModelError for an unknown feature."""
        return self._domains(self._standing.allowed(choices))

    def _domains(self, allowed: Allowed | None) -> Domains:
        nothing = np.zeros(len(self.names), np.bool_)
        if allowed is None or not self.consistent:
            return Domains(False, nothing, nothing)
        if self._core is not None:
            narrowed = self._core.narrowed(self._circuit, allowed)
            if narrowed is None:
                return Domains(False, nothing, nothing)
            allowed = narrowed
        consistent, reached = self._circuit.possible(allowed)
        if not consistent:
            return Domains(False, nothing, nothing)
        return Domains(True, *self._standing.features(reached))

    def count(self, choices: Mapping[str, bool]) -> int | None:
        """The exact number of configurations with all choices; None if the rules did not compile."""
        return self.session().count(choices)

    def least_with_each(
        self, choices: Mapping[str, bool], weights: NDArray[np.int64]
    ) -> tuple[Figures, NDArray[np.bool_]] | None:
        """For every feature the least total weight of a configuration that has it and all choices, and whether one exists.

        `weights` holds one whole number per feature, for example cents (see `weights_of`). None if the rules did not
        compile.
        """
        if not self.countable:
            return None
        allowed = self._standing.allowed(choices)
        if allowed is None or not self.consistent:
            return np.zeros(len(self.names), np.int64), np.zeros(len(self.names), np.bool_)
        costs, always = self._standing.costs(weights)
        least, possible = least_with_each(self._circuit, allowed, costs, switches=False)
        consistent = bool(possible.any())
        everywhere = int(least[possible].min()) if consistent else 0
        by_value = np.append(least, everywhere) + always
        return by_value[self._standing.value], np.append(possible, consistent)[self._standing.value]

    def session(self) -> Session:
        """One person's clicks, whose counts build on each other."""
        return Session(self)

    def save(self, path: Path) -> None:
        """One file that `open_edition` maps into memory; the old one stays whole until the new one is."""
        facts = {"names": self.names, "countable": self.countable, "consistent": self.consistent}
        arrays = {f"circuit.{name}": array for name, array in self._circuit.arrays.items()}
        if self._core is not None:
            facts["network"] = self._core.facts()
            arrays["witnesses"] = self._core.witnesses()
        arrays.update({f"standing.{name}": array for name, array in self._standing.arrays.items()})
        store(path, facts, arrays)


class Session:
    """Clicks of one person on one edition; for one thread at a time."""

    def __init__(self, edition: FeatureEdition) -> None:
        self.edition = edition
        self._counter: Counter | None = None

    def domains(self, choices: Mapping[str, bool]) -> Domains:
        """What every feature can still be under the choices."""
        return self.edition.domains(choices)

    def count(self, choices: Mapping[str, bool]) -> int | None:
        """The exact number of configurations with all choices; None if the rules did not compile."""
        edition = self.edition
        allowed = edition._standing.allowed(choices)
        if not edition.countable:
            return None
        if allowed is None or not edition.consistent:
            return 0
        self._counter = self._counter or Counter(edition._counting)
        return self._counter.count(allowed)

    def configuration(self, choices: Mapping[str, bool], number: int) -> frozenset[str] | None:
        """The features of one configuration with all choices, numbered from 0 to below their count.

        A random number gives a random configuration, all equally likely. None if the rules did not compile;
        IndexError if there is no such number.
        """
        count = self.count(choices)
        if count is None:
            return None
        if not 0 <= number < count or self._counter is None:
            raise IndexError(number)
        return self.edition._standing.chosen(self._counter.numbered(number))


class _Core:
    """The core of a model that did not compile, asked by python-sat; one question at a time."""

    def __init__(self, network: Network, witnesses: Allowed | None = None) -> None:
        self.network = network
        self._lock = Lock()
        self._asker: CoreAsker | None = None
        self._witnesses = witnesses

    def _asking(self) -> CoreAsker:
        if self._asker is None:
            self._asker = CoreAsker(self.network, self._witnesses)
        return self._asker

    def narrowed(self, circuit: Circuit, allowed: Allowed) -> Allowed | None:
        """The allowed values without those of the core that no configuration has; None if nothing is left."""
        width = sum(self.network.sizes)
        consistent, reached = circuit.possible(allowed)
        if not consistent:
            return None
        with self._lock:
            consistent, possible = self._asking().possible(reached[:width])
        return np.concatenate((possible, allowed[width:])) if consistent else None

    def facts(self) -> dict[str, Any]:
        network = self.network
        tables = [(table.families, table.rows) for table in network.tables]
        sums = [(each.families, each.weights, each.low, each.high) for each in network.sums]
        return {"sizes": network.sizes, "clauses": network.clauses, "tables": tables, "sums": sums}

    def witnesses(self) -> Allowed:
        with self._lock:
            return self._asking().witnesses


def compile_features(model: FeatureModel, most_steps: int = MOST_STEPS) -> FeatureEdition:
    """Compile a feature model; the same model always gives the same edition. `most_steps` bounds the effort."""
    cut = reduced(model)
    planting = Planting(cut)
    core: _Core | None = None
    try:
        diagram = compiled(cut.network, most_steps)
    except BudgetError:
        core, diagram = _Core(cut.network), _unbound(cut.network)
    consistent = diagram is not None
    circuit = Circuit.made(
        planting.sizes, planting.whole(_unbound(cut.network) if diagram is None else diagram)
    )
    standing = standing_of(model, planting)
    edition = FeatureEdition(
        model.names, core is None, consistent, circuit, standing, Counting(circuit), core
    )
    if core is not None:
        # The first question is the slowest; its witnesses serve everybody.
        edition.domains({})
    return edition


def _unbound(network: Network) -> tuple[Node, ...]:
    """The core as if nothing were tied: what hangs from its values can be asked all the same."""
    diagram = Diagram()
    if network.sizes:
        diagram.joined([diagram.node("values", (f, (1 << size) - 1)) for f, size in enumerate(network.sizes)])
    return tuple(diagram.nodes)


def open_edition(path: Path) -> FeatureEdition:
    """A saved edition, used from the file by mapping it into memory; raises StoredError."""
    facts, arrays = load(path)
    try:
        names = tuple(facts["names"])
        parts: dict[str, dict[str, NDArray[Any]]] = {"circuit": {}, "standing": {}}
        for name, array in arrays.items():
            if "." in name:
                kind, _, name = name.partition(".")
                parts[kind][name] = array
        circuit = Circuit(parts["circuit"])
        core = None
        if "network" in facts:
            core = _Core(_network(facts["network"]), np.array(arrays["witnesses"]))
        return FeatureEdition(
            names,
            facts["countable"],
            facts["consistent"],
            circuit,
            Standing(names, parts["standing"]),
            Counting(circuit),
            core,
        )
    except (KeyError, TypeError, IndexError) as fault:
        raise StoredError("This edition is damaged.") from fault


def _network(facts: dict[str, Any]) -> Network:
    clauses = tuple(tuple((family, bits) for family, bits in clause) for clause in facts["clauses"])
    tables = (FamilyTable(tuple(f), tuple(tuple(row) for row in rows)) for f, rows in facts["tables"])
    sums = (FamilySum(tuple(f), tuple(tuple(w) for w in ws), low, high) for f, ws, low, high in facts["sums"])
    return Network(tuple(facts["sizes"]), clauses, tuple(tables), tuple(sums))
