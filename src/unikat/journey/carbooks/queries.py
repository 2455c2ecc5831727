"""Where everything in a car comes from, and what its book tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from unikat.foundation.ledger import things
from unikat.foundation.ledger.models import Link
from unikat.foundation.ledger.things import Card, Ref, Viewer
from unikat.journey.builds.models import Build, SignOff
from unikat.journey.carbooks.models import Book
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries import not_in
from unikat.journey.parts.models import Part, Revision, RevisionState
from unikat.journey.parts.queries import parts_in


@dataclass(frozen=True)
class Origin:
    """One thread of the car: the wishes and decisions, what was drawn, the step, and whose hands."""

    wishes: tuple[Card, ...]
    decisions: tuple[Card, ...]
    part: Card | None
    revision: str
    step: Card | None
    signed: SignOff | None


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
    """The car's threads: each part of its own bill that has a reason, with the step that fitted it."""
    above = causes_in(car)
    own = set(parts_in(car.project, car.codes))
    parts = {
        p.thing: p for p in Part.objects.filter(project=car.project, number__in=own).select_related("project")
    }
    reasons = {ref: walked(above, [ref], REASONS) for ref in parts}
    told = {ref: found for ref, found in reasons.items() if any(r.kind == "decision" for r in found)}
    signed = _signed_by_part(car)
    steps = {sign.step.thing for sign in signed.values()}
    cards = things.cards({*told, *steps, *(r for found in told.values() for r in found)}, viewer)
    letters = letters_of(car)
    rows = [
        Origin(
            _cards(found, "wish", cards),
            _cards(found, "decision", cards),
            cards.get(ref),
            letters.get(ref.id, ""),
            cards.get(signed[ref].step.thing) if ref in signed else None,
            signed.get(ref),
        )
        for ref, found in told.items()
    ]
    return sorted(rows, key=lambda row: (not row.wishes, not row.signed, row.part.ref if row.part else ""))


def _cards(found: set[Ref], kind: str, cards: dict[Ref, Card]) -> tuple[Card, ...]:
    return tuple(cards[ref] for ref in sorted(found) if ref.kind == kind and ref in cards)


def _signed_by_part(car: Car) -> dict[Ref, SignOff]:
    build = build_of(car)
    if build is None:
        return {}
    signs = build.sign_offs.select_related("step__project", "person").prefetch_related("step__parts")
    return {part.thing: sign for sign in signs for part in sign.step.parts.all()}


def letters_of(car: Car) -> dict[int, str]:
    """The revision of each part: fitted ones of a sealed car, valid ones of one that is being built."""
    fitted = Link.objects.filter(kind="fitted", target_kind="car", target_id=car.pk).values_list(
        "source_id", flat=True
    )
    revisions = Revision.objects.filter(part__project=car.project_id)
    chosen = revisions.filter(pk__in=list(fitted)) if fitted else revisions.filter(state=RevisionState.VALID)
    return dict(chosen.values_list("part_id", "letter"))


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
