"""The car book's pages."""

from __future__ import annotations

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from unikat.engines.sealing import OPENSSL
from unikat.foundation.people.doors import me
from unikat.foundation.ui import thread
from unikat.foundation.ui.pages import page
from unikat.foundation.ui.words import say
from unikat.journey.builds.queries import signed_in, steps_of
from unikat.journey.carbooks import actions, queries, rules
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries import (
    figures_of,
    layers,
    options_of,
    relatives_of,
    thread_of_car,
)
from unikat.journey.projects.queries import project_or_404


def _car(request: HttpRequest, project: str, number: int) -> Car:
    return queries.car_with_book_or_404(project_or_404(project, request.user), number, request.user)


@require_safe
def book(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """The birth certificate, where everything comes from, who built it, and the seal."""
    car = _car(request, project, number)
    build, way = queries.build_of(car), thread_of_car(car, request.user)
    signed = signed_in(build) if build else {}
    context = {
        "project": car.project,
        "here": "car",
        "car": car,
        "build": build,
        "way": way,
        "stations": thread.chain(way.cards, here="car"),
        "layers": layers(car.project, car.codes),
        **_plate(car),
        "figures": figures_of(car.edition, car.codes),
        "relatives": relatives_of(car)[:1],
        "reasons": queries.reasons_of(origins := queries.origins_of(car, request.user)),
        "plain": [origin for origin in origins if not origin.decisions],
        "hands": queries.hands_of(build),
        "signed": sorted(signed.values(), key=lambda sign: sign.at),
        "steps": len(steps_of(build)) if build else 0,
        "measured": sum(bool(sign.values) for sign in signed.values()),
        "book": queries.latest_book(car),
        "may_seal": rules.may_seal(request.user, car),
        "openssl": OPENSSL,
    }
    return page(request, "carbooks/book.html", context)


def _plate(car: Car) -> dict[str, object]:
    """What stands on the type plate besides name and mass: the year, and the answers to the first two questions."""
    first = options_of(car)[:2]
    plated = [(say(option.group, "name").text, say(option, "name").text) for option in first]
    return {"plated": plated, "year": localtime(car.built_at or car.reserved_at).year}


@require_POST
@login_required
def seal(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Seal the book."""
    car = _car(request, project, number)
    return redirect(actions.seal_book(actor=me(request), car=car))


@require_safe
def code(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """The address of the book as a code to scan."""
    car = _car(request, project, number)
    link = request.build_absolute_uri(reverse("carbooks:book", args=[car.project.slug, car.number]))
    drawn = segno.make(link, error="m").svg_inline(scale=4, border=2)
    return HttpResponse(drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1), "image/svg+xml")
