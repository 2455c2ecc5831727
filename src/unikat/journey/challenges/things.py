"""Challenges and entries as things others may point at."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Card, Kind, Station, Viewer, register, register_deeds
from unikat.foundation.ui import thread
from unikat.foundation.ui.words import say
from unikat.journey.challenges.models import Challenge, Entry
from unikat.journey.projects.queries import visible_projects


def challenge_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The challenges of projects the viewer may read."""
    found = Challenge.objects.filter(pk__in=ids, project__in=visible_projects(viewer)).select_related(
        "project"
    )
    return {
        one.pk: Card(
            "challenge",
            one.pk,
            one.reference,
            say(one, "title").text,
            one.get_absolute_url(),
            Station.CHALLENGE,
            lang=say(one, "title").lang,
            project_id=one.project_id,
        )
        for one in found
    }


def entry_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The entries of challenges the viewer may read; one that was withdrawn is gone for everybody."""
    found = Entry.objects.filter(pk__in=ids, challenge__project__in=visible_projects(viewer))
    found = found.filter(withdrawn_at__isnull=True)
    return {
        entry.pk: Card(
            "entry",
            entry.pk,
            entry.reference,
            entry.title,
            entry.get_absolute_url(),
            Station.CHALLENGE,
            lang=entry.language,
            project_id=entry.challenge.project_id,
        )
        for entry in found.select_related("challenge__project")
    }


register(Kind("challenge", _("challenge"), Station.CHALLENGE, challenge_cards))
register(Kind("entry", _("entry"), Station.CHALLENGE, entry_cards))
register_deeds(
    {
        "challenge.open": _("opened the challenge"),
        "challenge.close": _("closed the challenge"),
        "entry.enter": _("entered"),
        "entry.withdraw": _("withdrew the entry"),
        "entry.judge": _("judged the entry"),
        "ballot.cast": _("voted"),
    }
)
thread.register_place(
    "challenge",
    thread.Place(
        url=lambda project: reverse("challenges:list", args=[project.slug]),
        count=lambda project: Challenge.objects.filter(project=project).count(),
    ),
)
