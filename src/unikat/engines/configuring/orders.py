"""Which family to decide first: how near each is to the root of a minimum-degree elimination tree."""

from __future__ import annotations

import heapq
from collections.abc import Iterable


def elimination_weights(families: int, scopes: Iterable[tuple[int, ...]]) -> list[float]:
    """From 0 (a leaf, decided last) to 1 (the root, decided first) for every family."""
    near: list[set[int]] = [set() for _ in range(families)]
    for scope in scopes:
        for family in scope:
            near[family].update(scope)
    for family in range(families):
        near[family].discard(family)
    order = _eliminated(near)
    position = {family: index for index, (family, _) in enumerate(order)}
    depth: dict[int, int] = {}
    for family, around in reversed(order):
        depth[family] = depth[min(around, key=position.__getitem__)] + 1 if around else 0
    deepest = max(depth.values(), default=0) or 1
    return [1.0 - depth[family] / deepest for family in range(families)]


def _eliminated(near: list[set[int]]) -> list[tuple[int, set[int]]]:
    """Families in the order of elimination, each with the neighbours it had then."""
    waiting = [(len(around), family) for family, around in enumerate(near)]
    heapq.heapify(waiting)
    left = [True] * len(near)
    order: list[tuple[int, set[int]]] = []
    while waiting:
        degree, family = heapq.heappop(waiting)
        if not left[family] or degree != len(near[family]):
            continue
        left[family] = False
        around = near[family]
        order.append((family, set(around)))
        for other in around:
            near[other] |= around
            near[other] -= {other, family}
            heapq.heappush(waiting, (len(near[other]), other))
    return order
