"""A decomposed choice diagram while it is built: every complete configuration exactly once, equal parts stored once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from unikat.engines.configuring.ranking import NodeKind


class Node(NamedTuple):
    """One node: a family within a set of values, all of its parts, or exactly one of its parts."""

    kind: NodeKind
    parts: tuple[int, ...]
    """For "values" the pair (family, bits), else numbers of earlier nodes."""


def reachable(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Only what the last node is made of; compiling leaves parts of branches that came to nothing."""
    wanted = [False] * len(nodes)
    wanted[-1] = True
    for number in range(len(nodes) - 1, -1, -1):
        if wanted[number] and nodes[number].kind != "values":
            for part in nodes[number].parts:
                wanted[part] = True
    place: dict[int, int] = {}
    kept: list[Node] = []
    for number, node in enumerate(nodes):
        if wanted[number]:
            place[number] = len(kept)
            values = node.kind == "values"
            kept.append(node if values else Node(node.kind, tuple([place[part] for part in node.parts])))
    return tuple(kept)


class Diagram:
    """Nodes, parts before wholes; a node that exists already is not made again."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._known: dict[Node, int] = {}

    def node(self, kind: NodeKind, parts: tuple[int, ...]) -> int:
        """The number of this node."""
        node = Node(kind, parts)
        if node not in self._known:
            self._known[node] = len(self.nodes)
            self.nodes.append(node)
        return self._known[node]

    def joined(self, parts: Iterable[int]) -> int:
        """All of the parts at once; a single part is itself."""
        found = sorted(parts)
        return found[0] if len(found) == 1 else self.node("all", tuple(found))

    def either(self, parts: list[int]) -> int:
        """Exactly one of the parts; a single part is itself."""
        return parts[0] if len(parts) == 1 else self.node("either", tuple(parts))
