"""The configurator and the cars' pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.ledger.refusal import Refused
from unikat.foundation.people.doors import me
from unikat.foundation.ui import thread
from unikat.foundation.ui.keys import key_of
from unikat.foundation.ui.pages import page
from unikat.journey.cars import actions, queries, rules
from unikat.journey.cars.forms import ReserveForm
from unikat.journey.options.models import Edition
from unikat.journey.options.queries import compiled, current_edition
from unikat.journey.projects.models import Project
from unikat.journey.projects.queries import project_or_404


def _edition(project: Project) -> Edition:
    edition = current_edition(project)
    if edition is None:
        raise Http404
    edition.project = project
    return edition


def _picked(request: HttpRequest) -> list[str]:
    """The chosen codes: every value of the form or the address that is a code (names differ by group)."""
    data = request.POST if request.method == "POST" else request.GET
    return [value for name in data for value in data.getlist(name) if name == "c" or name.startswith("g-")]


@require_safe
def configure(request: HttpRequest, project: str) -> HttpResponse:
    """Choose: after every click each option is free, chosen, forced or blocked, and says why."""
    found = project_or_404(project, request.user)
    if current_edition(found) is None:
        return page(request, "cars/none.html", {"project": found, "here": "option"})
    edition = _edition(found)
    choice = queries.choice_of(found, edition, queries.choices_from(edition, _picked(request)))
    context = {
        "project": found,
        "here": "option",
        "edition": edition,
        "choice": choice,
        "layers": queries.layers(found, choice.completed),
        "wishes": queries.wishes_behind(found, choice.completed, request.user),
        "is_ordering": rules.is_ordering(found),
    }
    return page(request, "cars/configure.html", context, fragment="config")


@require_safe
def finish(request: HttpRequest, project: str) -> HttpResponse:
    """Finish the choice: cheapest or soonest, as the person asked."""
    found = project_or_404(project, request.user)
    edition = _edition(found)
    choices = queries.choices_from(edition, _picked(request))
    soonest = request.GET.get("by") == "lead"
    done = compiled(edition).complete(choices, by="lead" if soonest else "price")
    codes = done.chosen if done else choices
    return redirect(reverse("cars:configure", args=[found.slug]) + "?" + queries.query_of(codes))


@require_POST
def save(request: HttpRequest, project: str) -> HttpResponse:
    """Keep the choice under a link."""
    found = project_or_404(project, request.user)
    edition = _edition(found)
    actor = me(request) if request.user.is_authenticated else None
    kept = actions.save_configuration(
        actor=actor, edition=edition, choices=queries.choices_from(edition, _picked(request))
    )
    return redirect("cars:saved", project=found.slug, token=kept.token)


@require_safe
def saved(request: HttpRequest, project: str, token: str) -> HttpResponse:
    """Saved choices, shown in the configurator of today."""
    found = project_or_404(project, request.user)
    kept = queries.configuration_or_404(found, token)
    return redirect(reverse("cars:configure", args=[found.slug]) + "?" + queries.query_of(kept.choices))


@login_required
def reserve(request: HttpRequest, project: str) -> HttpResponse:
    """Reserve a complete choice; if somebody was first, say so and keep everything."""
    found = project_or_404(project, request.user)
    edition = _edition(found)
    choice = queries.choice_of(found, edition, queries.choices_from(edition, _picked(request)))
    form = ReserveForm(request.POST if "name" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            name = form.cleaned_data["name"]
            return redirect(
                actions.reserve_car(actor=me(request), project=found, chosen=choice.chosen, name=name)
            )
        except Refused as refusal:
            refusal.show_in(form)
            choice = queries.choice_of(found, edition, choice.choices)
    context = {"project": found, "here": "car", "choice": choice, "form": form}
    context["layers"] = queries.layers(found, choice.completed)
    return page(request, "cars/reserve.html", context, status=422 if form.errors else 200)


@require_safe
def car_list(request: HttpRequest, project: str) -> HttpResponse:
    """The register of cars."""
    found = project_or_404(project, request.user)
    cars, after = queries.car_page(found, request.user, key_of(request))
    context = {
        "project": found,
        "here": "car",
        "cars": [(car, queries.layers(found, car.codes)) for car in cars],
        "after": after,
    }
    return page(request, "cars/list.html", context)


@require_safe
def detail(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """One car: what it is, why it exists once, whose wishes drive in it."""
    found = project_or_404(project, request.user)
    car = queries.car_or_404(found, number, request.user)
    way = queries.thread_of_car(car, request.user)
    context = {
        "project": found,
        "here": "car",
        "car": car,
        "way": way,
        "stations": thread.chain(way.cards, here="car"),
        "layers": queries.layers(found, car.codes),
        "options": queries.options_of(car),
        "figures": queries.figures_of(car.edition, car.codes),
        "relatives": queries.relatives_of(car),
        "may_cancel": rules.may_cancel(request.user, car),
        "is_owner": rules.is_owner(request.user, car),
    }
    return page(request, "cars/detail.html", context)


@require_POST
@login_required
def cancel(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Give a reservation back."""
    car = queries.car_or_404(project_or_404(project, request.user), number, request.user)
    actions.cancel_car(actor=me(request), car=car)
    return redirect("cars:list", project=project)
