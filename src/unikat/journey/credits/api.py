"""Credits as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from unikat.journey.cars.queries import car_or_404
from unikat.journey.credits.queries import credits_of
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["credits"])


@router.get("/projects/{project}/cars/{number}/credits/")
def read_credits(request: HttpRequest, project: str, number: int) -> list[dict[str, Any]]:
    """Who contributed what to one car."""
    car = car_or_404(project_or_404(project, request.user), number, request.user)
    return [
        {
            "name": credit.name,
            "deeds": [{"deed": deed, "things": [c.ref for c in cards]} for deed, cards in credit.deeds],
        }
        for credit in credits_of(car, request.user)
    ]
