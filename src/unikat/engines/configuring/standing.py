"""Where each feature stands among the values of a circuit, and what follows for features from values that are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unikat.engines.configuring.circuit import Allowed
from unikat.engines.configuring.features import FeatureModel
from unikat.engines.configuring.model import ModelError
from unikat.engines.configuring.planting import Planting
from unikat.engines.configuring.reducing import ALWAYS


class Standing:
    """For every feature its value; for values outside of the core the value that carries their tree, level by level."""

    def __init__(self, names: tuple[str, ...], arrays: Mapping[str, NDArray[Any]]) -> None:
        self.arrays = arrays
        self._number = {name: number for number, name in enumerate(names)}
        self.value = arrays["value"]
        self._family_of = arrays["family_of"]
        self._firsts = arrays["firsts"]
        self._width = int(self._firsts[-1])
        ends = arrays["level_ends"].tolist()
        self._levels = [
            (arrays["carried"][begin:end], arrays["carriers"][begin:end])
            for begin, end in zip([0, *ends], ends, strict=False)
        ]

    @cached_property
    def _carrier(self) -> dict[int, int]:
        return dict(zip(self.arrays["carried"].tolist(), self.arrays["carriers"].tolist(), strict=True))

    def allowed(self, choices: Mapping[str, bool]) -> Allowed | None:
        """The values that the choices leave, None if one of them is impossible whatever the rules say."""
        allowed = np.ones(self._width, np.bool_)
        for name, wanted in choices.items():
            if name not in self._number:
                raise ModelError("unknown-option", name, f"There is no feature '{name}' in this model.")
            value = int(self.value[self._number[name]])
            if value == self._width:
                if not wanted:
                    return None
                continue
            if not wanted:
                allowed[value] = False
            # What is chosen brings all that carries it.
            while wanted and value != self._width:
                family = int(self._family_of[value])
                first, last = int(self._firsts[family]), int(self._firsts[family + 1])
                allowed[first:value] = False
                allowed[value + 1 : last] = False
                value = self._carrier.get(value, self._width)
        return allowed

    def costs(self, weights: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
        """What every value weighs with the features that stand there, and what is always there."""
        costs = np.zeros(self._width + 1, np.int64)
        np.add.at(costs, self.value, weights)
        return costs[:-1], int(costs[-1])

    def chosen(self, values: Iterable[int]) -> frozenset[str]:
        """The features of a configuration from its values."""
        taken = {self._width, *values}
        standing = zip(self._number, self.value.tolist(), strict=True)
        return frozenset(name for name, value in standing if value in taken)

    def features(self, reached: Allowed) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """For every feature whether it can be chosen and whether it can be left out, from the values that occur."""
        in_family = np.add.reduceat(reached, self._firsts[:-1], dtype=np.int32) if self._width else reached
        taken = np.ones(self._width + 1, np.bool_)
        taken[:-1] = reached
        left = np.zeros(self._width + 1, np.bool_)
        left[:-1] = in_family[self._family_of] - reached > 0
        for carried, carriers in self._levels:
            left[carried] |= left[carriers]
        return taken[self.value], left[self.value]


def standing_of(model: FeatureModel, planting: Planting) -> Standing:
    """The standing of a model's features in the circuit that a planting makes."""
    firsts = np.concatenate(([0], np.cumsum(planting.sizes, dtype=np.intp))).astype(np.intp)
    width = int(firsts[-1])

    def value(place: tuple[int, int]) -> int:
        return width if place == ALWAYS else int(firsts[place[0]]) + place[1]

    holders = planting.reduced.tree.holder
    carrier = {value(planting.place[member]): value(place) for member, place in planting.carrier.items()}
    level: dict[int, int] = {}
    # Carriers come before what they carry, because planting goes from the core outwards.
    for each, by in carrier.items():
        level[each] = level.get(by, 0) + 1
    order = sorted(carrier, key=lambda each: (level[each], each))
    counts = np.bincount([level[each] for each in order], minlength=1)[1:]
    return Standing(
        model.names,
        {
            "value": np.array([value(planting.place[holder]) for holder in holders], np.intp),
            "firsts": firsts,
            "family_of": np.repeat(np.arange(len(planting.sizes)), planting.sizes).astype(np.intp),
            "carried": np.array(order, np.intp),
            "carriers": np.array([carrier[each] for each in order], np.intp),
            "level_ends": np.cumsum(counts).astype(np.intp),
        },
    )
