"""People's pages."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.ledger import things
from unikat.foundation.ledger.refusal import Refused
from unikat.foundation.people import actions, queries
from unikat.foundation.people.forms import AboutForm, FirstForm, TrustForm
from unikat.foundation.people.models import Person, Tier
from unikat.foundation.ui.keys import key_of
from unikat.foundation.ui.pages import page

_SESSION = "django.contrib.auth.backends.ModelBackend"
DEEDS_SHOWN = 25


@require_safe
def profile(request: HttpRequest, handle: str) -> HttpResponse:
    """A person's public page: who, and what they did, with the things they did it to."""
    person = get_object_or_404(Person, handle=handle, is_active=True)
    deeds = queries.deeds_of(person, request.user)
    if (key := key_of(request)) is not None:
        deeds = deeds.filter(pk__lt=key)
    shown = list(deeds[: DEEDS_SHOWN + 1])
    more = shown[DEEDS_SHOWN - 1].pk if len(shown) > DEEDS_SHOWN else None
    cards = things.cards([entry.thing for entry in shown], request.user)
    told = [
        (entry, cards[entry.thing], things.deed(entry.verb))
        for entry in shown[:DEEDS_SHOWN]
        if entry.thing in cards
    ]
    is_operator = getattr(request.user, "is_staff", False)
    form = TrustForm(initial={"tier": person.tier}) if is_operator else None
    return page(
        request, "people/profile.html", {"person": person, "deeds": told, "more": more, "trust": form}
    )


@require_POST
@login_required
def trust(request: HttpRequest, handle: str) -> HttpResponse:
    """An operator says how well somebody is known here."""
    assert isinstance(request.user, Person)
    person = get_object_or_404(Person, handle=handle, is_active=True)
    form = TrustForm(request.POST)
    tier = form.cleaned_data["tier"] if form.is_valid() else Tier.GUEST
    actions.trust(actor=request.user, person=person, tier=tier)
    return redirect(person)


@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """Change one's own name, line and language."""
    assert isinstance(request.user, Person)
    form = AboutForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.describe_oneself(actor=request.user, **form.cleaned_data)
        return redirect(request.user)
    return page(request, "people/settings.html", {"form": form}, status=422 if form.errors else 200)


def first(request: HttpRequest, token: str) -> HttpResponse:
    """The first steward of an empty server introduces themselves."""
    if not actions.may_be_first(token):
        raise Http404
    form = FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.become_first_steward(token=token, **form.cleaned_data)
        login(request, person, backend=_SESSION)
        return redirect("/")
    return page(request, "people/first.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def sign_in_as(request: HttpRequest, handle: str) -> HttpResponse:
    """Sign in as a member of the cast; there is no such page outside the demo."""
    try:
        person = actions.member_of_the_cast(handle)
    except Refused as refusal:
        raise Http404 from refusal
    login(request, person, backend=_SESSION)
    target = request.POST.get("next", "/")
    return redirect(target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else "/")
