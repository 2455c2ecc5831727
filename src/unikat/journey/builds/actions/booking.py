"""Workshops, bays and booked days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.actions import notify
from unikat.foundation.people.models import Person
from unikat.foundation.ui.words import day as written
from unikat.journey.builds import rules
from unikat.journey.builds.models import Bay, BayDay, Build, Workshop
from unikat.journey.cars.actions import begin_build_of
from unikat.journey.cars.models import Car

MOST_DAYS = 14


@transaction.atomic
def open_workshop(
    *, actor: Person, slug: str, name: str, city: str, bays: Iterable[str], **facts: Any
) -> Workshop:
    """Open a workshop with its bays."""
    if not rules.may_open_workshop(actor):
        raise NotAllowed(_("Verified people open workshops."))
    try:
        with transaction.atomic():
            workshop = Workshop.objects.create(slug=slug, name=name, city=city, keeper=actor, **facts)
    except IntegrityError as error:
        raise Taken(_("There is a workshop with this address already."), field="slug") from error
    for bay in bays:
        Bay.objects.create(workshop=workshop, name=bay)
    tell(actor=actor, verb="workshop.open", about=workshop.thing, facts={"name": name})
    return workshop


@transaction.atomic
def add_bay(*, actor: Person, workshop: Workshop, name: str) -> Bay:
    """Make room for one more car."""
    if workshop.keeper_id != actor.pk:
        raise NotAllowed(_("The keeper of the workshop adds bays."))
    bay = Bay.objects.create(workshop=workshop, name=name)
    tell(actor=actor, verb="workshop.add_bay", about=workshop.thing, facts={"bay": name})
    return bay


@transaction.atomic
def book_days(*, actor: Person, car: Car, workshop: Workshop, days: Iterable[date]) -> Build:
    """Book days, together or apart, in one bay: all of them or none. The database lets nobody book one twice."""
    if not rules.may_book(actor, car):
        raise NotAllowed(_("The owner of a reserved car books its build days."))
    wanted = sorted(set(days))
    _check_days(workshop, wanted)
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
    if days[0] < clock.today():
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
