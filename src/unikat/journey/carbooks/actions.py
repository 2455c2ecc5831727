"""Sealing a car's book: everything that was wished, decided, drawn, fitted and signed, in one signed archive."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from unikat.engines import sealing
from unikat.foundation.files.actions.shapes import keep_blob
from unikat.foundation.files.models import StoredFile
from unikat.foundation.ledger import clock, things
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed
from unikat.foundation.people.models import Person
from unikat.journey.builds.models import Build
from unikat.journey.carbooks import queries, rules
from unikat.journey.carbooks.models import Book
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries import bill_of, options_of, revisions_of

TEXTS = sealing.PageTexts(
    de="Das Autobuch: was gewünscht, entschieden, gezeichnet, eingebaut und angezogen wurde.",
    en="The car book: what was wished, decided, drawn, fitted and tightened.",
)


def seal_key() -> Ed25519PrivateKey:
    """The key that signs books: a file of its own, made on first use, never the web server's secret."""
    path = settings.KEYS / "books.pem"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sealing.store_key(sealing.generate_key(), path)
    return sealing.load_key(path)


@transaction.atomic
def seal_book(*, actor: Person, car: Car) -> Book:
    """Seal the next edition of a car's book: everything that is in it, as the car was built."""
    if not rules.may_seal(actor, car):
        raise NotAllowed(_("The owner and the coach seal the book, once the car stands."))
    build = queries.build_of(car)
    assert build is not None
    # One edition after the other, also when two seal at the same moment.
    Car.objects.select_for_update().get(pk=car.pk)
    book = Book.objects.create(
        car=car, edition=car.books.count() + 1, sealed_by=actor, head="", events=0, key_fingerprint=""
    )
    tell(
        actor=actor,
        verb="book.seal",
        about=book.thing,
        project_id=car.project_id,
        facts={"edition": book.edition},
        came_from=[(LinkKind.SEALED, car.thing)],
    )
    _write(book, build)
    return book


def _write(book: Book, build: Build) -> None:
    car, key = book.car, seal_key()
    people = {name: sealing.SealedPerson(name, sealing.new_salt()) for name in _names(build)}
    events = _events(build, {name: person.key for name, person in people.items()})
    with tempfile.TemporaryDirectory(prefix="unikat-") as box:
        path = Path(box) / "book.zip"
        with path.open("wb") as target:
            manifest = sealing.write_archive(
                target,
                title=f"{car.project.name} {car.reference} {car.name}",
                created=clock.now().isoformat(timespec="seconds"),
                events=events,
                files={},
                key=key,
                texts=TEXTS,
                people=list(people.values()),
            )
        blob = keep_blob(path, "zip")
    book.archive = StoredFile.objects.create(
        blob=blob,
        name=f"{car.project.code}-{car.number:03}-book-{book.edition}.zip",
        about_kind=book.kind_name,
        about_id=book.pk,
        project_id=car.project_id,
        uploaded_by=book.sealed_by,
    )
    book.head, book.events, book.key_fingerprint = manifest.head, manifest.count, manifest.key
    book.salts = {person.key: person.salt for person in people.values()}
    book.save()


def _names(build: Build) -> list[str]:
    signed = [
        name for pair in build.sign_offs.values_list("actor_name", "second_name") for name in pair if name
    ]
    return list(dict.fromkeys([build.car.owner.name, build.coach.name, *signed]))


def _events(build: Build, keys: dict[str, str]) -> list[dict[str, Any]]:
    """The book as events: the car, its options, its parts, every reason, every sign-off. Numbers are integers."""
    car = build.car
    letters = {revision.part.number: revision.letter for revision in revisions_of(car)}
    events: list[dict[str, Any]] = [
        {
            "event": "car",
            "project": car.project.name,
            "number": car.number,
            "name": car.name,
            "owner": keys[car.owner.name],
            "fingerprint": car.fingerprint,
            "edition": car.edition.number,
            "workshop": build.workshop.name,
            "days": [day.isoformat() for day in build.days.values_list("day", flat=True)],
            "finished": build.finished_at.isoformat(timespec="seconds") if build.finished_at else "",
        }
    ]
    events += [{"event": "option", "code": o.code, "de": o.name_de, "en": o.name_en} for o in options_of(car)]
    events += [
        {"event": "part", "number": number, "revision": letters.get(number, ""), "amount": str(amount)}
        for number, amount in bill_of(car).items()
    ]
    events += _reasons(car)
    events += [
        {
            "event": "sign-off",
            "step": s.step.number,
            "version": s.step_version,
            "title": s.step.title_de,
            "by": keys[s.actor_name],
            "second": keys.get(s.second_name, ""),
            "thousandths": s.values,
            "unit": s.step.unit,
            "at": s.at.isoformat(timespec="seconds"),
        }
        for s in build.sign_offs.select_related("step")
    ]
    return events


def _reasons(car: Car) -> list[dict[str, Any]]:
    """Every link of the car's thread, as references that can be read without us."""
    above = queries.causes_in(car)
    through = queries.REASONS | {"part", "option", "step", "car", "rule"}
    found = queries.walked(above, [car.thing], through)
    cards = things.cards(found, car.owner)
    return [
        {
            "event": "came-from",
            "what": cards[target].ref,
            "kind": target.kind,
            "from": cards[source].ref,
            "from_kind": source.kind,
            "title": cards[source].title,
        }
        for target in sorted(found)
        for source in sorted(above.get(target, ()))
        if target in cards and source in cards
    ]
