"""Workshops and builds as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router
from ninja.security import django_auth

from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent
from unikat.journey.builds import actions, queries
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["builds"])


class SignIn(Sent):
    """A sign-off: values in thousandths of the step's unit."""

    values: list[Annotated[int, Field(gt=0, lt=100_000_000)]] = Field([], max_length=40)
    second: str = Field("", max_length=80)
    note: str = Field("", max_length=500)


@router.get("/workshops/")
def read_workshops(request: HttpRequest) -> list[dict[str, Any]]:
    """All workshops."""
    found = queries.workshops().prefetch_related("bays")
    return [{"slug": w.slug, "name": w.name, "city": w.city, "bays": len(w.bays.all())} for w in found]


@router.get("/projects/{project}/builds/{number}/")
def read_build(request: HttpRequest, project: str, number: int) -> dict[str, Any]:
    """The progress of a build."""
    build = queries.build_or_404(project_or_404(project, request.user), number, request.user)
    signed = queries.signed_in(build)
    return {
        "car": build.car.number,
        "workshop": build.workshop.slug,
        "days": [day.isoformat() for day in build.days.values_list("day", flat=True)],
        "steps": [{"number": s.number, "signed": s.pk in signed} for s in queries.steps_of(build)],
    }


@router.post("/projects/{project}/builds/{number}/steps/{step}/", auth=django_auth)
def sign_off(request: HttpRequest, project: str, number: int, step: str, sign: SignIn) -> dict[str, Any]:
    """Sign a step."""
    found = project_or_404(project, request.user)
    build = queries.build_or_404(found, number, request.user)
    one = queries.step_or_404(found, step)
    signed = actions.sign_off(actor=me(request), build=build, step=one, **sign.dict())
    return {"step": one.number, "by": signed.actor_name, "at": signed.at, "values": signed.values}
