"""Cars as things others may point at."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Card, Kind, Station, Viewer, register, register_deeds
from unikat.foundation.ui import thread
from unikat.journey.cars.models import HOLDING, Car
from unikat.journey.cars.rules import visible_cars


def cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """Public cars, and others for their owner and the project's people."""
    return {
        car.pk: Card(
            "car",
            car.pk,
            car.reference,
            car.name,
            car.get_absolute_url(),
            Station.CAR,
            note=str(car.get_state_display()),
            project_id=car.project_id,
        )
        for car in visible_cars(viewer).filter(pk__in=ids)
    }


register(Kind("car", _("car"), Station.CAR, cards))
register_deeds(
    {
        "car.reserve": _("reserved the car"),
        "car.cancel": _("cancelled the car"),
        "car.finish": _("finished the car"),
    }
)
thread.register_place(
    "car",
    thread.Place(
        url=lambda project: reverse("cars:list", args=[project.slug]),
        count=lambda project: Car.objects.filter(project=project, state__in=HOLDING).count(),
    ),
)
