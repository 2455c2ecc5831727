"""Configurations one after another from the cheapest on, without looking at all of them.

Method: lazy k-best enumeration over the diagram (Huang and Chiang 2005). Every node keeps its best answers so
far and a heap of candidates for the next one; what a candidate's parts look like is only worked out when its
turn comes.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

NodeKind = Literal["values", "all", "either"]


@dataclass(frozen=True, slots=True)
class Priced:
    """A diagram with costs: least cost of every node (None where no configuration is left) and cost of every value."""

    kinds: Sequence[NodeKind]
    parts: Sequence[tuple[int, ...]]
    least: Sequence[int | None]
    prices: Sequence[int | None]
    root: int


def ranked(priced: Priced) -> Iterator[frozenset[int]]:
    """The values of every configuration, cheapest first; ties always come in the same order."""
    ranking = _Ranking(priced)
    rank = 0
    while ranking.cost(priced.root, rank) is not None:
        yield ranking.values(priced.root, rank)
        rank += 1


class _Ranking:
    """Answers found so far per node as (cost, how): a value, (part, its rank), or the ranks of all parts."""

    def __init__(self, priced: Priced) -> None:
        self.priced = priced
        self.found: dict[int, list[tuple[int, Any]]] = {}
        self.waiting: dict[int, list[tuple[int, Any]]] = {}

    def cost(self, node: int, rank: int) -> int | None:
        """The cost of a node's answer number `rank` (from 0), None if it has no more."""
        if node not in self.found:
            self.found[node] = []
            self.waiting[node] = self.first(node)
        found, waiting = self.found[node], self.waiting[node]
        while len(found) <= rank:
            if not waiting:
                return None
            answer = heapq.heappop(waiting)
            found.append(answer)
            self.follow(node, *answer)
        return found[rank][0]

    def first(self, node: int) -> list[tuple[int, Any]]:
        """The heap a node starts with."""
        least, parts = self.priced.least, self.priced.parts[node]
        if self.priced.kinds[node] == "values":
            prices = ((self.priced.prices[value], value) for value in parts)
            return sorted((price, value) for price, value in prices if price is not None)
        cost = least[node]
        if cost is None:
            return []
        if self.priced.kinds[node] == "all":
            return [(cost, ((0,) * len(parts), 0))]
        costs = ((least[part], part) for part in parts)
        return sorted((cost, (part, 0)) for cost, part in costs if cost is not None)

    def follow(self, node: int, cost: int, how: Any) -> None:
        """Put the candidates that come right after an answer on the node's heap."""
        waiting = self.waiting[node]
        if self.priced.kinds[node] == "either":
            part, rank = how
            dearer = self.cost(part, rank + 1)
            if dearer is not None:
                heapq.heappush(waiting, (dearer, (part, rank + 1)))
        elif self.priced.kinds[node] == "all":
            # Only parts from the last advanced one on may advance, so every combination comes up once.
            ranks, start = how
            for index in range(start, len(ranks)):
                part, rank = self.priced.parts[node][index], ranks[index]
                now, dearer = self.cost(part, rank), self.cost(part, rank + 1)
                if now is not None and dearer is not None:
                    advanced = (*ranks[:index], rank + 1, *ranks[index + 1 :])
                    heapq.heappush(waiting, (cost - now + dearer, (advanced, index)))

    def values(self, node: int, rank: int) -> frozenset[int]:
        """The values of an answer that `cost` has found."""
        values, open_answers = set(), [(node, rank)]
        while open_answers:
            node, rank = open_answers.pop()
            self.cost(node, rank)
            how = self.found[node][rank][1]
            if self.priced.kinds[node] == "values":
                values.add(how)
            elif self.priced.kinds[node] == "either":
                open_answers.append(how)
            else:
                open_answers.extend(zip(self.priced.parts[node], how[0], strict=True))
        return frozenset(values)
