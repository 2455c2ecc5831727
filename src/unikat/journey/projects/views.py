"""A project's own pages: what it is, who is in it, what happened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from unikat.foundation.ledger import things
from unikat.foundation.ui.pages import page
from unikat.journey.projects.queries import happened_in, project_or_404, team

ENTRIES_SHOWN = 40


def about(request: HttpRequest, project: str) -> HttpResponse:
    """The brief, the licences, the team and its areas, the road."""
    found = project_or_404(project, request.user)
    return page(request, "projects/about.html", {"project": found, "team": team(found), "road": found.road})


def history(request: HttpRequest, project: str) -> HttpResponse:
    """Everything that happened, newest first, as far as the reader may know it."""
    found = project_or_404(project, request.user)
    entries = happened_in(found, request.user)
    if request.GET.get("after", "").isdigit():
        entries = entries.filter(pk__lt=int(request.GET["after"]))
    shown = list(entries[: ENTRIES_SHOWN + 1])
    cards = things.cards([entry.thing for entry in shown], request.user)
    told = [
        (entry, cards[entry.thing], things.deed(entry.verb))
        for entry in shown[:ENTRIES_SHOWN]
        if entry.thing in cards
    ]
    after = shown[ENTRIES_SHOWN - 1].pk if len(shown) > ENTRIES_SHOWN else None
    return page(request, "projects/history.html", {"project": found, "told": told, "after": after})
