"""Cars and choices as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from ninja.security import django_auth

from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent
from unikat.journey.cars import actions, queries
from unikat.journey.cars.models import Car
from unikat.journey.options.queries import compiled, current_edition
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["cars"])


class ReserveIn(Sent):
    """A complete choice and a name."""

    chosen: list[Annotated[str, Field(max_length=40)]] = Field(max_length=400)
    name: str = Field(min_length=1, max_length=60)


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
    choices = queries.choices_from(edition, c.split(","))
    state = compiled(edition).state(choices)
    return {
        "edition": edition.number,
        "options": {code: str(option.status) for code, option in state.options.items()},
        "count": None if state.count is None else str(state.count),
        "complete": state.complete,
        "consistent": state.consistent,
    }


@router.get("/projects/{project}/cars/{number}/", response=CarOut)
def read_car(request: HttpRequest, project: str, number: int) -> Car:
    """One car."""
    return queries.car_or_404(project_or_404(project, request.user), number, request.user)


@router.post("/projects/{project}/cars/", response={201: CarOut}, auth=django_auth)
def reserve_car(request: HttpRequest, project: str, car: ReserveIn) -> tuple[int, Car]:
    """Reserve a car that exists once."""
    found = project_or_404(project, request.user)
    return 201, actions.reserve_car(actor=me(request), project=found, chosen=car.chosen, name=car.name)
