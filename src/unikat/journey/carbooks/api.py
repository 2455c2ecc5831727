"""Car books as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.security import django_auth

from unikat.foundation.people.doors import me
from unikat.journey.carbooks import actions, queries
from unikat.journey.carbooks.models import Book
from unikat.journey.cars.models import Car
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["car books"])


@router.get("/projects/{project}/cars/{number}/book/")
def read_book(request: HttpRequest, project: str, number: int) -> dict[str, Any]:
    """Where everything in a car comes from, and its seal."""
    return _told(
        queries.car_with_book_or_404(project_or_404(project, request.user), number, request.user), request
    )


@router.post("/projects/{project}/cars/{number}/book/", response={201: dict[str, Any]}, auth=django_auth)
def seal_book(request: HttpRequest, project: str, number: int) -> tuple[int, dict[str, Any]]:
    """Seal the next edition of the book."""
    car = queries.car_with_book_or_404(project_or_404(project, request.user), number, request.user)
    actions.seal_book(actor=me(request), car=car)
    return 201, _told(car, request)


def _told(car: Car, request: HttpRequest) -> dict[str, Any]:
    book = queries.latest_book(car)
    return {
        "car": car.number,
        "name": car.name,
        "fingerprint": car.fingerprint,
        "sealed": _seal(book) if book else None,
        "origins": [
            {
                "wishes": [card.ref for card in origin.wishes],
                "decisions": [card.ref for card in origin.decisions],
                "part": origin.part.ref,
                "amount": str(origin.amount),
                "revision": origin.revision,
                "steps": [
                    {
                        "step": fitting.step.ref,
                        "signed_by": fitting.signed.actor_name if fitting.signed else None,
                    }
                    for fitting in origin.fitted
                ],
            }
            for origin in queries.origins_of(car, request.user)
        ],
    }


def _seal(book: Book) -> dict[str, Any]:
    assert book.archive is not None
    told = {"edition": book.edition, "at": book.sealed_at, "head": book.head, "key": book.key_fingerprint}
    return {**told, "archive": book.archive.url}
