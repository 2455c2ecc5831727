"""Fill a throw-away data folder: the demo's project and people with as many wishes as wanted, or the whole story (0).

Written in bulk and not through actions, because 200,000 acts would take an hour; rows, search words and ledger
entries are those that the actions would leave. Prints the cookie of a session in which Ida is signed in.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from unikat.cli import database, folder, seed

PEOPLE = 2_000
BATCH = 5_000
THINGS = ["Tür", "Winde", "Sitz", "Plane", "Anhänger", "Laderaum", "Fußraum", "Spiegel", "Dach", "Seilzug"]
THINGS += [
    "Batterie",
    "Lenkrad",
    "Kotflügel",
    "Steckdose",
    "Werkzeugfach",
    "Hundebox",
    "Zurröse",
    "Trittbrett",
]
WANTS = [
    "mit Handschuhen bedienen",
    "ohne Werkzeug ausbauen",
    "bei Frost benutzen",
    "für zwei Kinder",
    "im Dunkeln finden",
]
WANTS += [
    "that folds away",
    "I can wash with a hose",
    "for a tall driver",
    "auch mit links",
    "leiser als heute",
    "zum Nachrüsten",
]
STORIES = [
    "Im Februar am Waldrand waren die Finger steif, und ich stand zehn Minuten davor.",
    "We drive to the lake with two dogs and a wet tent, every weekend from May to September.",
    "Mein Nachbar hat das an seinem Traktor, mit einer Schlaufe von 25 mm, und es hält seit Jahren.",
    "Es darf ruhig 300 Gramm mehr wiegen, wenn es dafür nach dem Winter noch geht.",
    "Last time I needed three hands and a torch. Two hands would be fine.",
]


def main() -> None:
    """Fill one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("wishes", type=int)
    chosen = parser.parse_args()
    place = folder.open_folder(chosen.data)
    place.decide("demo")
    database.load_settings(demo=True)
    database.migrate()
    seed.tell(until="opening" if chosen.wishes else seed.NAMES[-1], say=lambda line: None)
    if chosen.wishes:
        with transaction.atomic():
            _fill(chosen.wishes)
    database.collect_static()
    print(_signed_in())


def _fill(many: int) -> None:
    from unikat.foundation.people.models import Person
    from unikat.journey.projects.models import Counter, Project
    from unikat.journey.wishes.models import Support, Wish

    dice = random.Random(7)
    project = Project.objects.get()
    people = [
        Person(email=f"p{n}@example.org", handle=f"p{n}", name=f"Person {n}", tier=1) for n in range(PEOPLE)
    ]
    ids = [person.pk for person in Person.objects.bulk_create(people)]
    remaining = _wishes(many, project, ids, Person.objects.get(handle="mei").pk, dice)
    while batch := list(islice(remaining, BATCH)):
        made = Wish.objects.bulk_create(batch)
        Support.objects.bulk_create(
            Support(wish=wish, person_id=who) for wish in made for who in dice.sample(ids, wish.voices)
        )
        _tell(made)
    Counter.objects.update_or_create(project=project, noun="wish", defaults={"last": many})


def _tell(made) -> None:
    from unikat.foundation.ledger.models import Entry
    from unikat.foundation.search.folding import fold
    from unikat.foundation.search.models import Findable

    def about(wish):
        return {"thing_kind": "wish", "thing_id": wish.pk, "project_id": wish.project_id}

    Findable.objects.bulk_create(
        Findable(**about(w), language=w.language, title=fold(f"{w.reference} {w.title}"), text=fold(w.text))
        for w in made
    )
    by = {"actor_kind": "person", "actor_name": "Person", "verb": "wish.make"}
    Entry.objects.bulk_create(
        Entry(**by, **about(w), actor_person_id=w.author_id, facts={"title": w.title}) for w in made
    )


def _wishes(many, project, people, owner, dice) -> Iterator[object]:
    from unikat.foundation.ledger import clock
    from unikat.journey.wishes.models import Wish

    now, today = clock.now(), clock.today()
    for number in range(1, many + 1):
        age = (many - number) * 700 // many
        yield Wish(
            project=project,
            number=number,
            title=f"{dice.choice(THINGS)} {dice.choice(WANTS)} ({dice.randrange(1000)})",
            text=" ".join(dice.sample(STORIES, dice.randint(1, 4))),
            language=dice.choice(["de", "de", "de", "en"]),
            author_id=dice.choice(people),
            owner_id=owner,
            state="open" if dice.random() < 0.3 else "answered",
            voices=min(200, int(dice.paretovariate(1.2))),
            due_on=today + timedelta(days=project.answer_days - age),
            made_at=now - timedelta(days=age),
        )


def _signed_in() -> str:
    from unikat.foundation.people.models import Person

    ida = Person.objects.get(handle="ida")
    session = SessionStore()
    session[SESSION_KEY] = str(ida.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = ida.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"


if __name__ == "__main__":
    main()
