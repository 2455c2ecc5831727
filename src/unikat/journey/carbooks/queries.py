"""Where everything in a car comes from, and what its book tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from django.http import Http404

from unikat.foundation.ledger import things
from unikat.foundation.ledger.models import Link
from unikat.foundation.ledger.things import Card, Ref, Viewer
from unikat.journey.builds.models import Build, SignOff, Step
from unikat.journey.builds.queries import signed_in, steps_of
from unikat.journey.carbooks.models import Book
from unikat.journey.cars.models import Car, CarState
from unikat.journey.cars.queries import bill_of, car_or_404, not_in, revisions_of
from unikat.journey.parts.models import Part
from unikat.journey.projects.models import Project


@dataclass(frozen=True)
class Fitting:
    """One step in which a part was fitted, or will be, and who signed it."""

    step: Card
    signed: SignOff | None


@dataclass(frozen=True)
class Origin:
    """One part of the car: the wishes and decisions behind it, its revision, the steps, and whose hands.

    What a part does not have stays empty: some were needed without anybody's wish.
    """

    wishes: tuple[Card, ...]
    decisions: tuple[Card, ...]
    part: Card
    amount: Fraction
    revision: str
    fitted: tuple[Fitting, ...]


def causes_in(car: Car) -> dict[Ref, set[Ref]]:
    """For each thing of the project everything it came from directly, without what is not in this car; one query."""
    barred = set(not_in(car))
    above: dict[Ref, set[Ref]] = {}
    links = Link.objects.filter(entry__project_id=car.project_id, retraction__isnull=True)
    for source_kind, source_id, target_kind, target_id in links.values_list(
        "source_kind", "source_id", "target_kind", "target_id"
    ):
        source, target = Ref(source_kind, source_id), Ref(target_kind, target_id)
        if source not in barred and target not in barred:
            above.setdefault(target, set()).add(source)
    return above


def walked(above: dict[Ref, set[Ref]], start: Iterable[Ref], through: frozenset[str]) -> set[Ref]:
    """Everything reached from `start` towards its causes, walking on only through these kinds of things."""
    waiting = list(start)
    seen = set(waiting)
    while waiting:
        for cause in above.get(waiting.pop(), ()):
            if cause not in seen:
                seen.add(cause)
                if cause.kind in through:
                    waiting.append(cause)
    return seen


#: From a part back to its reasons: over its revisions, changes, entries, challenges, decisions, wishes.
REASONS = frozenset({"revision", "change", "entry", "challenge", "decision", "wish"})


def origins_of(car: Car, viewer: Viewer) -> list[Origin]:
    """Every part of the car's own bill with its reasons and steps; those that somebody wished or decided come first."""
    above, bill = causes_in(car), bill_of(car)
    parts = {part.thing: part.number for part in Part.objects.filter(project=car.project, number__in=bill)}
    reasons = {ref: walked(above, [ref], REASONS) for ref in parts}
    steps = _steps_by_part(car)
    named = {step.thing for step, _signed in chain.from_iterable(steps.values())}
    cards = things.cards(named.union(parts, *reasons.values()), viewer)
    letters = {revision.part.thing: revision.letter for revision in revisions_of(car)}
    rows = [
        Origin(
            _cards(reasons[ref], "wish", cards),
            _cards(reasons[ref], "decision", cards),
            cards[ref],
            bill[number],
            letters.get(ref, ""),
            tuple(
                Fitting(cards[step.thing], signed)
                for step, signed in steps.get(ref, ())
                if step.thing in cards
            ),
        )
        for ref, number in parts.items()
        if ref in cards
    ]
    return sorted(rows, key=lambda row: (not row.wishes, not row.decisions, not row.fitted, row.part.ref))


@dataclass(frozen=True)
class Reason:
    """What the same wishes and decisions brought into the car: parts with a step of their own, and the rest."""

    wishes: tuple[Card, ...]
    decisions: tuple[Card, ...]
    fitted: tuple[Origin, ...]
    others: tuple[Origin, ...]


def reasons_of(origins: Iterable[Origin]) -> list[Reason]:
    """The origins that have a decision, told once per reason, in their order."""
    found: dict[tuple[tuple[Card, ...], tuple[Card, ...]], list[Origin]] = {}
    for origin in origins:
        if origin.decisions:
            found.setdefault((origin.wishes, origin.decisions), []).append(origin)
    return [
        Reason(
            *reason,
            fitted=tuple(one for one in those if one.fitted),
            others=tuple(one for one in those if not one.fitted),
        )
        for reason, those in found.items()
    ]


def _cards(found: set[Ref], kind: str, cards: dict[Ref, Card]) -> tuple[Card, ...]:
    return tuple(cards[ref] for ref in sorted(found) if ref.kind == kind and ref in cards)


def _steps_by_part(car: Car) -> dict[Ref, list[tuple[Step, SignOff | None]]]:
    """The car's own steps in their order, by the parts that they fit."""
    build = build_of(car)
    if build is None:
        return {}
    own, signed = steps_of(build), signed_in(build)
    needed: dict[int, list[int]] = {}
    for step_id, part_id in Step.parts.through.objects.filter(step__in=own).values_list("step_id", "part_id"):
        needed.setdefault(step_id, []).append(part_id)
    found: dict[Ref, list[tuple[Step, SignOff | None]]] = {}
    for step in own:
        for part_id in needed.get(step.pk, ()):
            found.setdefault(Ref(Part.kind_name, part_id), []).append((step, signed.get(step.pk)))
    return found


def car_with_book_or_404(project: Project, number: int, viewer: Viewer) -> Car:
    """The car of this number; one that was cancelled has no book."""
    car = car_or_404(project, number, viewer)
    if car.state == CarState.CANCELLED:
        raise Http404
    return car


def build_of(car: Car) -> Build | None:
    """The car's build, with its workshop and people."""
    return (
        Build.objects.filter(car=car)
        .select_related("workshop", "coach", "car__project", "car__owner")
        .first()
    )


@dataclass(frozen=True)
class Hands:
    """Who signed how many steps of the car."""

    name: str
    steps: int
    seconds: int


def hands_of(build: Build | None) -> list[Hands]:
    """Everybody who signed, most steps first."""
    if build is None:
        return []
    rows = list(build.sign_offs.values_list("actor_name", "second_name"))
    first, second = Counter(a for a, _b in rows), Counter(b for _a, b in rows if b)
    names = sorted({*first, *second}, key=lambda name: (-first[name], -second[name], name))
    return [Hands(name, first[name], second[name]) for name in names]


def latest_book(car: Car) -> Book | None:
    """The latest sealed edition."""
    return car.books.select_related("archive__blob", "sealed_by", "car__project").order_by("-edition").first()
