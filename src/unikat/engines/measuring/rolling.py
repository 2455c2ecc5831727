"""What a bill amounts to in one configuration, and what of it is not known."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from operator import mul

from .bills import Bill, BillFault, Line, Quantity, prepare

MAKES = ("make", "buy", "donor")

Point = tuple[Quantity, Quantity, Quantity]
Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """What one piece (or one unit) of a number weighs, costs and takes by itself, without its lines.

    An item with lines may leave mass, cost and lead time open: it then adds nothing of its own. If it states
    them, they come on top (a weld, the hours of assembling). `position_mm` is the centre of gravity in car
    coordinates, the mean of all its places; exact numbers only, so that totals never depend on an order.
    """

    number: str
    mass_g: int | None = None
    cost_cents: int | None = None
    lead_days: int | None = None
    make: str = "make"
    position_mm: Point | None = None
    open: bool = False

    def __post_init__(self) -> None:
        if self.make not in MAKES:
            raise BillFault(
                f"{self.number} has the make {self.make!r}; it must be one of {', '.join(MAKES)}."
            )
        for name in ("mass_g", "cost_cents", "lead_days"):
            if (getattr(self, name) or 0) < 0:
                raise BillFault(f"{name} of {self.number} is below zero.")
        if not all(isinstance(value, (int, Fraction)) for value in self.position_mm or ()):
            raise BillFault(f"The position of {self.number} must be in whole or exact parts of a millimetre.")


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Something a total lacks: `what` is item (nothing known at all), mass, cost, lead or position."""

    number: str
    what: str


@dataclass(frozen=True)
class RollUp:
    """The totals of one configuration; each holds for what is known, and `missing` names the rest.

    Grams and cents are rounded once at the end, half up. `lead_days` is the longest single lead time.
    `centre_mm` is exact and belongs to `placed_mass_g`; a part without a position is taken at the nearest
    placed assembly above it. `counts` (make, buy, donor) and `open_items` count numbers, the root left out.
    """

    mass_g: int
    cost_cents: int
    lead_days: int
    centre_mm: tuple[Fraction, Fraction, Fraction] | None
    placed_mass_g: int
    counts: Mapping[str, int]
    open_items: int
    missing: tuple[Gap, ...]


@dataclass(slots=True)
class _Explosion:
    """In step with `Bill.numbers`: how many of each, how many of them have a place, the sums of these places.

    Plain lists instead of a list of objects: half the time at 100,000 lines.
    """

    amount: list[Quantity]
    placed: list[Quantity]
    x: list[Quantity]
    y: list[Quantity]
    z: list[Quantity]


def flat(lines: Iterable[Line] | Bill, root: str, holds: Holds) -> dict[str, Fraction]:
    """How many of each number one root needs in all, sorted by number, without the root; raises BillCycle."""
    bill = prepare(lines)
    amounts = _explode(bill, root, holds, [None] * len(bill.numbers)).amount
    needed = {bill.numbers[place]: Fraction(amount) for place, amount in enumerate(amounts) if amount}
    needed.pop(root, None)
    return dict(sorted(needed.items()))


def roll_up(lines: Iterable[Line] | Bill, items: Iterable[Item], root: str, holds: Holds) -> RollUp:
    """Measure one root in the configuration in which `holds(condition)` is true, in one pass over the bill.

    Each distinct condition is asked once, the empty one never (it always holds). To measure several
    configurations, `prepare` the lines first and give the Bill. Raises BillCycle.
    """
    bill = prepare(lines)
    if root not in bill.places:
        bill = Bill((root,), ((),), {root: 0})
    known = {item.number: item for item in items}
    # Everything from here on stands in step with bill.numbers, so that totals are plain products of lists.
    own = [known.get(number) for number in bill.numbers]
    mass = [(item.mass_g or 0) if item else 0 for item in own]
    cost = [(item.cost_cents or 0) if item else 0 for item in own]
    found = _explode(bill, root, holds, own)
    used = [item for item, amount in zip(own, found.amount, strict=True) if item and amount]
    parts = [item for item in used if item.number != root]
    return RollUp(
        mass_g=round_half_up(_dot(found.amount, mass)),
        cost_cents=round_half_up(_dot(found.amount, cost)),
        lead_days=max((item.lead_days or 0 for item in used), default=0),
        centre_mm=_centre(found, mass),
        placed_mass_g=round_half_up(_dot(found.placed, mass)),
        counts={make: sum(part.make == make for part in parts) for make in MAKES},
        open_items=sum(part.open for part in parts),
        missing=tuple(sorted(_gaps(bill, own, found))),
    )


