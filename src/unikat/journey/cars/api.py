"""Cars and choices as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from ninja.security import django_auth

from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent
from unikat.journey.cars import actions, queries
from unikat.journey.cars.models import LONGEST_NAME, Car
from unikat.journey.options.queries import current_edition
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["cars"])


class ReserveIn(Sent):
    """A complete choice and a name."""

    chosen: list[Annotated[str, Field(max_length=40)]] = Field(max_length=400)
    name: str = Field(min_length=1, max_length=LONGEST_NAME)


class CarOut(Schema):
    """A car as everybody may read it."""

    number: int
    name: str
    state: str
    chosen: list[str]
    fingerprint: str
    price_cents: int


@router.get("/projects/{project}/configure/")
def read_state(request: HttpRequest, project: str, c: str = "") -> dict[str, Any]:
    """For choices (`c=a,b`): the state of every option and how many cars are still possible."""
    found = project_or_404(project, request.user)
    edition = current_edition(found)
    if edition is None:
        raise Http404
    choice = queries.choice_of(found, edition, queries.choices_from(edition, c.split(",")))
    rows = [row for _group, rows in choice.groups for row in rows]
    return {
        "edition": edition.number,
        "options": {row.option.code: row.state for row in rows},
        "why": {row.option.code: _why(row.standing) for row in rows if row.standing},
        "conflict": _why(choice.conflict) if choice.conflict else None,
        "count": None if choice.count is None else str(choice.count),
        "complete": choice.complete,
        "consistent": choice.consistent,
        "taken": choice.twin is not None,
        "price_cents": choice.figures.price_cents if choice.figures else None,
    }


def _why(standing: queries.Standing) -> dict[str, Any]:
    """The rules with their decisions, the choices and questions they follow from, and what to give up instead."""
    return {
        "rules": [
            {
                "code": rule.code,
                "sentence_de": rule.sentence_de,
                "sentence_en": rule.sentence_en,
                "decision": rule.decision.reference,
            }
            for rule in standing.rules
        ],
        "choices": [option.code for option in standing.choices],
        "groups": [group.code for group in standing.groups],
        "give_up": [[option.code for option in options] for options, _query in standing.ways_out],
    }


@router.get("/projects/{project}/cars/")
def list_cars(request: HttpRequest, project: str, after: int | None = None) -> dict[str, Any]:
    """A page of the register, newest first; pass `after` from the answer to go on."""
    cars, onward = queries.car_page(project_or_404(project, request.user), request.user, after)
    return {"cars": [CarOut.from_orm(car).dict() for car in cars], "after": onward}


@router.get("/projects/{project}/cars/{number}/", response=CarOut)
def read_car(request: HttpRequest, project: str, number: int) -> Car:
    """One car."""
    return queries.car_or_404(project_or_404(project, request.user), number, request.user)


@router.post("/projects/{project}/cars/", response={201: CarOut}, auth=django_auth)
def reserve_car(request: HttpRequest, project: str, car: ReserveIn) -> tuple[int, Car]:
    """Reserve a car that exists once."""
    found = project_or_404(project, request.user)
    return 201, actions.reserve_car(actor=me(request), project=found, chosen=car.chosen, name=car.name)


@router.post("/projects/{project}/cars/{number}/cancel/", response=CarOut, auth=django_auth)
def cancel_car(request: HttpRequest, project: str, number: int) -> Car:
    """Give a reservation back."""
    car = queries.car_or_404(project_or_404(project, request.user), number, request.user)
    return actions.cancel_car(actor=me(request), car=car)
