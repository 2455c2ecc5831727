"""Changes as JSON."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.security import django_auth

from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent
from unikat.journey.changes import actions, queries
from unikat.journey.changes.models import Change
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["changes"])


class ReviewIn(Sent):
    """A reviewer's word."""

    verdict: str
    text: str = Field("", max_length=2000)


class ChangeOut(Schema):
    """A change as everybody may read it."""

    number: int
    title: str
    why: str
    state: str
    author: str
    revisions: list[str]
    reviews: list[dict[str, str]]
    proposed_at: datetime

    @staticmethod
    def resolve_author(change: Change) -> str:
        """The author's handle."""
        return change.author.handle

    @staticmethod
    def resolve_revisions(change: Change) -> list[str]:
        """The proposed revisions."""
        return [str(revision) for revision in change.revisions.select_related("part")]

    @staticmethod
    def resolve_reviews(change: Change) -> list[dict[str, str]]:
        """Who said what."""
        return [{"by": r.person.handle, "verdict": r.verdict, "text": r.text} for r in change.reviews.all()]


@router.get("/projects/{project}/changes/{number}/", response=ChangeOut)
def read_change(request: HttpRequest, project: str, number: int) -> Change:
    """One change."""
    return queries.change_or_404(project_or_404(project, request.user), number)


@router.post("/projects/{project}/changes/{number}/reviews/", response=ChangeOut, auth=django_auth)
def review_change(request: HttpRequest, project: str, number: int, review: ReviewIn) -> Change:
    """Review a change."""
    found = project_or_404(project, request.user)
    change = queries.change_or_404(found, number)
    actions.review_change(actor=me(request), change=change, verdict=review.verdict, text=review.text)
    return queries.change_or_404(found, number)
