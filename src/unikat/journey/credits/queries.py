"""Who contributed what to one car, read off its thread; nobody types it."""

from __future__ import annotations

from dataclasses import dataclass

from unikat.foundation.ledger import things
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import ancestors, entries_for
from unikat.foundation.ledger.things import Card, Ref, Viewer
from unikat.foundation.people.models import Person
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries import not_in

#: The deeds that count as a contribution to what a car has become.
DEEDS = (
    *("wish.make", "wish.support", "decision.make", "challenge.open", "entry.enter", "change.propose"),
    *("change.review", "revision.draft", "revision.release", "step.add", "rule.add"),
)


@dataclass(frozen=True)
class Credit:
    """What one person gave to the car: each kind of deed with the things it was done to."""

    person: Person | None
    name: str
    deeds: tuple[tuple[str, tuple[Card, ...]], ...]

    @property
    def count(self) -> int:
        """How many contributions."""
        return sum(len(cards) for _deed, cards in self.deeds)


def credits_of(car: Car, viewer: Viewer) -> list[Credit]:
    """Everybody who contributed to this car, most first; queries do not grow with their number."""
    refs = [*ancestors(car.thing, without=not_in(car)), car.thing]
    cards = things.cards(refs, viewer)
    told: dict[str, dict[str, dict[Ref, Card]]] = {}
    for entry in _entries(car, viewer, cards):
        deed = told.setdefault(entry.actor_name, {}).setdefault(entry.verb, {})
        deed[entry.thing] = cards[entry.thing]
    people = {person.name: person for person in Person.objects.filter(name__in=told)}
    credits_ = [
        Credit(
            people.get(name),
            name,
            tuple(
                (things.deed(verb), tuple(sorted(done.values(), key=lambda c: c.ref)))
                for verb, done in deeds.items()
            ),
        )
        for name, deeds in told.items()
    ]
    return sorted(credits_, key=lambda credit: (-credit.count, credit.name))


def _entries(car: Car, viewer: Viewer, cards: dict[Ref, Card]) -> list[Entry]:
    """The deeds done to things on this car's thread, and the sign-offs made on this very car."""
    found = entries_for(viewer).filter(project_id=car.project_id, verb__in=(*DEEDS, "step.sign"))
    return [
        entry
        for entry in found.order_by("pk").iterator()
        if entry.thing in cards and (entry.verb != "step.sign" or entry.facts.get("car") == car.number)
    ]
