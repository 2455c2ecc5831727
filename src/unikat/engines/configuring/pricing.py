"""Costs over a circuit: the cheapest configurations in their order, and the least cost with each value, in two passes.

The passes are those of counting with sums for products and minima for sums (the tropical semiring). A value's least cost
is that of a configuration with this value, whatever the choice in its own family, so one pass prices every switch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from unikat.engines.configuring.circuit import Allowed, Circuit, Figures, Layer
from unikat.engines.configuring.ranking import Priced, ranked

_FITS = 2**60

Costs = Sequence[int] | NDArray[np.int64]
"""One whole number per value; an array's sum fits a machine number."""


class _Sums:
    """Least cost of every node; `bound` is above every sum and marks what is impossible."""

    def __init__(self, circuit: Circuit, allowed: Allowed, costs: Costs) -> None:
        self.circuit = circuit
        self.alive = circuit.alive(allowed)
        exact = np.array(costs, object) if isinstance(costs, Sequence) else costs
        self.bound = 2 * int(np.abs(exact).sum()) + 1
        dtype = np.dtype(np.int64 if self.bound < _FITS else object)
        self.costs = exact.astype(dtype)
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


def least_with_each(
    circuit: Circuit, allowed: Allowed, costs: Costs, switches: bool = True
) -> tuple[Figures, Allowed]:
    """For every value the least sum of costs with it in place of whatever its family is allowed, and where there is one.

    Without `switches` only for values that are allowed, which is quicker.
    """
    made = _Sums(circuit, allowed, costs)
    around: Figures = np.full(circuit.nodes, made.bound, made.sums.dtype)
    if switches or made.alive[circuit.root]:
        around[circuit.root] = 0
    for layer in reversed(circuit.layers):
        passed = around[layer.first : layer.last]
        if layer.multiplies and switches:
            passed = _beside(made, layer, passed)
        elif layer.multiplies:
            whole = np.where(
                passed < made.bound, passed + made.sums[layer.first : layer.last], 2 * made.bound
            )
            passed = whole[layer.owner] - made.sums[layer.parts]
        else:
            passed = passed[layer.owner]
        if not switches:
            passed = np.where(made.alive[layer.parts], passed, made.bound)
        np.minimum.at(around, layer.parts, passed)
    best: Figures = np.full(circuit.width, made.bound, made.sums.dtype)
    np.minimum.at(best, circuit.leaf_values, around[circuit.leaf_owner])
    possible = best < made.bound
    return best + made.costs, possible if switches else possible & allowed


def _beside(made: _Sums, layer: Layer, passed: Figures) -> Figures:
    """For each part of a product what stands beside it: the whole without it, if every sibling lives."""
    dead = ~made.alive[layer.parts]
    deaths = np.add.reduceat(dead, layer.starts, dtype=np.int32)[layer.owner]
    own = np.where(dead, 0, made.sums[layer.parts])
    above = passed[layer.owner]
    beside = made.sums[layer.first : layer.last][layer.owner] - own
    return np.where((above < made.bound) & (deaths == dead), above + beside, made.bound)
