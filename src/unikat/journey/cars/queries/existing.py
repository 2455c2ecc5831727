"""Questions about cars that exist, and saved choices."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.http import Http404

from unikat.engines import configuring
from unikat.foundation.ledger.things import Viewer
from unikat.journey.cars.models import HOLDING, Car, Configuration
from unikat.journey.cars.rules import visible_cars
from unikat.journey.options.models import Edition
from unikat.journey.options.queries import compiled
from unikat.journey.projects.models import Project

CARS_SHOWN = 24


def car_or_404(project: Project, number: int, viewer: Viewer) -> Car:
    """The car of this number, if it is the viewer's to see."""
    car = visible_cars(viewer).filter(project=project, number=number).first()
    if car is None:
        raise Http404
    return car


def car_page(project: Project, viewer: Viewer, after: int | None = None) -> tuple[list[Car], int | None]:
    """A page of the register, newest first, and the number after which the next page begins."""
    cars = visible_cars(viewer).filter(project=project).order_by("-number")
    if after is not None:
        cars = cars.filter(number__lt=after)
    shown = list(cars[: CARS_SHOWN + 1])
    more = len(shown) > CARS_SHOWN
    return shown[:CARS_SHOWN], shown[CARS_SHOWN - 1].number if more else None


def configuration_or_404(project: Project, token: str) -> Configuration:
    """Saved choices, for whoever has the link."""
    found = Configuration.objects.filter(project=project, token=token).select_related("edition").first()
    if found is None:
        raise Http404
    return found


def taken(project: Project) -> dict[str, Car]:
    """The cars that hold a fingerprint, by fingerprint."""
    return {car.fingerprint: car for car in Car.objects.filter(project=project, state__in=HOLDING)}


def taken_matching(edition: Edition, choices: Mapping[str, bool]) -> int:
    """How many existing cars agree with these choices so far; those this edition no longer makes do not count."""
    session = compiled(edition)
    known = {option.code for option in session.model.options}
    rows = Car.objects.filter(project=edition.project_id, state__in=HOLDING).values_list("chosen", flat=True)
    return sum(
        all((code in chosen) == wanted for code, wanted in choices.items())
        and chosen <= known
        and session.admits(chosen)
        for chosen in map(frozenset, rows)
    )


def price_of(edition: Edition, codes: Collection[str]) -> int:
    """Price in cents, VAT included: the base and every chosen option."""
    options = compiled(edition).model.options
    return edition.base_price_cents + sum(option.price for option in options if option.code in codes)


def lead_days_of(edition: Edition, codes: Collection[str]) -> int:
    """Days until the parts are there: the base, or the slowest option on top of it."""
    options = compiled(edition).model.options
    return edition.base_lead_days + max((o.lead_days for o in options if o.code in codes), default=0)


def nearest_relatives(
    project: Project, codes: frozenset[str], most: int = 3
) -> list[tuple[Car, frozenset[str]]]:
    """The existing cars that everybody may see and that differ least, each with the codes in which it differs."""
    cars = Car.objects.filter(project=project, state__in=HOLDING, is_public=True)
    cars = cars.select_related("owner", "project")
    near = sorted(cars, key=lambda car: (len(car.codes ^ codes), car.number))[:most]
    return [(car, car.codes ^ codes) for car in near]


def fingerprint_of(codes: Collection[str]) -> str:
    """The fingerprint of a complete choice."""
    return configuring.fingerprint(codes)
