"""Wishes and decisions as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.security import django_auth

from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent
from unikat.journey.projects.models import Area
from unikat.journey.projects.queries import project_or_404
from unikat.journey.wishes import actions, queries
from unikat.journey.wishes.models import Decision, Wish

router = Router(tags=["wishes"])


class WishOut(Schema):
    """A wish as everybody may read it."""

    number: int
    title: str
    text: str
    language: str
    area: str
    state: str
    voices: int
    author: str
    due_on: date
    made_at: datetime

    @staticmethod
    def resolve_author(wish: Wish) -> str:
        """The author's handle."""
        return str(wish.author.handle)


class WishIn(Sent):
    """A new wish."""

    title: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1, max_length=20_000)
    language: Literal["de", "en"] = "de"
    area: Literal["", *Area.values] = ""  # type: ignore[valid-type]


class DecisionOut(Schema):
    """A decision as everybody may read it."""

    number: int
    outcome: str
    title_de: str
    title_en: str
    sentence_de: str
    sentence_en: str
    pro_de: str
    con_de: str
    made_at: datetime | None
    wishes: list[int]

    @staticmethod
    def resolve_wishes(decision: Decision) -> list[int]:
        """The numbers of the wishes it answers."""
        return [wish.number for wish in decision.wishes.all()]


@router.get("/projects/{project}/wishes/")
def list_wishes(request: HttpRequest, project: str, after: str = "", state: str = "") -> dict[str, object]:
    """A page of wishes, newest first; pass `after` from the answer to go on."""
    page = queries.wish_page(project_or_404(project, request.user), state=state, after=after)
    return {"wishes": page.rows, "after": page.after}


@router.get("/projects/{project}/wishes/{number}/", response=WishOut)
def read_wish(request: HttpRequest, project: str, number: int) -> Wish:
    """One wish."""
    return queries.wish_or_404(project_or_404(project, request.user), number)


@router.post("/projects/{project}/wishes/", response={201: WishOut}, auth=django_auth)
def make_wish(request: HttpRequest, project: str, wish: WishIn) -> tuple[int, Wish]:
    """Say a wish."""
    found = project_or_404(project, request.user)
    return 201, actions.make_wish(actor=me(request), project=found, **wish.dict())


@router.post("/projects/{project}/wishes/{number}/support/", response=WishOut, auth=django_auth)
def support_wish(request: HttpRequest, project: str, number: int) -> Wish:
    """Want it too; repeating it changes nothing."""
    wish = queries.wish_or_404(project_or_404(project, request.user), number)
    return actions.support_wish(actor=me(request), wish=wish)


@router.get("/projects/{project}/decisions/{number}/", response=DecisionOut)
def read_decision(request: HttpRequest, project: str, number: int) -> Decision:
    """One decision."""
    return queries.decision_or_404(project_or_404(project, request.user), number)
