"""Steps, builds and workshops as things others may point at."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Card, Kind, Station, Viewer, register, register_deeds
from unikat.foundation.ui import thread
from unikat.foundation.ui.words import say
from unikat.journey.builds.models import Build, Step, Workshop
from unikat.journey.cars.rules import visible_cars
from unikat.journey.projects.queries import visible_projects


def step_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The steps of projects the viewer may read."""
    found = Step.objects.filter(pk__in=ids, project__in=visible_projects(viewer)).select_related("project")
    return {
        step.pk: Card(
            "step",
            step.pk,
            step.number,
            say(step, "title").text,
            step.get_absolute_url(),
            Station.STEP,
            lang=say(step, "title").lang,
            project_id=step.project_id,
        )
        for step in found
    }


def build_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The builds of cars the viewer may see."""
    found = Build.objects.filter(pk__in=ids, car__in=visible_cars(viewer)).select_related(
        "car__project", "workshop"
    )
    return {
        build.pk: Card(
            "build",
            build.pk,
            build.car.reference,
            gettext("Build of %(car)s in %(city)s")
            % {"car": build.car.reference, "city": build.workshop.city},
            build.get_absolute_url(),
            project_id=build.car.project_id,
        )
        for build in found
    }


def workshop_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """Workshops are public."""
    return {
        workshop.pk: Card("workshop", workshop.pk, workshop.city, workshop.name, workshop.get_absolute_url())
        for workshop in Workshop.objects.filter(pk__in=ids)
    }


register(Kind("step", _("build step"), Station.STEP, step_cards))
register(Kind("build", _("build"), None, build_cards))
register(Kind("workshop", _("workshop"), None, workshop_cards))
register_deeds(
    {
        "workshop.open": _("opened the workshop"),
        "workshop.add_bay": _("added a bay"),
        "guide.add_module": _("began a chapter of the guide"),
        "step.add": _("wrote the step"),
        "step.sign": _("signed the step"),
        "build.book": _("booked the build"),
        "build.invite": _("invited a friend"),
        "build.revoke": _("took a pass back"),
        "build.finish": _("finished the build"),
    }
)
thread.register_place(
    "step",
    thread.Place(
        url=lambda project: reverse("builds:guide", args=[project.slug]),
        count=lambda project: Step.objects.filter(project=project).count(),
    ),
)
