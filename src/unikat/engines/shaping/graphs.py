"""Counts what a shared tree becomes when every use is spelled out."""

from collections import Counter, defaultdict


class EndlessGraph(Exception):
    """The graph contains itself (`cyclic`) or is deeper than allowed (`deep`)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def count_expanded(edges: Counter[tuple[int, int]], max_depth: int) -> int:
    """How many nodes the expanded trees have, from every root down; edges are (parent, child) with a count.

    Kahn's topological order, so the cost is that of the edges however large the answer is (an exact integer).
    """
    children: dict[int, list[tuple[int, int]]] = defaultdict(list)
    waiting: Counter[int] = Counter()
    for (parent, child), count in edges.items():
        children[parent].append((child, count))
        waiting[child] += 1
    ready = [node for node in children if waiting[node] == 0]
    copies = dict.fromkeys(ready, 1)
    depth = dict.fromkeys(ready, 1)
    total, done = 0, 0
    while ready:
        node = ready.pop()
        total += copies[node]
        done += 1
        if depth[node] > max_depth:
            raise EndlessGraph("deep")
        for child, count in children.get(node, ()):
            copies[child] = copies.get(child, 0) + count * copies[node]
            depth[child] = max(depth.get(child, 0), depth[node] + 1)
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
    if done != len(set(children) | {child for _, child in edges}):
        raise EndlessGraph("cyclic")
    return total
