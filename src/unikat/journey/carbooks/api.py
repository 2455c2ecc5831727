"""Car books as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from unikat.journey.carbooks import queries
from unikat.journey.cars.queries import car_or_404
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["car books"])


@router.get("/projects/{project}/cars/{number}/book/")
def read_book(request: HttpRequest, project: str, number: int) -> dict[str, Any]:
    """Where everything in a car comes from, and its seal."""
    car = car_or_404(project_or_404(project, request.user), number, request.user)
    book = queries.latest_book(car)
    return {
        "car": car.number,
        "name": car.name,
        "fingerprint": car.fingerprint,
        "sealed": {"head": book.head, "key": book.key_fingerprint, "at": book.sealed_at} if book else None,
        "origins": [
            {
                "wishes": [card.ref for card in origin.wishes],
                "decisions": [card.ref for card in origin.decisions],
                "part": origin.part.ref if origin.part else None,
                "revision": origin.revision,
                "step": origin.step.ref if origin.step else None,
                "signed_by": origin.signed.actor_name if origin.signed else None,
            }
            for origin in queries.origins_of(car, request.user)
        ],
    }