def totals(lines: Iterable[Line] | Bill, items: Iterable[Item], holds: Holds) -> dict[str, tuple[int, int]]:
    """Grams and cents of one of each number with all it holds, in one pass from the leaves up.

    Rounded once, half up; what is not known counts as nothing, `roll_up` names it. Raises BillCycle.
    """
    bill = prepare(lines)
    known = {item.number: item for item in items}
    truth = {"": True}
    mass: list[Quantity] = [0] * len(bill.numbers)
    cost = mass.copy()
    for here in reversed(range(len(bill.numbers))):
        item = known.get(bill.numbers[here])
        mass[here], cost[here] = ((item.mass_g or 0), (item.cost_cents or 0)) if item else (0, 0)
        for child, quantity, condition in bill.below[here]:
            if condition not in truth:
                truth[condition] = holds(condition)
            if truth[condition]:
                mass[here] += quantity * mass[child]
                cost[here] += quantity * cost[child]
    rounded = zip(map(round_half_up, mass), map(round_half_up, cost), strict=True)
    alone = {item.number: (item.mass_g or 0, item.cost_cents or 0) for item in known.values()}
    return alone | dict(zip(bill.numbers, rounded, strict=True))


def round_half_up(value: Quantity) -> int:
    """The nearest integer, halves upwards (Python's own rounding sends halves to even numbers)."""
    return floor(value + Fraction(1, 2)) if isinstance(value, Fraction) else value


def _explode(bill: Bill, root: str, holds: Holds, own: Sequence[Item | None]) -> _Explosion:
    """One pass downwards: each number passes its amount, and its place, on to what it holds."""
    nothing: list[Quantity] = [0] * len(bill.numbers)
    amount, placed, x, y, z = (nothing.copy() for _ in range(5))
    truth = {"": True}
    if root in bill.places:
        amount[bill.places[root]] = 1
    for here, item in enumerate(own):
        count = amount[here]
        if not count:
            continue
        if item is not None and item.position_mm is not None:
            x[here], y[here], z[here] = (coordinate * count for coordinate in item.position_mm)
            placed[here] = count
        for child, quantity, condition in bill.below[here]:
            if condition not in truth:
                truth[condition] = holds(condition)
            if not truth[condition]:
                continue
            amount[child] += quantity * count
            if placed[here]:
                placed[child] += quantity * placed[here]
                x[child] += quantity * x[here]
                y[child] += quantity * y[here]
                z[child] += quantity * z[here]
    return _Explosion(amount, placed, x, y, z)


def _gaps(bill: Bill, own: Sequence[Item | None], found: _Explosion) -> Iterator[Gap]:
    """What is not known about the numbers in use."""
    for here, number in enumerate(bill.numbers):
        item = own[here]
        if not found.amount[here]:
            continue
        if item is None:
            yield Gap(number, "item")
            continue
        if not bill.below[here]:
            stated = (("mass", item.mass_g), ("cost", item.cost_cents), ("lead", item.lead_days))
            yield from (Gap(number, what) for what, value in stated if value is None)
        if item.mass_g and found.placed[here] != found.amount[here]:
            yield Gap(number, "position")


def _centre(found: _Explosion, mass: Sequence[int]) -> tuple[Fraction, Fraction, Fraction] | None:
    """The point at which all placed mass balances."""
    placed = _dot(found.placed, mass)
    if not placed:
        return None
    x, y, z = (Fraction(_dot(sums, mass)) / placed for sums in (found.x, found.y, found.z))
    return x, y, z


def _dot(amounts: Sequence[Quantity], values: Sequence[int]) -> Quantity:
    """The sum of the products of two lists in step."""
    total: Quantity = sum(map(mul, amounts, values))
    return total
