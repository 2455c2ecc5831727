"""The compiled diagram as numpy arrays: exact counts and what is possible in one pass up and one pass down.

Method: evaluation and differentiation of d-DNNF (Darwiche 2001). A value's derivative at the root is the
number of configurations with that value, whatever the choice in its own family, so one pass tells what every
switch would leave.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from unikat.engines.configuring.diagram import Node, reachable
from unikat.engines.configuring.network import bits_of
from unikat.engines.configuring.ranking import NodeKind

Figures = NDArray[Any]
"""Whole numbers: int64 where every intermediate result fits, Python integers (object) where not."""
Allowed = NDArray[np.bool_]
"""One yes or no per value of every family, families one after another."""

_FITS = 2**62


@dataclass(frozen=True, slots=True)
class Layer:
    """Nodes of one kind whose parts all lie in earlier layers: numbers `first` to `last`, parts of all in one array."""

    multiplies: bool
    first: int
    last: int
    parts: NDArray[np.intp]
    starts: NDArray[np.intp]
    owner: NDArray[np.intp]


class Circuit:
    """A diagram ready for questions; arrays are never changed after it is made, so threads may share it."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """From the arrays of `made`, which may lie in a mapped file."""
        self.arrays = arrays
        self.firsts = arrays["firsts"]
        self.width = int(self.firsts[-1])
        # With few configurations every count fits a machine number, so that counting all values costs little.
        self.small = math.prod(np.diff(self.firsts).tolist()) < _FITS
        self._dtype = np.dtype(np.int64 if self.small else object)
        self.parts, self.part_starts = arrays["parts"], arrays["part_starts"]
        self.root = len(self.part_starts) - 2
        leaves, *layers = arrays["layers"].tolist()
        self.leaves = leaves[2]
        self.leaf_values = self.parts[: self.part_starts[self.leaves]]
        self.leaf_starts = self.part_starts[: self.leaves]
        self.leaf_owner = arrays["owners"][: len(self.leaf_values)]
        self.layers = tuple(self._layer_of(*layer) for layer in layers)

    def _layer_of(self, multiplies: int, first: int, last: int) -> Layer:
        begin, end = int(self.part_starts[first]), int(self.part_starts[last])
        starts = self.part_starts[first:last] - begin
        owner = self.arrays["owners"][begin:end]
        return Layer(bool(multiplies), first, last, self.parts[begin:end], starts, owner)

    @classmethod
    def made(cls, sizes: Sequence[int], diagram: Sequence[Node]) -> Self:
        """The circuit of a diagram over families of these sizes; the diagram's last node is its root."""
        diagram = reachable(diagram)
        firsts = np.concatenate(([0], np.cumsum(sizes))).astype(np.intp)
        height = _heights(diagram)
        order = sorted(range(len(diagram)), key=lambda old: (height[old], diagram[old].kind, old))
        place = {old: new for new, old in enumerate(order)}
        first_of = firsts.tolist()
        parts = [_renumbered(diagram[old], place, first_of) for old in order]
        lengths = [len(each) for each in parts]
        layers = _layers([(height[old], diagram[old].kind) for old in order])
        within = [np.arange(last - first) for _, first, last in layers]
        return cls(
            {
                "firsts": firsts,
                "parts": np.array([part for each in parts for part in each], np.intp),
                "part_starts": np.concatenate(([0], np.cumsum(lengths))).astype(np.intp),
                "owners": np.repeat(np.concatenate(within), lengths).astype(np.intp),
                "layers": np.array(layers, np.intp),
            }
        )

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return self.root + 1

    @cached_property
    def kinds(self) -> list[NodeKind]:
        """The kind of every node."""
        kinds: list[NodeKind] = ["values"] * self.leaves
        for layer in self.layers:
            kinds.extend(["all" if layer.multiplies else "either"] * (layer.last - layer.first))
        return kinds

    @cached_property
    def part_lists(self) -> list[tuple[int, ...]]:
        """The parts of every node, values of leaves."""
        parts, starts = self.parts.tolist(), self.part_starts.tolist()
        return [tuple(parts[begin:end]) for begin, end in pairwise(starts)]

    def alive(self, allowed: Allowed) -> Allowed:
        """For every node whether a configuration of allowed values is left of it."""
        alive = np.empty(self.nodes, np.bool_)
        alive[: self.leaves] = np.logical_or.reduceat(allowed[self.leaf_values], self.leaf_starts)
        for layer in self.layers:
            operation = np.logical_and if layer.multiplies else np.logical_or
            operation.reduceat(alive[layer.parts], layer.starts, out=alive[layer.first : layer.last])
        return alive

    def _totals(self, allowed: Allowed) -> Figures:
        totals = np.empty(self.nodes, self._dtype)
        totals[: self.leaves] = np.add.reduceat(
            allowed[self.leaf_values].astype(self._dtype), self.leaf_starts
        )
        for layer in self.layers:
            operation = np.multiply if layer.multiplies else np.add
            totals[layer.first : layer.last] = operation.reduceat(totals[layer.parts], layer.starts)
        return totals

    def count(self, allowed: Allowed) -> int:
        """How many complete configurations use allowed values only."""
        return int(self._totals(allowed)[self.root])

    def counts(self, allowed: Allowed) -> tuple[int, list[int]]:
        """That count, and for each value the count with this value in place of whatever its family is allowed."""
        totals = self._totals(allowed)
        slopes = np.zeros(self.nodes, self._dtype)
        slopes[self.root] = 1
        for layer in reversed(self.layers):
            passed = slopes[layer.first : layer.last][layer.owner]
            if layer.multiplies:
                passed = passed * _others(totals[layer.parts], layer)
            np.add.at(slopes, layer.parts, passed)
        ways = np.zeros(self.width, self._dtype)
        np.add.at(ways, self.leaf_values, slopes[self.leaf_owner])
        return int(totals[self.root]), [int(way) for way in ways]

    def reachable(self, allowed: Allowed) -> Allowed:
        """For each value whether its count by `counts` would be above zero; much cheaper than counting."""
        alive = self.alive(allowed)
        reached = np.zeros(self.nodes, np.bool_)
        reached[self.root] = True
        for layer in reversed(self.layers):
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
        values[self.leaf_values[reached[self.leaf_owner]]] = True
        return values

    def possible(self, allowed: Allowed) -> tuple[bool, Allowed]:
        """Whether a configuration of allowed values is left, and which values occur in one: what a click asks."""
        alive = self.alive(allowed)
        values = np.zeros(self.width, np.bool_)
        if not alive[self.root]:
            return False, values
        reached = np.zeros(self.nodes, np.bool_)
        reached[self.root] = True
        for layer in reversed(self.layers):
            passed = reached[layer.first : layer.last][layer.owner]
            if not layer.multiplies:
                passed &= alive[layer.parts]
            reached[layer.parts[passed]] = True
        values[self.leaf_values[reached[self.leaf_owner]]] = True
        return True, values & allowed


def _others(factors: Figures, layer: Layer) -> Figures:
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


def _renumbered(node: Node, place: dict[int, int], first_of: list[int]) -> tuple[int, ...]:
    if node.kind != "values":
        return tuple([place[part] for part in node.parts])
    family, bits = node.parts
    return tuple([first_of[family] + value for value in bits_of(bits)])


def _layers(alike: list[tuple[int, NodeKind]]) -> list[tuple[int, int, int]]:
    """Whether it multiplies, first and last node (exclusive) of every run of nodes of one height and kind."""
    layers: list[tuple[int, int, int]] = []
    for (_, kind), run in groupby(alike):
        first = layers[-1][2] if layers else 0
        layers.append((int(kind == "all"), first, first + sum(1 for _ in run)))
    return layers
