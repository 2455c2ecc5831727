"""Wishes and decisions as things others may point at."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Card, Kind, Station, Viewer, register, register_deeds
from unikat.foundation.ui import thread
from unikat.foundation.ui.words import say
from unikat.journey.projects.queries import visible_projects
from unikat.journey.wishes.models import Decision, Wish


def wish_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The wishes of projects the viewer may read."""
    found = Wish.objects.filter(pk__in=ids, project__in=visible_projects(viewer)).select_related("project")
    return {
        wish.pk: Card(
            "wish",
            wish.pk,
            wish.reference,
            wish.title,
            wish.get_absolute_url(),
            Station.WISH,
            lang=wish.language,
            project_id=wish.project_id,
        )
        for wish in found
    }


def decision_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The decisions of projects the viewer may read."""
    found = Decision.objects.filter(pk__in=ids, project__in=visible_projects(viewer)).select_related(
        "project"
    )
    return {
        decision.pk: Card(
            "decision",
            decision.pk,
            decision.reference,
            say(decision, "title").text,
            decision.get_absolute_url(),
            Station.DECISION,
            lang=say(decision, "title").lang,
            project_id=decision.project_id,
        )
        for decision in found
    }


register(Kind("wish", _("wish"), Station.WISH, wish_cards))
register(Kind("decision", _("decision"), Station.DECISION, decision_cards))
register_deeds(
    {
        "wish.make": _("wished it"),
        "wish.support": _("wants that too"),
        "wish.withdraw_support": _("took the support back"),
        "wish.propose_merge": _("proposed to merge"),
        "wish.agree_merge": _("agreed to merge"),
        "wish.refuse_merge": _("kept it apart"),
        "wish.undo_merge": _("undid the merge"),
        "decision.draft": _("drafted the decision"),
        "decision.make": _("decided"),
    }
)
thread.register_place(
    "wish",
    thread.Place(
        url=lambda project: reverse("wishes:list", args=[project.slug]),
        count=lambda project: Wish.objects.filter(project=project).count(),
    ),
)
thread.register_place(
    "decision",
    thread.Place(
        url=lambda project: reverse("wishes:decisions", args=[project.slug]),
        count=lambda project: Decision.objects.filter(project=project, made_at__isnull=False).count(),
    ),
)
