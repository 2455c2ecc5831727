"""Pages of workshops and their days."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.doors import me
from unikat.foundation.ui.pages import page
from unikat.foundation.ui.words import weekday
from unikat.journey.builds import actions, queries, rules
from unikat.journey.builds.forms import BayForm, DaysForm, WorkshopForm
from unikat.journey.builds.models import Workshop
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries import car_or_404
from unikat.journey.projects.queries import project_or_404


@require_safe
def workshop_list(request: HttpRequest) -> HttpResponse:
    """All workshops."""
    return page(
        request,
        "builds/workshops.html",
        {
            "workshops": list(queries.workshops()),
            "here": "step",
            "may_open": rules.may_open_workshop(request.user),
        },
    )


@login_required
def open_workshop(request: HttpRequest) -> HttpResponse:
    """Open a workshop."""
    if not rules.may_open_workshop(request.user):
        raise NotAllowed(_("Verified people open workshops."))
    form = WorkshopForm(request.POST or None, initial={"opens_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.open_workshop(actor=me(request), **form.facts()))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"here": "step", "form": form, "heading": _("Open a workshop")}
    return page(request, "builds/write.html", context, status=422 if form.errors else 200)


@require_safe
def workshop(request: HttpRequest, slug: str) -> HttpResponse:
    """One workshop: its keeper, its bays, its free days."""
    found = queries.workshop_or_404(slug)
    days = queries.calendar_of(found, found.today)
    context = {"workshop": found, "weeks": [days[n : n + 7] for n in range(0, len(days), 7)], "here": "step"}
    context["keeps"] = rules.keeps(request.user, found)
    return page(request, "builds/workshop.html", context)


@login_required
def add_bay(request: HttpRequest, slug: str) -> HttpResponse:
    """Make room for one more car."""
    found = queries.workshop_or_404(slug)
    if not rules.keeps(request.user, found):
        raise NotAllowed(_("The keeper of the workshop adds bays."))
    form = BayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_bay(actor=me(request), workshop=found, **form.cleaned_data)
            return redirect(found)
        except Refused as refusal:
            refusal.show_in(form)
    context = {"here": "step", "form": form, "heading": _("One more bay in %(city)s") % {"city": found.city}}
    return page(request, "builds/write.html", context, status=422 if form.errors else 200)


def _own_car(request: HttpRequest, project: str, number: int) -> Car:
    car = car_or_404(project_or_404(project, request.user), number, request.user)
    if not rules.may_book(request.user, car):
        raise NotAllowed(_("The owner of a reserved car books its build days."))
    return car


@require_safe
@login_required
def choose_workshop(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Where to build."""
    car = _own_car(request, project, number)
    context = {"project": car.project, "car": car, "here": "step", "workshops": list(queries.workshops())}
    return page(request, "builds/choose.html", context)


@login_required
def book(request: HttpRequest, project: str, number: int, slug: str) -> HttpResponse:
    """When to build: days together or apart."""
    car, found = _own_car(request, project, number), queries.workshop_or_404(slug)
    form = DaysForm(request.POST or None, choices=_choices(found))
    if request.method == "POST" and form.is_valid():
        try:
            days = [date.fromisoformat(day) for day in form.cleaned_data["days"]]
            return redirect(actions.book_days(actor=me(request), car=car, workshop=found, days=days))
        except Refused as refusal:
            form.add_error("days", refusal.message)
    context = {"project": car.project, "car": car, "here": "step", "workshop": found, "form": form}
    return page(request, "builds/book.html", context, status=422 if form.errors else 200)


def _choices(workshop: Workshop) -> list[tuple[str, str]]:
    """The days with a free bay, written out."""
    first = max(workshop.today, workshop.opens_on)
    return [
        (free.day.isoformat(), _("%(day)s, %(free)s free") % {"day": weekday(free.day), "free": free.free})
        for free in queries.calendar_of(workshop, first)
        if free.free > 0
    ]
