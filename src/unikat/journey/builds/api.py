"""Workshops and builds as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Router
from ninja.security import django_auth

from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent, Written
from unikat.journey.builds import actions, queries
from unikat.journey.builds.models import Build, SignOff
from unikat.journey.cars.queries import car_or_404
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["builds"])
#: The calendar shows whole weeks after its first day, and dates end.
LAST_DAY = date(9000, 1, 1)


class SignIn(Sent):
    """A sign-off: values in thousandths of the step's unit."""

    values: list[Annotated[int, Field(gt=0, lt=100_000_000)]] = Field([], max_length=40)
    second: str = Field("", max_length=80)
    note: str = Field("", max_length=500)


class BookIn(Sent):
    """A workshop and days in it, together or apart."""

    workshop: str = Field(max_length=60)
    days: list[Annotated[date, Written]] = Field(max_length=366)


class FriendIn(Sent):
    """A friend to invite."""

    name: str = Field(min_length=1, max_length=60)
    skills: str = Field("", max_length=160)


@router.get("/workshops/")
def read_workshops(request: HttpRequest) -> list[dict[str, Any]]:
    """All workshops."""
    found = queries.workshops().prefetch_related("bays")
    return [{"slug": w.slug, "name": w.name, "city": w.city, "bays": len(w.bays.all())} for w in found]


@router.get("/workshops/{slug}/days/")
def read_days(request: HttpRequest, slug: str, first: date | None = None) -> list[dict[str, Any]]:
    """Six weeks of a workshop: how many bays are free on each day, from today or from `first`."""
    found = queries.workshop_or_404(slug)
    days = queries.calendar_of(found, min(first or found.today, LAST_DAY))
    return [{"day": free.day.isoformat(), "free": free.free if free.is_open else 0} for free in days]


@router.get("/projects/{project}/steps/")
def read_guide(request: HttpRequest, project: str) -> list[dict[str, Any]]:
    """The guide: every chapter with its steps; torque and other values in thousandths of their unit."""
    guide = queries.guide_of(project_or_404(project, request.user))
    facts = ("number", "title_de", "title_en", "minutes", "people", "condition", "is_gate", "check_kind")
    measures = ("screws", "target", "tolerance", "unit")
    return [
        {
            "number": module.number,
            "title_de": module.title_de,
            "title_en": module.title_en,
            "steps": [{name: getattr(step, name) for name in (*facts, *measures)} for step in steps],
        }
        for module, steps in guide
    ]


@router.get("/projects/{project}/builds/{number}/")
def read_build(request: HttpRequest, project: str, number: int) -> dict[str, Any]:
    """The progress of a build: its days, and the car's own steps with what was signed."""
    return _told(_build(request, project, number))


def _build(request: HttpRequest, project: str, number: int) -> Build:
    return queries.build_or_404(project_or_404(project, request.user), number, request.user)


def _told(build: Build) -> dict[str, Any]:
    signed = queries.signed_in(build)
    return {
        "car": build.car.number,
        "workshop": build.workshop.slug,
        "state": build.state,
        "days": [day.isoformat() for day in build.days.values_list("day", flat=True)],
        "steps": [
            {"number": step.number, "signed": _sign(signed[step.pk]) if step.pk in signed else None}
            for step in queries.steps_of(build)
        ],
    }


def _sign(signed: SignOff) -> dict[str, Any]:
    return {
        "by": signed.actor_name,
        "second": signed.second_name,
        "at": signed.at,
        "values": signed.values,
        "unit": signed.step.unit,
    }


@router.post("/projects/{project}/cars/{number}/build/", response={201: dict[str, Any]}, auth=django_auth)
def book_days(request: HttpRequest, project: str, number: int, book: BookIn) -> tuple[int, dict[str, Any]]:
    """Book the build days of a car: all of them or none."""
    car = car_or_404(project_or_404(project, request.user), number, request.user)
    place = queries.workshop_or_404(book.workshop)
    return 201, _told(actions.book_days(actor=me(request), car=car, workshop=place, days=book.days))


@router.post("/projects/{project}/builds/{number}/crew/", response={201: dict[str, str]}, auth=django_auth)
def invite_crew(
    request: HttpRequest, project: str, number: int, friend: FriendIn
) -> tuple[int, dict[str, str]]:
    """Invite a friend; the link is told only now."""
    build = _build(request, project, number)
    made, token = actions.invite_crew(actor=me(request), build=build, **friend.dict())
    link = request.build_absolute_uri(reverse("builds:enter", args=[token]))
    return 201, {"name": made.name, "link": link}


@router.post("/projects/{project}/builds/{number}/finish/", auth=django_auth)
def finish_build(request: HttpRequest, project: str, number: int) -> dict[str, Any]:
    """All steps are signed: the car stands."""
    return _told(actions.finish_build(actor=me(request), build=_build(request, project, number)))


@router.post("/projects/{project}/builds/{number}/steps/{step}/", auth=django_auth)
def sign_off(request: HttpRequest, project: str, number: int, step: str, sign: SignIn) -> dict[str, Any]:
    """Sign a step."""
    build = _build(request, project, number)
    one = queries.step_or_404(build.car.project, step)
    signed = actions.sign_off(actor=me(request), build=build, step=one, **sign.dict())
    return {"step": one.number, **_sign(signed)}
