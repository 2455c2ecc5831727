"""The compiled diagram as numpy arrays: exact counts and cheapest configurations in one pass up and one pass down.

Method: evaluation and differentiation of d-DNNF (Darwiche 2001). A value's derivative at the root is the
number of configurations with that value, whatever the choice in its own family, so one pass tells what every
switch would leave.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unikat.engines.configuring.compiling import Node
from unikat.engines.configuring.ranking import Priced, ranked

Figures = NDArray[Any]
"""Whole numbers: int64 where every intermediate result fits, Python integers (object) where not."""
Allowed = NDArray[np.bool_]
"""One yes or no per value of every family, families one after another."""

_FITS = 2**62


@dataclass(frozen=True, slots=True)
class _Layer:
    """Nodes of one kind whose parts all lie in earlier layers: numbers `first` to `last`, parts of all in one array."""

    multiplies: bool
    first: int
    last: int
    parts: NDArray[np.intp]
    starts: NDArray[np.intp]
    owner: NDArray[np.intp]


class Circuit:
    """A diagram ready for questions; arrays are never changed after it is made, so threads may share it."""

    def __init__(self, family_sizes: Sequence[int], diagram: Sequence[Node]) -> None:
        """`small` tells that every count fits a machine number, so that counting all values costs little."""
        self.firsts = np.concatenate(([0], np.cumsum(family_sizes))).astype(np.intp)
        self.width = int(self.firsts[-1])
        self.small = math.prod(family_sizes) < _FITS
        self._dtype = np.dtype(np.int64 if self.small else object)
        height = _heights(diagram)
        order = sorted(range(len(diagram)), key=lambda old: (height[old], diagram[old].kind, old))
        place = {old: new for new, old in enumerate(order)}
        self._root = place[len(diagram) - 1]
        self._kinds = [diagram[old].kind for old in order]
        self._parts = [self._renumbered(diagram[old], place) for old in order]
        self._leaves = self._kinds.count("values")
        self._leaf_values = np.array(
            [value for parts in self._parts[: self._leaves] for value in parts], np.intp
        )
        self._leaf_starts = _starts(self._parts[: self._leaves])
        self._leaf_owner = np.repeat(
            np.arange(self._leaves), [len(parts) for parts in self._parts[: self._leaves]]
        )
        self._layers = self._layered([height[old] for old in order])

    def _renumbered(self, node: Node, place: dict[int, int]) -> tuple[int, ...]:
        if node.kind != "values":
            return tuple(place[part] for part in node.parts)
        family, bits = node.parts
        first = int(self.firsts[family])
        return tuple(first + index for index in range(bits.bit_length()) if bits >> index & 1)

    def _layered(self, heights: list[int]) -> tuple[_Layer, ...]:
        layers = []
        first = self._leaves
        while first < len(self._kinds):
            last = first
            alike = (heights[first], self._kinds[first])
            while last < len(self._kinds) and (heights[last], self._kinds[last]) == alike:
                last += 1
            within = self._parts[first:last]
            parts = np.array([part for each in within for part in each], np.intp)
            owner = np.repeat(np.arange(last - first), [len(each) for each in within])
            layers.append(_Layer(alike[1] == "all", first, last, parts, _starts(within), owner))
            first = last
        return tuple(layers)

    def _totals(self, allowed: Allowed) -> Figures:
        totals = np.empty(len(self._kinds), self._dtype)
        totals[: self._leaves] = np.add.reduceat(
            allowed[self._leaf_values].astype(self._dtype), self._leaf_starts
        )
        for layer in self._layers:
            operation = np.multiply if layer.multiplies else np.add
            totals[layer.first : layer.last] = operation.reduceat(totals[layer.parts], layer.starts)
        return totals

    def count(self, allowed: Allowed) -> int:
        """How many complete configurations use allowed values only."""
        return int(self._totals(allowed)[self._root])

    def counts(self, allowed: Allowed) -> tuple[int, list[int]]:
        """That count, and for each value the count with this value in place of whatever its family is allowed."""
        totals = self._totals(allowed)
        slopes = np.zeros(len(self._kinds), self._dtype)
        slopes[self._root] = 1
        for layer in reversed(self._layers):
            passed = slopes[layer.first : layer.last][layer.owner]
            if layer.multiplies:
                passed = passed * _others(totals[layer.parts], layer)
            np.add.at(slopes, layer.parts, passed)
        ways = np.zeros(self.width, self._dtype)
        np.add.at(ways, self._leaf_values, slopes[self._leaf_owner])
        return int(totals[self._root]), [int(way) for way in ways]

    def reachable(self, allowed: Allowed) -> Allowed:
        """For each value whether its count by `counts` would be above zero; much cheaper than counting."""
        alive = np.empty(len(self._kinds), np.bool_)
        alive[: self._leaves] = np.logical_or.reduceat(allowed[self._leaf_values], self._leaf_starts)
        for layer in self._layers:
            operation = np.logical_and if layer.multiplies else np.logical_or
            alive[layer.first : layer.last] = operation.reduceat(alive[layer.parts], layer.starts)
        reached = np.zeros(len(self._kinds), np.bool_)
        reached[self._root] = True
        for layer in reversed(self._layers):
            passed = reached[layer.first : layer.last]
            if layer.multiplies:
                # A part is reached if the whole is and every sibling lives: it may be the only dead one.
                dead = ~alive[layer.parts]
                deaths = np.add.reduceat(dead, layer.starts, dtype=np.int32)
                saved = (passed & (deaths == 0))[layer.owner] | (dead & (passed & (deaths == 1))[layer.owner])
                reached[layer.parts[saved]] = True
            else:
                reached[layer.parts[passed[layer.owner]]] = True
        values = np.zeros(self.width, np.bool_)
        values[self._leaf_values[reached[self._leaf_owner]]] = True
        return values

    def ranked(self, allowed: Allowed, costs: Sequence[int]) -> Iterator[frozenset[int]]:
        """Values of every configuration from the least sum of costs on; ties always fall alike."""
        alive = self._totals(allowed) > 0
        bound = sum(abs(cost) for cost in costs) + 1
        dtype = np.dtype(np.int64 if bound < _FITS else object)
        prices = np.where(allowed, np.array(costs, dtype), bound)
        sums = np.empty(len(self._kinds), dtype)
        sums[: self._leaves] = np.minimum.reduceat(prices[self._leaf_values], self._leaf_starts)
        for layer in self._layers:
            # Dead parts weigh nothing in a sum (the whole is dead as well) and never win a minimum.
            parts = np.where(alive[layer.parts], sums[layer.parts], 0 if layer.multiplies else bound)
            operation = np.add if layer.multiplies else np.minimum
            sums[layer.first : layer.last] = operation.reduceat(parts, layer.starts)
        least = [int(total) if lives else None for total, lives in zip(sums, alive, strict=True)]
        open_prices = [int(price) if may else None for price, may in zip(prices, allowed, strict=True)]
        return ranked(Priced(self._kinds, self._parts, least, open_prices, self._root))


def _others(factors: Figures, layer: _Layer) -> Figures:
    """For each part of a product the product of its siblings, without dividing by zero."""
    zero = factors == 0
    zeros = np.add.reduceat(zero.astype(np.intp), layer.starts)[layer.owner]
    filled = np.where(zero, 1, factors)
    products = np.multiply.reduceat(filled, layer.starts)[layer.owner]
    siblings: Figures = np.where(zeros == zero, products // filled, 0)
    return siblings


def _heights(diagram: Sequence[Node]) -> list[int]:
    heights: list[int] = []
    for node in diagram:
        heights.append(
            0 if node.kind == "values" else 1 + max((heights[part] for part in node.parts), default=0)
        )
    return heights


def _starts(parts: Sequence[tuple[int, ...]]) -> NDArray[np.intp]:
    return np.concatenate(([0], np.cumsum([len(each) for each in parts])[:-1])).astype(np.intp)
