"""Bills of materials as lines between numbers: ordered once, checked for circles, walked upwards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

# A tangled bill can hold more circles than anyone reads; a bound keeps the check linear in the lines.
CYCLES_TOLD = 100

Quantity = int | Fraction
Step = tuple[int, Quantity, str]


class BillFault(ValueError):
    """A bill or an item that cannot be measured; the message is a sentence for people."""


class BillCycle(BillFault):
    """A part that contains itself; `path` names each part on the way once, smallest number first."""

    def __init__(self, path: tuple[str, ...]) -> None:
        self.path = path
        super().__init__(f"The bill runs in a circle: {' > '.join((*path, path[0]))}.")


@dataclass(frozen=True, slots=True)
class Line:
    """`quantity` of `child` stand in one `parent` whenever `condition` holds (empty: always)."""

    parent: str
    child: str
    quantity: Fraction
    condition: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.quantity, (int, Fraction)) or self.quantity <= 0:
            raise BillFault(
                f"The quantity of {self.child} in {self.parent} is {self.quantity}; "
                "it must be exact and above zero."
            )


@dataclass(frozen=True)
class Bill:
    """A bill ready to be measured many times: `numbers` parents first, `below` in step with them."""

    numbers: tuple[str, ...]
    below: tuple[tuple[Step, ...], ...]
    places: Mapping[str, int]


@dataclass(frozen=True)
class Finding:
    """One fault of a bill: a `cycle` with its path, or an `orphan`, a top that the root does not lead to."""

    kind: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Use:
    """One line that leads up from a part; `level` 1 holds it directly, 2 holds its holder, and so on."""

    level: int
    line: Line


def prepare(lines: Iterable[Line] | Bill) -> Bill:
    """Put a bill in order, parents before children, in time linear in its lines; raises BillCycle."""
    if isinstance(lines, Bill):
        return lines
    lines = tuple(lines)
    below = _children(lines)
    order, cycles = _walk(below)
    if cycles:
        raise BillCycle(check_bill(lines)[0].path)
    places = {number: place for place, number in enumerate(order)}
    steps: list[list[Step]] = [[] for _ in order]
    for line in lines:
        quantity = line.quantity
        # Whole numbers as plain integers: some ten times faster than fractions, and just as exact.
        exact = quantity.numerator if quantity.denominator == 1 else quantity
        steps[places[line.parent]].append((places[line.child], exact, line.condition))
    return Bill(tuple(order), tuple(map(tuple, steps)), places)


def check_bill(lines: Iterable[Line], root: str | None = None) -> tuple[Finding, ...]:
    """Find the circles and then the orphans of a bill, the same for every order of its lines.

    Conditions are not looked at: a circle that no configuration closes today is one change away from closing.
    An orphan is a number that has lines, stands in nothing and is not the root; without a root a single top
    is taken as the root, and of several tops each is told. At most 100 circles are told.
    """
    lines = sorted(lines, key=lambda line: (line.parent, line.child))
    _, cycles = _walk(_children(lines))
    children = {line.child for line in lines}
    tops = sorted({line.parent for line in lines} - children)
    orphans = [top for top in tops if top != root] if root or len(tops) > 1 else []
    return (
        *(Finding("cycle", path) for path in sorted({_from_smallest(path) for path in cycles})),
        *(Finding("orphan", (top,)) for top in orphans),
    )


def where_used(lines: Iterable[Line], number: str) -> tuple[Use, ...]:
    """All lines that lead up from a number, nearest first, each once; conditions are left to the reader."""
    above: dict[str, list[Line]] = {}
    for line in lines:
        above.setdefault(line.child, []).append(line)
    uses: list[Use] = []
    seen = {number}
    level, front = 0, [number]
    while front:
        level += 1
        found = [line for child in front for line in above.get(child, ())]
        found.sort(key=lambda line: (line.parent, line.child, line.condition, line.quantity))
        uses += [Use(level, line) for line in found]
        front = sorted({line.parent for line in found} - seen)
        seen.update(front)
    return tuple(uses)


def _children(lines: Iterable[Line]) -> dict[str, list[str]]:
    """The children of each number, the numbers in the order of their first mention as a parent."""
    below: dict[str, list[str]] = {}
    for line in lines:
        below.setdefault(line.parent, []).append(line.child)
    return below


def _walk(below: Mapping[str, Sequence[str]]) -> tuple[list[str], list[tuple[str, ...]]]:
    """Walk depth first without recursion: the order, parents first (void if there are circles), and those."""
    finished: dict[str, None] = {}
    cycles: list[tuple[str, ...]] = []
    for start in below:
        if start in finished:
            continue
        trail, depth = [start], {start: 0}
        ahead: list[Iterator[str]] = [iter(below[start])]
        while ahead:
            for child in ahead[-1]:
                if child in depth:
                    if len(cycles) < CYCLES_TOLD:
                        cycles.append(tuple(trail[depth[child] :]))
                elif child not in finished:
                    depth[child] = len(trail)
                    trail.append(child)
                    ahead.append(iter(below.get(child, ())))
                    break
            else:
                ahead.pop()
                number = trail.pop()
                del depth[number]
                finished[number] = None
    return list(reversed(finished)), cycles


def _from_smallest(path: tuple[str, ...]) -> tuple[str, ...]:
    """The same circle, begun at its smallest number."""
    start = path.index(min(path))
    return path[start:] + path[:start]
