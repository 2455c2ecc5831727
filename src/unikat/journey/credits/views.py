"""Who contributed what to one car."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from unikat.foundation.ui.pages import page
from unikat.journey.cars.queries import car_or_404
from unikat.journey.credits.queries import credits_of
from unikat.journey.projects.queries import project_or_404


@require_safe
def car(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Everybody in this car, with what they did, read off its thread."""
    found = project_or_404(project, request.user)
    one = car_or_404(found, number, request.user)
    context = {"project": found, "here": "car", "car": one, "credits": credits_of(one, request.user)}
    return page(request, "credits/car.html", context)
