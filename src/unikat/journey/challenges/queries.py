"""Questions about challenges, entries and results."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from random import Random
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.crypto import salted_hmac

from unikat.engines import voting
from unikat.foundation.ledger.things import Viewer
from unikat.foundation.people.models import Person
from unikat.journey.challenges.models import Ballot, Challenge, Entry, Score
from unikat.journey.projects.models import Project

PAGE = 30
HASHES = 500


def challenges_of(project: Project) -> QuerySet[Challenge]:
    """All challenges, newest first, with how many entries each has."""
    valid = Count("entries", filter=Q(entries__withdrawn_at__isnull=True))
    found = Challenge.objects.filter(project=project).select_related("project", "host", "decision__project")
    return found.prefetch_related("jury").annotate(entry_count=valid).order_by("-number")


@dataclass(frozen=True)
class ChallengePage:
    """One page of challenges, and the number that continues it."""

    rows: list[Challenge]
    after: int | None


def challenge_page(project: Project, after: int | None = None) -> ChallengePage:
    """A page of challenges, newest first, continued by number."""
    found = challenges_of(project)
    if after is not None:
        found = found.filter(number__lt=after)
    rows = list(found[: PAGE + 1])
    return ChallengePage(rows[:PAGE], rows[PAGE - 1].number if len(rows) > PAGE else None)


def challenge_or_404(project: Project, number: int) -> Challenge:
    """The challenge of this number."""
    challenge = challenges_of(project).filter(number=number).first()
    if challenge is None:
        raise Http404
    return challenge


def entries_of(challenge: Challenge) -> QuerySet[Entry]:
    """The entries in the order in which they came."""
    return challenge.entries.filter(withdrawn_at__isnull=True).select_related("author", "challenge__project")


def entry_or_404(challenge: Challenge, number: int) -> Entry:
    """The entry of this number."""
    entry = entries_of(challenge).filter(number=number).first()
    if entry is None:
        raise Http404
    return entry


def shuffled(entries: list[Entry], seed: str) -> list[Entry]:
    """The entries in an order of the visitor's own, so that the first ones have no advantage."""
    mixed = list(entries)
    Random(hashlib.sha256(seed.encode()).digest()).shuffle(mixed)  # noqa: S311 - an order, not a secret
    return mixed


def pseudonym_of(person: Person, challenge: Challenge) -> str:
    """The name under which a person's ballots are published in this challenge; only the server can link them."""
    digest = salted_hmac("ballots", f"{challenge.pk}:{person.pk}", secret=settings.SECRET_KEY).hexdigest()
    return digest[:16]


def own_ballots(challenge: Challenge, viewer: Viewer) -> dict[int, Ballot]:
    """One's own ballots, by entry; nobody else's."""
    if not getattr(viewer, "pk", None):
        return {}
    return {
        ballot.entry_id: ballot
        for ballot in Ballot.objects.filter(entry__challenge=challenge, voter_id=viewer.pk)
    }


def own_score(entry: Entry, viewer: Viewer) -> dict[str, Any] | None:
    """A juror's own grades for an entry, to say them anew; nobody else's."""
    if not getattr(viewer, "pk", None):
        return None
    names = ("novelty", "usefulness", "feasibility", "elaboration", "words")
    own: dict[str, Any] | None = entry.scores.filter(juror_id=viewer.pk).values(*names).first()
    return own


def receipts_of(challenge: Challenge) -> QuerySet[Ballot]:
    """The hashes of all ballots in an order that tells nothing; public from the moment they are cast."""
    return Ballot.objects.filter(entry__challenge=challenge).order_by("hash")


def receipt_page(challenge: Challenge, after: str = "") -> tuple[list[str], str]:
    """Some hundred hashes in their order, and the one that continues them."""
    found = list(receipts_of(challenge).filter(hash__gt=after).values_list("hash", flat=True)[: HASHES + 1])
    return found[:HASHES], found[HASHES - 1] if len(found) > HASHES else ""


def ballots_file(challenge: Challenge) -> bytes:
    """Everything needed to count again; there is no such file before the close."""
    if challenge.closed_at is None:
        raise Http404
    return _export(challenge)


def _export(challenge: Challenge) -> bytes:
    counting = Ballot.objects.filter(
        entry__challenge=challenge, entry__withdrawn_at__isnull=True, set_aside=""
    ).select_related("entry__challenge")
    casts = [
        voting.Cast(
            voting.Ballot(b.pseudonym, b.entry.reference, b.meets, b.appeal, b.own), bytes.fromhex(b.nonce)
        )
        for b in counting
    ]
    names = [entry.reference for entry in entries_of(challenge)]
    return voting.export_ballots(casts, names, voting.Rule(**challenge.rule))


def counted(challenge: Challenge) -> dict[str, Any]:
    """The result as it is published: the community's places from the ballots file itself, the jury's apart."""
    result = voting.recount(_export(challenge))
    scores = Score.objects.filter(entry__challenge=challenge, entry__withdrawn_at__isnull=True)
    jury = voting.jury_result(
        voting.JuryScore(
            s.juror.handle, s.entry.reference, s.novelty, s.usefulness, s.feasibility, s.elaboration
        )
        for s in scores.select_related("juror", "entry__challenge")
    )
    places = [
        {
            "entry": place.tally.entry,
            "place": place.place,
            "ballots": place.tally.ballots,
            "meets": place.tally.meets_median,
            "appeal": place.tally.gauge.median,
            "owners": place.tally.owners,
        }
        for place in result.places
    ]
    return {
        "voters": result.voters,
        "ballots": result.ballots,
        "community": places,
        "excluded": [
            {"entry": out.tally.entry, "why": out.why, "needed": out.needed} for out in result.excluded
        ],
        "jury": [{"entry": place.entry, "place": place.place, "points": place.points} for place in jury],
        "crowns": {
            "community": [place["entry"] for place in places if place["place"] == 1],
            "jury": [place.entry for place in jury if place.place == 1],
        },
    }
