"""The cast of the demo story, and its calendar relative to today."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from unikat.foundation.ledger import clock
from unikat.foundation.people.models import Person, Tier

#: handle: (name, portrait, tier, about)
CAST: dict[str, tuple[str, str, Tier, str]] = {
    "ida": ("Ida", "p-ida", Tier.VERIFIED, "Fährt bei jedem Wetter und baut gerade ihren Feldhasen."),
    "jonas": ("Jonas", "p-jonas", Tier.TRUSTED, "Gestaltet. Antwortet am liebsten mit einer Skizze."),
    "mei": ("Mei", "p-mei", Tier.TRUSTED, "Rechnet. Sagt auch Nein, aber immer mit Grund."),
    "tariq": ("Tariq", "p-tariq", Tier.VERIFIED, "Leitet die Werkstatt Chemnitz und zeigt dir jeden Griff."),
    "lena": ("Lena", "p-lena", Tier.CONFIRMED, "Neu dabei. Zeichnet, schraubt mit, fragt nach."),
    "oskar": ("Oskar", "p-oskar", Tier.VERIFIED, "Hütet die Regeln und zählt Stimmen laut nach."),
    "vera": ("Vera", "", Tier.VERIFIED, "Prüft Fahrzeuge. Liest nur, schreibt nicht."),
    "deniz": ("Deniz", "", Tier.TRUSTED, "Zeichnet Türen, Kotflügel und alles, was schwingt."),
    "hanna": ("Hanna", "", Tier.VERIFIED, "Fährt N° 02 in der Lausitz."),
    "paul": ("Paul", "", Tier.CONFIRMED, "Im Unterholz unterwegs. Skeptisch, meistens zu Recht."),
}


def day(offset: int, hour: int = 10, minute: int = 0) -> datetime:
    """The moment `offset` days from today, local time."""
    local = timezone.localdate() + timedelta(days=offset)
    return timezone.make_aware(datetime.combine(local, time(hour, minute)))


def cast() -> dict[str, Person]:
    """The people of the story by handle, fresh from the database."""
    return {person.handle: person for person in Person.objects.filter(in_cast=True)}


@transaction.atomic
def join() -> dict[str, Person]:
    """The cast joins, before anything else happens."""
    with clock.at(day(-671)):
        for handle, (name, portrait, tier, about) in CAST.items():
            Person.objects.create_user(
                f"{handle}@feldhase.example",
                handle=handle,
                name=name,
                portrait=portrait,
                tier=tier,
                about=about,
                in_cast=True,
            )
    return cast()
