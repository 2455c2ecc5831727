"""Challenges as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.security import django_auth
from pydantic import AwareDatetime, Field

from unikat.foundation.files.queries import files_of
from unikat.foundation.people.doors import me
from unikat.foundation.people.models import Person
from unikat.foundation.ui.sent import (
    Language,
    Line,
    NoLine,
    NoPage,
    NoParagraph,
    Page,
    Sent,
    Written,
    in_pairs,
)
from unikat.journey.challenges import actions, queries
from unikat.journey.challenges.models import Challenge, Consent, Entry
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["challenges"])
_ONE = "/projects/{project}/challenges/{number}/"
Grade = Annotated[int, Field(ge=1, le=5, strict=True)]


class ChallengeIn(Sent):
    """A new challenge; the decision by its number, the jury by their handles."""

    title_de: Line
    title_en: NoLine = ""
    brief_de: Page
    brief_en: NoPage = ""
    check_up_at: Annotated[AwareDatetime, Written] | None = None
    entries_until: Annotated[AwareDatetime, Written]
    votes_until: Annotated[AwareDatetime, Written]
    decision: int | None = None
    jury: Annotated[list[str], Field(max_length=20)] = []
    least_meets: Grade = 3


class ChallengeOut(Schema):
    """A challenge as everybody may read it; the result only after the close."""

    number: int
    title_de: str
    title_en: str
    brief_de: str
    brief_en: str
    stage: str
    announced_at: datetime
    check_up_at: datetime | None
    entries_until: datetime
    votes_until: datetime
    closed_at: datetime | None
    licence: str
    rule: dict[str, Any]
    host: str
    jury: list[str]
    decision: int | None
    result: dict[str, Any] | None

    @staticmethod
    def resolve_host(challenge: Challenge) -> str:
        """The host's handle."""
        return challenge.host.handle

    @staticmethod
    def resolve_jury(challenge: Challenge) -> list[str]:
        """The jurors' handles."""
        return sorted(juror.handle for juror in challenge.jury.all())

    @staticmethod
    def resolve_decision(challenge: Challenge) -> int | None:
        """The number of the decision that called it."""
        return challenge.decision.number if challenge.decision else None


class EntryIn(Sent):
    """A design in words; its files come beside it."""

    title: Line
    text: Page
    consent: Annotated[Consent, Written] = Consent.SHOW
    language: Language = "de"


class BallotIn(Sent):
    """Three answers."""

    meets: Grade
    appeal: Grade
    own: Annotated[bool, Field(strict=True)]


class ScoreIn(Sent):
    """A juror's grades and reason."""

    novelty: Grade
    usefulness: Grade
    feasibility: Grade
    elaboration: Grade
    words: NoParagraph = ""


def _challenge(request: HttpRequest, project: str, number: int) -> Challenge:
    return queries.challenge_or_404(project_or_404(project, request.user), number)


def _row(entry: Entry) -> dict[str, Any]:
    return {"number": entry.number, "title": entry.title, "author": entry.author.handle}


def _entry(entry: Entry, request: HttpRequest) -> dict[str, Any]:
    files = [
        {"name": f.name, "url": f.url, "model": f.model_url, "state": f.state, "sha256": f.blob_id}
        for f in files_of(entry.thing, request.user)
    ]
    told = {name: getattr(entry, name) for name in ("text", "language", "consent", "entered_at")}
    return {**_row(entry), **told, "files": files}


@router.get("/projects/{project}/challenges/")
def list_challenges(request: HttpRequest, project: str, after: int | None = None) -> dict[str, Any]:
    """A page of challenges, newest first; pass `after` from the answer to go on."""
    page = queries.challenge_page(project_or_404(project, request.user), after)
    names = ("number", "title_de", "title_en", "stage", "entries_until", "votes_until", "entry_count")
    return {"challenges": [{n: getattr(one, n) for n in names} for one in page.rows], "after": page.after}


