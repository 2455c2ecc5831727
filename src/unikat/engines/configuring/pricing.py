"""Costs over a circuit: the cheapest configurations in their order, and the least cost with each value, in two passes.

The passes are those of counting with sums for products and minima for sums (the tropical semiring). A value's least cost
is that of a configuration with this value, whatever the choice in its own family, so one pass prices every switch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from unikat.engines.configuring.circuit import Allowed, Circuit, Figures
from unikat.engines.configuring.ranking import Priced, ranked

_FITS = 2**60


class _Sums:
    """Least cost of every node; `bound` is above every sum and marks what is impossible."""

    def __init__(self, circuit: Circuit, allowed: Allowed, costs: Sequence[int]) -> None:
        self.circuit = circuit
        self.alive = circuit.alive(allowed)
        self.bound = 2 * sum(abs(cost) for cost in costs) + 1
        dtype = np.dtype(np.int64 if self.bound < _FITS else object)
        self.costs = np.array(costs, dtype)
        self.prices = np.where(allowed, self.costs, self.bound)
        self.sums: Figures = np.empty(circuit.nodes, dtype)
        self.sums[: circuit.leaves] = np.minimum.reduceat(
            self.prices[circuit.leaf_values], circuit.leaf_starts
        )
        for layer in circuit.layers:
            # Dead parts weigh nothing in a sum (the whole is dead as well) and never win a minimum.
            dead = 0 if layer.multiplies else self.bound
            parts = np.where(self.alive[layer.parts], self.sums[layer.parts], dead)
            operation = np.add if layer.multiplies else np.minimum
            self.sums[layer.first : layer.last] = operation.reduceat(parts, layer.starts)


def cheapest_first(circuit: Circuit, allowed: Allowed, costs: Sequence[int]) -> Iterator[frozenset[int]]:
    """Values of every configuration from the least sum of costs on; ties always fall alike."""
    made = _Sums(circuit, allowed, costs)
    least = [int(total) if lives else None for total, lives in zip(made.sums, made.alive, strict=True)]
    prices = [int(price) if may else None for price, may in zip(made.prices, allowed, strict=True)]
    return ranked(Priced(circuit.kinds, circuit.part_lists, least, prices, circuit.root))


def least_with_each(circuit: Circuit, allowed: Allowed, costs: Sequence[int]) -> list[int | None]:
    """For every value the least sum of costs with it in place of whatever its family is allowed; None if impossible."""
    made = _Sums(circuit, allowed, costs)
    around: Figures = np.full(circuit.nodes, made.bound, made.sums.dtype)
    around[circuit.root] = 0
    for layer in reversed(circuit.layers):
        passed = around[layer.first : layer.last][layer.owner]
        if layer.multiplies:
            # What stands beside a part: the whole without it, if every sibling lives.
            dead = ~made.alive[layer.parts]
            deaths = np.add.reduceat(dead, layer.starts, dtype=np.int32)[layer.owner]
            beside = made.sums[layer.first : layer.last][layer.owner] - np.where(
                dead, 0, made.sums[layer.parts]
            )
            possible = (passed < made.bound) & (deaths == dead)
            passed = np.where(possible, passed + beside, made.bound)
        np.minimum.at(around, layer.parts, passed)
    best: Figures = np.full(circuit.width, made.bound, made.sums.dtype)
    of_leaves = around[circuit.leaf_owner]
    np.minimum.at(best, circuit.leaf_values, of_leaves)
    return [
        int(rest) + int(cost) if rest < made.bound else None
        for rest, cost in zip(best, made.costs, strict=True)
    ]
