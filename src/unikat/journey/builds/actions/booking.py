"""Workshops, bays and booked days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.actions import notify
from unikat.foundation.people.models import Person
from unikat.foundation.ui.words import day as written
from unikat.journey.builds import rules
from unikat.journey.builds.models import Bay, BayDay, Build, Workshop
from unikat.journey.cars.actions import begin_build_of
from unikat.journey.cars.models import Car, CarState

MOST_DAYS = 14


@transaction.atomic
def open_workshop(
    *, actor: Person, slug: str, name: str, city: str, bays: Iterable[str], **facts: Any
) -> Workshop:
    """Open a workshop with its bays."""
    if not rules.may_open_workshop(actor):
        raise NotAllowed(_("Verified people open workshops."))
    if facts.get("time_zone", "UTC") not in available_timezones():
        raise Refused(_("There is no such time zone. Type one such as Europe/Berlin."), field="time_zone")
    try:
        with transaction.atomic():
            workshop = Workshop.objects.create(slug=slug, name=name, city=city, keeper=actor, **facts)
    except IntegrityError as error:
        raise Taken(_("There is a workshop with this address already."), field="slug") from error
    for bay in dict.fromkeys(bays):
        Bay.objects.create(workshop=workshop, name=bay)
    tell(actor=actor, verb="workshop.open", about=workshop.thing, facts={"name": name})
    return workshop


@transaction.atomic
def add_bay(*, actor: Person, workshop: Workshop, name: str) -> Bay:
    """Make room for one more car."""
    if not rules.keeps(actor, workshop):
        raise NotAllowed(_("The keeper of the workshop adds bays."))
    try:
        with transaction.atomic():
            bay = Bay.objects.create(workshop=workshop, name=name)
    except IntegrityError as error:
        raise Taken(_("There is a bay of this name already."), field="name") from error
    tell(actor=actor, verb="workshop.add_bay", about=workshop.thing, facts={"bay": name})
    return bay


@transaction.atomic
def book_days(*, actor: Person, car: Car, workshop: Workshop, days: Iterable[date]) -> Build:
    """Book days, together or apart, in one bay: all of them or none. The database lets nobody book one twice."""
    if not rules.may_book(actor, car):
        raise NotAllowed(_("The owner of a reserved car books its build days."))
    wanted = sorted(set(days))
    _check_days(workshop, wanted)
    # One booking of a car after the other: whoever clicked twice finds the car taken into the workshop.
    if Car.objects.select_for_update().get(pk=car.pk).state != CarState.RESERVED:
        raise Taken(_("The days of this car are booked already."))
    build = Build.objects.create(car=car, workshop=workshop, coach=workshop.keeper)
    _take_a_bay(build, workshop, wanted)
    begin_build_of(actor=actor, car=car)
    facts = {"workshop": workshop.slug, "days": [day.isoformat() for day in wanted]}
    tell(actor=actor, verb="build.book", about=build.thing, project_id=car.project_id, facts=facts)
    notify(
        people=[workshop.keeper_id],
        about=build.thing,
        verb="build.book",
        text_de=f"{actor.name} baut {car.reference} bei dir, ab {wanted[0]:%d.%m.%Y}.",
        text_en=f"{actor.name} builds {car.reference} at your place, from {wanted[0]:%d.%m.%Y}.",
    )
    return build


def _check_days(workshop: Workshop, days: list[date]) -> None:
    if not days:
        raise Refused(_("Choose at least one day."), field="days")
    if len(days) > MOST_DAYS:
        raise Refused(_("At most %(most)s days can be booked at once.") % {"most": MOST_DAYS}, field="days")
    if days[0] < workshop.today:
        raise Refused(_("Days in the past cannot be booked."), field="days")
    if days[0] < workshop.opens_on:
        raise Refused(
            _("%(name)s opens on %(day)s.") % {"name": workshop.name, "day": written(workshop.opens_on)},
            field="days",
        )


def _take_a_bay(build: Build, workshop: Workshop, days: list[date]) -> None:
    """The first bay that is free on all the days; inserting is the only check, so nobody slips in between."""
    for bay in workshop.bays.all():
        try:
            with transaction.atomic():
                BayDay.objects.bulk_create(BayDay(bay=bay, day=day, build=build) for day in days)
        except IntegrityError:
            continue
        return
    full = [
        day
        for day in days
        if BayDay.objects.filter(bay__workshop=workshop, day=day).count() >= workshop.bays.count()
    ]
    named = ", ".join(written(day) for day in full) or _("no single bay is free on all of them")
    raise Taken(_("Somebody was first: %(days)s. Choose other days.") % {"days": named}, field="days")
