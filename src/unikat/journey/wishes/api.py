"""Wishes and decisions as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.security import django_auth
from pydantic import Field

from unikat.foundation.people.doors import me
from unikat.foundation.people.models import Person
from unikat.foundation.ui.sent import Language, Line, NoLine, NoParagraph, Paragraph, Sent, Written, in_pairs
from unikat.journey.projects.models import Area
from unikat.journey.projects.queries import project_or_404
from unikat.journey.wishes import actions, queries
from unikat.journey.wishes.models import Decision, Outcome, Wish

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
    merged_into: int | None

    @staticmethod
    def resolve_author(wish: Wish) -> str:
        """The author's handle."""
        return str(wish.author.handle)

    @staticmethod
    def resolve_merged_into(wish: Wish) -> int | None:
        """The number of the wish it joined."""
        return wish.merged_into.number if wish.merged_into else None


class WishIn(Sent):
    """A new wish."""

    title: Line
    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    language: Language = "de"
    area: Annotated[Area, Written] | Literal[""] = ""


class DecisionOut(Schema):
    """A decision as everybody may read it; without `made_at` it waits for the word of those it names."""

    number: int
    outcome: str
    area: str
    title_de: str
    title_en: str
    sentence_de: str
    sentence_en: str
    pro_de: str
    pro_en: str
    con_de: str
    con_en: str
    open_de: str
    open_en: str
    made_at: datetime | None
    wishes: list[int]
    deciders: list[dict[str, Any]]

    @staticmethod
    def resolve_wishes(decision: Decision) -> list[int]:
        """The numbers of the wishes it answers."""
        return sorted(wish.number for wish in decision.wishes.all())

    @staticmethod
    def resolve_deciders(decision: Decision) -> list[dict[str, Any]]:
        """Who answers for it, and since when."""
        return [{"person": d.person.handle, "agreed_at": d.agreed_at} for d in decision.deciders.all()]


class DecisionIn(Sent):
    """A decision with the wishes (numbers) it answers and those (handles) who decide with the writer."""

    outcome: Annotated[Outcome, Written]
    title_de: Line
    title_en: NoLine = ""
    sentence_de: Paragraph
    sentence_en: NoParagraph = ""
    pro_de: NoParagraph = ""
    pro_en: NoParagraph = ""
    con_de: NoParagraph = ""
    con_en: NoParagraph = ""
    open_de: NoParagraph = ""
    open_en: NoParagraph = ""
    area: Annotated[Area, Written] | Literal[""] = ""
    wishes: Annotated[list[int], Field(max_length=100)] = []
    deciders: Annotated[list[str], Field(max_length=20)] = []


@router.get("/projects/{project}/wishes/")
def list_wishes(
    request: HttpRequest, project: str, after: str = "", state: str = "", order: str = "newest"
) -> dict[str, Any]:
    """A page of wishes, newest or (`order=voices`) most wanted first; pass `after` from the answer to go on."""
    page = queries.wish_page(project_or_404(project, request.user), state=state, order=order, after=after)
    shown = ("number", "title", "language", "state", "voices", "due_on", "made_at")
    rows = [
        {
            **{name: row[name] for name in shown},
            "author": row["author__handle"],
            "merged_into": row["merged_into__number"],
        }
        for row in page.rows
    ]
    return {"wishes": rows, "after": page.after}


@router.get("/projects/{project}/wishes/similar/")
def similar_wishes(
    request: HttpRequest, project: str, text: Annotated[str, Field(max_length=300)]
) -> list[dict[str, Any]]:
    """Wishes like this text, the most alike first, with what differs."""
    found = queries.similar_to(project_or_404(project, request.user), text, request.user)
    return [
        {
            "number": alike.wish.number,
            "title": alike.wish.title,
            "voices": alike.wish.voices,
            "state": alike.wish.state,
            "differences": [
                {"kind": one.kind, "yours": one.left, "theirs": one.right} for one in alike.differences
            ],
        }
        for alike in found
    ]


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


@router.delete("/projects/{project}/wishes/{number}/support/", response=WishOut, auth=django_auth)
def withdraw_support(request: HttpRequest, project: str, number: int) -> Wish:
    """Not want it any more; repeating it changes nothing."""
    wish = queries.wish_or_404(project_or_404(project, request.user), number)
    return actions.withdraw_support(actor=me(request), wish=wish)


@router.get("/projects/{project}/decisions/")
def list_decisions(request: HttpRequest, project: str, after: int | None = None) -> dict[str, Any]:
    """A page of decisions in force, the latest first; pass `after` from the answer to go on."""
    page = queries.decision_page(project_or_404(project, request.user), after)
    return {"decisions": [DecisionOut.from_orm(one).dict() for one in page.rows], "after": page.after}


@router.get("/projects/{project}/decisions/{number}/", response=DecisionOut)
def read_decision(request: HttpRequest, project: str, number: int) -> Decision:
    """One decision."""
    return queries.decision_or_404(project_or_404(project, request.user), number)


@router.post("/projects/{project}/decisions/", response={201: DecisionOut}, auth=django_auth)
def make_decision(request: HttpRequest, project: str, decision: DecisionIn) -> tuple[int, Decision]:
    """Write a decision; it is in force when everybody it names has agreed."""
    found = project_or_404(project, request.user)
    facts = in_pairs(decision, "title", "sentence", "pro", "con", "open")
    numbers, handles = set(facts.pop("wishes")), set(facts.pop("deciders"))
    wishes = list(found.wishes.filter(number__in=numbers).order_by("number"))
    team = list(Person.objects.filter(memberships__project=found, handle__in=handles).distinct())
    if len(wishes) < len(numbers) or len(team) < len(handles):
        raise Http404
    made = actions.make_decision(
        actor=me(request),
        project=found,
        open_point=facts.pop("open"),
        wishes=wishes,
        deciders=team,
        **facts,
    )
    return 201, queries.decision_or_404(found, made.number)


@router.post("/projects/{project}/decisions/{number}/agree/", response=DecisionOut, auth=django_auth)
def agree_decision(request: HttpRequest, project: str, number: int) -> Decision:
    """Stand for a decision one is named in."""
    found = project_or_404(project, request.user)
    actions.agree_decision(actor=me(request), decision=queries.decision_or_404(found, number))
    return queries.decision_or_404(found, number)
