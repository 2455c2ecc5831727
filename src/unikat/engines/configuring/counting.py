"""Exact counts of whatever size, click after click: only what a click changed is counted again."""

from __future__ import annotations

import heapq
import math
from functools import cached_property

import numpy as np

from unikat.engines.configuring.circuit import Allowed, Circuit


class Counting:
    """What counting needs of a circuit as plain lists, and the counts with every value allowed; never changed."""

    def __init__(self, circuit: Circuit) -> None:
        self.circuit = circuit
        self.parts = circuit.part_lists
        self.kinds = circuit.kinds
        self.leaves = self.kinds.count("values")

    @cached_property
    def above(self) -> list[list[int]]:
        """The nodes that each node is part of."""
        above: list[list[int]] = [[] for _ in self.parts]
        for node in range(self.leaves, len(self.parts)):
            for part in self.parts[node]:
                above[part].append(node)
        return above

    @cached_property
    def leaves_with(self) -> list[list[int]]:
        """The leaves that hold each value."""
        found: list[list[int]] = [[] for _ in range(self.circuit.width)]
        for leaf in range(self.leaves):
            for value in self.parts[leaf]:
                found[value].append(leaf)
        return found

    @cached_property
    def everything(self) -> list[int]:
        """The count of every node with all values allowed."""
        totals: list[int] = []
        for kind, parts in zip(self.kinds, self.parts, strict=True):
            if kind == "values":
                totals.append(len(parts))
            elif kind == "all":
                totals.append(math.prod([totals[part] for part in parts]))
            else:
                totals.append(sum([totals[part] for part in parts]))
        return totals


class Counter:
    """The counts of one person's clicks; not for several threads at once."""

    def __init__(self, counting: Counting) -> None:
        self.counting = counting
        self.totals = list(counting.everything)
        self.allowed: Allowed = np.ones(counting.circuit.width, np.bool_)

    def count(self, allowed: Allowed) -> int:
        """How many configurations use allowed values only; quick when little changed since the last question."""
        counting, totals = self.counting, self.totals
        changed = np.flatnonzero(allowed != self.allowed).tolist()
        self.allowed = allowed.copy()
        waiting: list[int] = []
        before: dict[int, int] = {}
        for leaf in dict.fromkeys(leaf for value in changed for leaf in counting.leaves_with[value]):
            now = int(np.count_nonzero(allowed[list(counting.parts[leaf])]))
            if now != totals[leaf]:
                before[leaf] = totals[leaf]
                totals[leaf] = now
                waiting.extend(counting.above[leaf])
        # Wholes stand behind their parts, so the smallest number waiting is always ready.
        heapq.heapify(waiting)
        last = -1
        while waiting:
            node = heapq.heappop(waiting)
            if node == last:
                continue
            last = node
            now = self._again(node, before)
            if now != totals[node]:
                before[node] = totals[node]
                totals[node] = now
                for whole in counting.above[node]:
                    heapq.heappush(waiting, whole)
        return totals[-1]

    def _again(self, node: int, before: dict[int, int]) -> int:
        """The count of a node some of whose parts have changed."""
        totals, parts, old = self.totals, self.counting.parts[node], self.totals[node]
        if self.counting.kinds[node] != "all":
            if len(parts) < 8:
                return sum([totals[part] for part in parts])
            return old + sum([totals[part] - before[part] for part in parts if part in before])
        if old and len(parts) > 3:
            # One division by what went and one product with what came, however many parts there are.
            changed = [part for part in parts if part in before]
            gone = math.prod([before[part] for part in changed])
            return old // gone * math.prod([totals[part] for part in changed])
        return math.prod([totals[part] for part in parts]) if all(totals[part] for part in parts) else 0

    def numbered(self, number: int) -> list[int]:
        """The values of one configuration of the last question, each with a number from 0 to below the count.

        A random number gives a random configuration, all equally likely.
        """
        if not 0 <= number < self.totals[-1]:
            raise IndexError(number)
        counting, totals = self.counting, self.totals
        values: list[int] = []
        waiting = [(len(totals) - 1, number)]
        while waiting:
            node, left = waiting.pop()
            parts = counting.parts[node]
            if counting.kinds[node] == "values":
                values.append([value for value in parts if self.allowed[value]][left])
            elif counting.kinds[node] == "all":
                for part in parts:
                    left, own = divmod(left, totals[part])
                    waiting.append((part, own))
            else:
                for part in parts:
                    if left < totals[part]:
                        waiting.append((part, left))
                        break
                    left -= totals[part]
        return values
