"""Changes as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.security import django_auth
from pydantic import Field

from unikat.foundation.ledger import things
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Language, Line, NoParagraph, Sent, Written
from unikat.journey.changes import actions, queries
from unikat.journey.changes.models import Change, Verdict
from unikat.journey.parts.models import Part, Revision
from unikat.journey.projects.models import Project
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["changes"])
_ONE = "/projects/{project}/changes/{number}/"


class EditIn(Sent):
    """A line of the bill as it is to be; an empty quantity takes it out."""

    parent: Annotated[str, Field(max_length=60)]
    child: Annotated[str, Field(max_length=60)]
    quantity: Annotated[str, Field(max_length=24)] = ""
    unit: Annotated[str, Field(max_length=8)] = ""
    condition: Annotated[str, Field(max_length=400)] = ""


class OriginIn(Sent):
    """What a change answers: a wish, a decision, an entry, a step, a part."""

    kind: Annotated[str, Field(max_length=24)]
    id: int


class ChangeIn(Sent):
    """A proposal: drafts as `part/letter`, lines of the bill, and the reason."""

    title: Line
    why: Annotated[str, Field(min_length=1, max_length=5000)]
    language: Language = "de"
    revisions: Annotated[list[str], Field(max_length=50)] = []
    bill_edits: Annotated[list[EditIn], Field(max_length=200)] = []


class ProposalIn(ChangeIn):
    """A new proposal with what it answers."""

    raised_from: OriginIn | None = None


class ReviewIn(Sent):
    """A reviewer's word."""

    verdict: Annotated[Verdict, Written]
    text: NoParagraph = ""


class ClosingIn(Sent):
    """The reason for a no."""

    reason: Annotated[str, Field(max_length=1000)]


class ChangeOut(Schema):
    """A change as everybody may read it."""

    number: int
    title: str
    why: str
    language: str
    state: str
    author: str
    raised_from: dict[str, Any] | None
    revisions: list[str]
    bill_edits: list[dict[str, str]]
    reviews: list[dict[str, str]]
    proposed_at: datetime
    closed_at: datetime | None
    closing_words: str

    @staticmethod
    def resolve_author(change: Change) -> str:
        """The author's handle."""
        return change.author.handle

    @staticmethod
    def resolve_raised_from(change: Change) -> dict[str, Any] | None:
        """What it answers."""
        return {"kind": change.raised_kind, "id": change.raised_id} if change.raised_from else None

    @staticmethod
    def resolve_revisions(change: Change) -> list[str]:
        """The proposed revisions."""
        proposed = change.revisions.select_related("part").order_by("pk")
        return [f"{one.part.number}/{one.letter}" for one in proposed]

    @staticmethod
    def resolve_bill_edits(change: Change) -> list[dict[str, str]]:
        """The lines as they are to be."""
        edits = change.bill_edits.select_related("parent", "child").order_by("pk")
        names = ("before", "quantity", "unit", "condition")
        return [
            {"parent": e.parent.number, "child": e.child.number, **{name: getattr(e, name) for name in names}}
            for e in edits
        ]

    @staticmethod
    def resolve_reviews(change: Change) -> list[dict[str, str]]:
        """Who said what."""
        return [{"by": r.person.handle, "verdict": r.verdict, "text": r.text} for r in change.reviews.all()]


def _change(request: HttpRequest, project: str, number: int) -> Change:
    return queries.change_or_404(project_or_404(project, request.user), number)


def _contents(project: Project, sent: ChangeIn) -> dict[str, Any]:
    """What was sent, with parts and revisions instead of their names."""
    facts = sent.dict(exclude={"raised_from"})
    numbers = {number for edit in sent.bill_edits for number in (edit.parent, edit.child)}
    parts = {part.number: part for part in Part.objects.filter(project=project, number__in=numbers)}
    if numbers - parts.keys():
        raise Http404
    facts["bill_edits"] = [
        {**edit.dict(), "parent": parts[edit.parent], "child": parts[edit.child]} for edit in sent.bill_edits
    ]
    facts["revisions"] = [_revision(project, name) for name in sent.revisions]
    return facts


def _revision(project: Project, name: str) -> Revision:
    number, _slash, letter = name.rpartition("/")
    found = Revision.objects.filter(part__project=project, part__number=number, letter=letter)
    revision = found.select_related("part__project").first()
    if revision is None:
        raise Http404
    return revision


@router.get("/projects/{project}/changes/")
def list_changes(request: HttpRequest, project: str, after: int | None = None) -> dict[str, Any]:
    """A page of changes, newest first; pass `after` from the answer to go on."""
    page = queries.change_page(project_or_404(project, request.user), after)
    names = ("number", "title", "language", "state", "proposed_at")
    rows = [
        {**{name: getattr(one, name) for name in names}, "author": one.author.handle} for one in page.rows
    ]
    return {"changes": rows, "after": page.after}


@router.post("/projects/{project}/changes/", response={201: ChangeOut}, auth=django_auth)
def propose_change(request: HttpRequest, project: str, change: ProposalIn) -> tuple[int, Change]:
    """Propose revisions and lines of the bill together."""
    found = project_or_404(project, request.user)
    origin = Ref(change.raised_from.kind, change.raised_from.id) if change.raised_from else None
    if origin and things.card(origin, request.user) is None:
        raise Http404
    contents = _contents(found, change)
    made = actions.propose_change(actor=me(request), project=found, raised_from=origin, **contents)
    return 201, queries.change_or_404(found, made.number)


@router.get(_ONE, response=ChangeOut)
def read_change(request: HttpRequest, project: str, number: int) -> Change:
    """One change."""
    return _change(request, project, number)


@router.put(_ONE, response=ChangeOut, auth=django_auth)
def amend_change(request: HttpRequest, project: str, number: int, change: ChangeIn) -> Change:
    """Propose other contents in the same change; its reviews begin anew."""
    found = _change(request, project, number)
    actions.amend_change(actor=me(request), change=found, **_contents(found.project, change))
    return _change(request, project, number)


@router.post(_ONE + "reviews/", response=ChangeOut, auth=django_auth)
def review_change(request: HttpRequest, project: str, number: int, review: ReviewIn) -> Change:
    """Review a change."""
    change = _change(request, project, number)
    actions.review_change(actor=me(request), change=change, verdict=review.verdict.value, text=review.text)
    return _change(request, project, number)


@router.post(_ONE + "accept/", response=ChangeOut, auth=django_auth)
def accept_change(request: HttpRequest, project: str, number: int) -> Change:
    """Release what was proposed, all of it or nothing."""
    actions.accept_change(actor=me(request), change=_change(request, project, number))
    return _change(request, project, number)


@router.post(_ONE + "decline/", response=ChangeOut, auth=django_auth)
def decline_change(request: HttpRequest, project: str, number: int, closing: ClosingIn) -> Change:
    """Say no with a reason, or take one's own change back."""
    actions.decline_change(actor=me(request), change=_change(request, project, number), reason=closing.reason)
    return _change(request, project, number)
