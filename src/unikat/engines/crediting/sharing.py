"""Sharing a pool of money by weighted contributions, to the cent, with the reason of every cent.

Source of the method: largest remainder (A. Hamilton, 1792; T. Hare, 1859). Everybody gets the whole cents of the
exact share; the cents left over go one each to the largest remainders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


class CreditFault(ValueError):
    """A formula or contribution that cannot be shared by; the message is a sentence for people."""


@dataclass(frozen=True, slots=True, order=True)
class Contribution:
    """What one person did on one thing of the thread.

    `kind` is what is counted (wish, decision, entry, revision, review, step); `weight_key` names a finer kind
    that the formula may weigh by itself (a review of a safety-critical part), empty if there is none.
    """

    person: str
    kind: str
    weight_key: str
    thing: str

    def __post_init__(self) -> None:
        for name in ("person", "kind", "thing"):
            if not getattr(self, name):
                raise CreditFault(f"A contribution needs a {name}: {self!r}.")


@dataclass(frozen=True)
class Formula:
    """What counts how much (points per contribution, whole numbers from 0), and the pool in cents.

    A weight of 0 is a thanks without money: it is listed and earns nothing.
    """

    weights: Mapping[str, int]
    pool_cents: int

    def __post_init__(self) -> None:
        for key, weight in self.weights.items():
            if type(weight) is not int or weight < 0:
                raise CreditFault(f"The weight of {key} is {weight!r}; it must be a whole number from 0.")
        if type(self.pool_cents) is not int or self.pool_cents < 0:
            raise CreditFault(f"The pool is {self.pool_cents!r}; it must be a whole number of cents from 0.")

    def weight_of(self, contribution: Contribution) -> int:
        """The points of a contribution: by its weight key if that is weighed, else by its kind.

        Raises CreditFault if the formula names neither; nothing is worth nothing by omission.
        """
        for key in (contribution.weight_key, contribution.kind):
            if key in self.weights:
                return self.weights[key]
        raise CreditFault(f"The formula does not say what {contribution.kind} counts.")


@dataclass(frozen=True, slots=True)
class Reason:
    """One contribution of a row with the points it brought."""

    contribution: Contribution
    points: int


@dataclass(frozen=True, slots=True)
class Row:
    """One person's share: `cents` of the pool for `points`, `exact_cents` before rounding, and what for."""

    person: str
    cents: int
    points: int
    exact_cents: Fraction
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Statement:
    """The shares of one pool, greatest first; the rows' cents and `unshared_cents` always add up to the pool.

    `unshared_cents` is the whole pool if nobody has points, else 0.
    """

    pool_cents: int
    points: int
    rows: tuple[Row, ...]
    unshared_cents: int


def shares(contributions: Iterable[Contribution], formula: Formula) -> Statement:
    """Share the formula's pool among all who contributed, the same in whatever order contributions come.

    A contribution given twice counts once, for the thread can lead to it by several paths. Equal remainders: more
    points first, then the person's name. Raises CreditFault on a kind the formula does not name.
    """
    reasons: dict[str, list[Reason]] = {}
    for contribution in sorted(set(contributions)):
        reason = Reason(contribution, formula.weight_of(contribution))
        reasons.setdefault(contribution.person, []).append(reason)
    points = {person: sum(reason.points for reason in why) for person, why in reasons.items()}
    total = sum(points.values())
    cents = largest_remainder(points, formula.pool_cents)
    rows = [
        Row(
            person=person,
            cents=cents[person],
            points=points[person],
            exact_cents=Fraction(formula.pool_cents * points[person], total or 1),
            reasons=tuple(sorted(why, key=lambda reason: (-reason.points, reason.contribution))),
        )
        for person, why in reasons.items()
    ]
    rows.sort(key=lambda row: (-row.cents, -row.points, row.person))
    return Statement(formula.pool_cents, total, tuple(rows), formula.pool_cents - sum(cents.values()))


def largest_remainder(points: Mapping[str, int], pool: int) -> dict[str, int]:
    """Split a pool into whole numbers in proportion to points; all 0 if nobody has any.

    Each part lies less than one off its exact value. Equal remainders: more points first, then the smaller name.
    """
    total = sum(points.values())
    if not total:
        return dict.fromkeys(points, 0)
    parts = {name: pool * own // total for name, own in points.items()}
    left = pool - sum(parts.values())
    for name in sorted(points, key=lambda name: (-(pool * points[name] % total), -points[name], name))[:left]:
        parts[name] += 1
    return parts
