"""Who contributed what to one car, read off its thread; nobody types it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from unikat.foundation.ledger import things
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import ancestors, entries_for
from unikat.foundation.ledger.things import Card, Ref, Viewer
from unikat.foundation.people.models import Person
from unikat.journey.builds.models import Build
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries import not_in

#: The deeds that count as a contribution to what a car has become.
DEEDS = (
    *("wish.make", "wish.support", "decision.make", "challenge.open", "entry.enter", "change.propose"),
    *("change.review", "revision.draft", "revision.release", "step.add", "rule.add"),
)
SIGNED = "step.sign"
#: No entry of its own: the sign-off names the second pair of eyes.
SECOND = "step.second"


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
    told: dict[_Who, dict[str, dict[Ref, Card]]] = {}
    entries = _entries(car, viewer, cards)
    crew = _crew(car)
    for entry in entries:
        _add(told, _Who(entry.actor_person_id, entry.actor_name), entry.verb, cards[entry.thing])
        second = entry.facts.get("second") if entry.verb == SIGNED else None
        if second:
            _add(told, crew.get(second, _Who(None, second)), SECOND, cards[entry.thing])
    people = Person.objects.in_bulk([who.person_id for who in told if who.person_id])
    credits_ = [
        Credit(
            people.get(who.person_id) if who.person_id else None,
            who.name,
            tuple(
                (_said(verb), tuple(sorted(done.values(), key=lambda card: card.ref)))
                for verb, done in deeds.items()
            ),
        )
        for who, deeds in told.items()
    ]
    return sorted(credits_, key=lambda credit: (-credit.count, credit.name))


def _said(verb: str) -> str:
    return _("looked on as the second person") if verb == SECOND else things.deed(verb)


class _Who(NamedTuple):
    """Whose deeds belong together: an account's, or those of a name without one."""

    person_id: int | None
    name: str


def _add(told: dict[_Who, dict[str, dict[Ref, Card]]], who: _Who, verb: str, card: Card) -> None:
    told.setdefault(who, {}).setdefault(verb, {})[Ref(card.kind, card.id)] = card


def _crew(car: Car) -> dict[str, _Who]:
    """Who is meant by a name among those who build this car."""
    build = Build.objects.filter(car=car).select_related("coach").first()
    if build is None:
        return {}
    known = {friend.name: _Who(friend.person_id, friend.name) for friend in build.crew.all()}
    return known | {person.name: _Who(person.pk, person.name) for person in (car.owner, build.coach)}


def _entries(car: Car, viewer: Viewer, cards: dict[Ref, Card]) -> list[Entry]:
    """The deeds done to things on this car's thread, and the sign-offs made on this very car; no withdrawn support."""
    on_thread = Q()
    for kind in {ref.kind for ref in cards}:
        on_thread |= Q(thing_kind=kind, thing_id__in=[ref.id for ref in cards if ref.kind == kind])
    verbs = (*DEEDS, SIGNED, "wish.withdraw_support")
    found = entries_for(viewer).filter(on_thread, project_id=car.project_id, verb__in=verbs).order_by("pk")
    kept: dict[object, Entry] = {}
    for entry in found:
        support = (entry.actor_person_id, entry.thing)
        if entry.verb == "wish.withdraw_support":
            kept.pop(support, None)
        elif entry.verb == "wish.support":
            kept[support] = entry
        elif entry.verb != SIGNED or entry.facts.get("car") == car.number:
            kept[entry.pk] = entry
    return list(kept.values())