@router.post("/projects/{project}/challenges/", response={201: ChallengeOut}, auth=django_auth)
def open_challenge(request: HttpRequest, project: str, challenge: ChallengeIn) -> tuple[int, Challenge]:
    """Announce a challenge."""
    found = project_or_404(project, request.user)
    facts = in_pairs(challenge, "title", "brief")
    number, handles = facts.pop("decision"), set(facts.pop("jury"))
    decision = found.decisions.filter(number=number).first() if number is not None else None
    jury = list(Person.objects.filter(memberships__project=found, handle__in=handles).distinct())
    if (number is not None and decision is None) or len(jury) < len(handles):
        raise Http404
    made = actions.open_challenge(actor=me(request), project=found, decision=decision, jury=jury, **facts)
    return 201, queries.challenge_or_404(found, made.number)


@router.get(_ONE, response=ChallengeOut)
def read_challenge(request: HttpRequest, project: str, number: int) -> Challenge:
    """One challenge; the result only after the close."""
    return _challenge(request, project, number)


@router.get(_ONE + "receipts/")
def read_receipts(request: HttpRequest, project: str, number: int, after: str = "") -> dict[str, Any]:
    """The hash of every ballot, from the moment it is cast; pass `after` from the answer to go on."""
    hashes, following = queries.receipt_page(_challenge(request, project, number), after)
    return {"receipts": hashes, "after": following}


@router.get(_ONE + "ballots.json")
def read_ballots(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Every ballot, after the close."""
    return HttpResponse(queries.ballots_file(_challenge(request, project, number)), "application/json")


@router.post(_ONE + "close/", response=ChallengeOut, auth=django_auth)
def close_challenge(request: HttpRequest, project: str, number: int) -> Challenge:
    """Count and publish, once voting is over."""
    return actions.close_challenge(actor=me(request), challenge=_challenge(request, project, number))


@router.get(_ONE + "entries/")
def list_entries(request: HttpRequest, project: str, number: int) -> list[dict[str, Any]]:
    """All entries in the order in which they came."""
    return [_row(entry) for entry in queries.entries_of(_challenge(request, project, number))]


@router.post(_ONE + "entries/", response={201: dict[str, Any]}, auth=django_auth)
def enter_challenge(
    request: HttpRequest,
    project: str,
    number: int,
    entry: Form[EntryIn],
    files: File[list[UploadedFile]],
) -> tuple[int, dict[str, Any]]:
    """Hand in a design with its pictures and models (multipart)."""
    challenge = _challenge(request, project, number)
    made = actions.enter_challenge(
        actor=me(request),
        challenge=challenge,
        uploads=files,
        **{**entry.dict(), "consent": entry.consent.value},
    )
    return 201, _entry(made, request)


@router.get(_ONE + "entries/{entry}/")
def read_entry(request: HttpRequest, project: str, number: int, entry: int) -> dict[str, Any]:
    """One entry with its files."""
    found = queries.entry_or_404(_challenge(request, project, number), entry)
    return _entry(found, request)


@router.delete(_ONE + "entries/{entry}/", response={204: None}, auth=django_auth)
def withdraw_entry(request: HttpRequest, project: str, number: int, entry: int) -> tuple[int, None]:
    """Take one's own entry back."""
    found = queries.entry_or_404(_challenge(request, project, number), entry)
    actions.withdraw_entry(actor=me(request), entry=found)
    return 204, None


@router.post(_ONE + "entries/{entry}/ballot/", auth=django_auth)
def cast_ballot(
    request: HttpRequest, project: str, number: int, entry: int, ballot: BallotIn
) -> dict[str, str]:
    """Vote; the answer is the receipt."""
    found = queries.entry_or_404(_challenge(request, project, number), entry)
    return {"receipt": actions.cast_ballot(actor=me(request), entry=found, **ballot.dict()).hash}


@router.put(_ONE + "entries/{entry}/score/", response={204: None}, auth=django_auth)
def judge_entry(
    request: HttpRequest, project: str, number: int, entry: int, score: ScoreIn
) -> tuple[int, None]:
    """A juror's grades, sealed until the close."""
    found = queries.entry_or_404(_challenge(request, project, number), entry)
    actions.judge_entry(actor=me(request), entry=found, **score.dict())
    return 204, None
