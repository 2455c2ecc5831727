"""Challenges as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.security import django_auth

from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent
from unikat.journey.challenges import actions, queries
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["challenges"])


class BallotIn(Sent):
    """Three answers."""

    meets: int
    appeal: int
    own: bool


@router.get("/projects/{project}/challenges/{number}/")
def read_challenge(request: HttpRequest, project: str, number: int) -> dict[str, Any]:
    """One challenge with its entries; the result only after the close."""
    challenge = queries.challenge_or_404(project_or_404(project, request.user), number)
    return {
        "number": challenge.number,
        "title_de": challenge.title_de,
        "title_en": challenge.title_en,
        "stage": challenge.stage,
        "rule": challenge.rule,
        "entries": [
            {"number": e.number, "title": e.title, "author": e.author.handle}
            for e in queries.entries_of(challenge)
        ],
        "receipts": list(queries.receipts_of(challenge).values_list("hash", flat=True)),
        "result": challenge.result,
    }


@router.get("/projects/{project}/challenges/{number}/ballots.json")
def read_ballots(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Every ballot, after the close."""
    challenge = queries.challenge_or_404(project_or_404(project, request.user), number)
    return HttpResponse(queries.ballots_file(challenge), "application/json")


@router.post("/projects/{project}/challenges/{number}/entries/{entry}/ballot/", auth=django_auth)
def cast_ballot(
    request: HttpRequest, project: str, number: int, entry: int, ballot: BallotIn
) -> dict[str, str]:
    """Vote; the answer is the receipt."""
    challenge = queries.challenge_or_404(project_or_404(project, request.user), number)
    found = queries.entry_or_404(challenge, entry)
    return {"receipt": actions.cast_ballot(actor=me(request), entry=found, **ballot.dict()).hash}
