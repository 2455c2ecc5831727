"""Trees that no rule touches as diagrams, grafted onto the places of the compiled core that carry them."""

from __future__ import annotations

from collections.abc import Sequence

from unikat.engines.configuring.diagram import Diagram, Node
from unikat.engines.configuring.features import FeatureGroup
from unikat.engines.configuring.network import bits_of
from unikat.engines.configuring.reducing import ALWAYS, Place, Reduced

MOST_NODES = 3_000_000
"""Nodes that trees may have; only groups with wide bounds in the middle come near."""


class Planting:
    """Gives places to what is outside of the core, and makes one diagram of all."""

    def __init__(self, reduced: Reduced) -> None:
        self.reduced = reduced
        self.sizes = list(reduced.network.sizes)
        self.place = dict(reduced.place)
        self.carrier: dict[int, Place] = {}
        """For a holder outside of the core the place that must be taken for it to be there at all."""
        self._assign()
        if not self.sizes:
            self.sizes.append(1)  # a model without a choice has one configuration

    def _assign(self) -> None:
        """A family for every group that takes at most one member, one for every other member."""
        hanging = [(place, group) for place, groups in self.reduced.hanging.items() for group in groups]
        waiting = [*hanging, *self.reduced.rest.items()]
        for carrier, group in waiting:
            if group.high == 1:
                off = int(group.low == 0)
                self.sizes.append(len(group.members) + off)
            for value, member in enumerate(group.members):
                if group.high != 1:
                    self.sizes.append(2)
                self.place[member] = (len(self.sizes) - 1, value + off if group.high == 1 else 1)
                self.carrier[member] = carrier
                below = self.reduced.tree.below.get(member, ())
                waiting.extend((self.place[member], inner) for inner in below)

    def whole(self, core: Sequence[Node]) -> tuple[Node, ...]:
        """The diagram of the whole model from that of the core, the root last."""
        diagram = Diagram()
        grafts = _Grafts(self, diagram)
        new: list[int] = []
        for node in core:
            if node.kind == "values":
                new.append(grafts.values(node.parts[0], node.parts[1]))
            else:
                new.append(diagram.node(node.kind, tuple(new[part] for part in node.parts)))
        always = grafts.carried(ALWAYS)
        root = diagram.joined((*new[-1:], *always)) if new or always else diagram.node("values", (0, 1))
        return tuple(diagram.nodes[: root + 1])


class _Grafts:
    """Diagrams of hanging trees, made once each."""

    def __init__(self, planting: Planting, diagram: Diagram) -> None:
        self.planting = planting
        self.diagram = diagram
        self.groups: dict[Place, list[FeatureGroup]] = {
            place: list(groups) for place, groups in planting.reduced.hanging.items()
        }
        self.rest = planting.reduced.rest
        for member, place in planting.place.items():
            if member in planting.carrier:
                self.groups.setdefault(place, []).extend(planting.reduced.tree.below.get(member, ()))
        self._carried: dict[Place, tuple[int, ...]] = {}
        self._prepare()

    def _prepare(self) -> None:
        """Innermost trees first, so that nothing recurses however deep a tree is."""
        order = list(self.groups)
        for place in reversed(order):
            self.carried(place)

    def carried(self, place: Place) -> tuple[int, ...]:
        """Nodes of all that hangs from a place."""
        if place not in self._carried:
            parts = [self.group(group) for group in self.groups.get(place, ())]
            if place in self.rest:
                parts.append(self.group(self.rest[place]))
            self._carried[place] = tuple(parts)
        return self._carried[place]

    def values(self, family: int, bits: int) -> int:
        """A family within some values, each with what hangs from it."""
        plain = bits
        branches = []
        for value in bits_of(bits):
            carried = self.carried((family, value))
            if carried:
                plain &= ~(1 << value)
                own = self.diagram.node("values", (family, 1 << value))
                branches.append(self.diagram.joined((own, *carried)))
        if plain:
            branches.append(self.diagram.node("values", (family, plain)))
        return self.diagram.either(branches)

    def group(self, group: FeatureGroup) -> int:
        if group.high == 1:
            family = self.planting.place[group.members[0]][0]
            return self.values(family, (1 << self.planting.sizes[family]) - 1)
        families = [self.planting.place[member][0] for member in group.members]
        if group.low == 0 and group.high == len(families):
            return self.diagram.joined([self.values(family, 3) for family in families])
        return _Counted(self, families).between(group.low, group.high)


class _Counted:
    """Members of a group of which a number within bounds is taken, halved again and again."""

    def __init__(self, grafts: _Grafts, families: list[int]) -> None:
        self.grafts = grafts
        self.diagram = grafts.diagram
        self.families = families
        self.known: dict[tuple[int, int, int, int], int] = {}

    def between(self, low: int, high: int) -> int:
        """All configurations of the members with at least `low` and at most `high` of them."""
        return self.span(0, len(self.families), low, high)

    def span(self, first: int, last: int, low: int, high: int) -> int:
        size = last - first
        low, high = max(low, 0), min(high, size)
        key = (first, last, low, high)
        if key not in self.known:
            self.known[key] = self.made(first, last, low, high)
        if len(self.diagram.nodes) > MOST_NODES:
            raise MemoryError
        return self.known[key]

    def made(self, first: int, last: int, low: int, high: int) -> int:
        size = last - first
        if (low, high) == (0, size):
            return self.diagram.joined(
                [self.grafts.values(family, 3) for family in self.families[first:last]]
            )
        if size == 1:
            return self.grafts.values(self.families[first], 1 if high == 0 else 2)
        middle = (first + last) // 2
        left, right = middle - first, last - middle
        branches = []
        taken = max(0, low - right)
        while taken <= min(left, high):
            # Numbers on the left that leave the right all free are one branch.
            most = taken
            if taken >= low and high - left >= right:
                most = left
            branches.append(
                self.diagram.joined(
                    (
                        self.span(first, middle, taken, most),
                        self.span(middle, last, low - taken, high - taken),
                    )
                )
            )
            taken = most + 1
        return self.diagram.either(branches)
