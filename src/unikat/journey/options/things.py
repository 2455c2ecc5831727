"""Options and rules as things others may point at."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Card, Kind, Station, Viewer, register, register_deeds
from unikat.foundation.ui import thread
from unikat.foundation.ui.words import say
from unikat.journey.options.models import Option, Rule
from unikat.journey.projects.queries import visible_projects


def option_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The options of projects the viewer may read; an option is called by its name."""
    found = Option.objects.filter(pk__in=ids, project__in=visible_projects(viewer)).select_related("project")
    return {
        option.pk: Card(
            "option",
            option.pk,
            say(option, "name").text,
            say(option, "name").text,
            option.get_absolute_url(),
            Station.OPTION,
            lang=say(option, "name").lang,
            project_id=option.project_id,
        )
        for option in found
    }


def rule_cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The rules of projects the viewer may read; a rule stands between stations."""
    found = Rule.objects.filter(pk__in=ids, project__in=visible_projects(viewer)).select_related("project")
    return {
        rule.pk: Card(
            "rule",
            rule.pk,
            rule.code,
            say(rule, "sentence").text,
            rule.get_absolute_url(),
            lang=say(rule, "sentence").lang,
            project_id=rule.project_id,
        )
        for rule in found
    }


register(Kind("option", _("option"), Station.OPTION, option_cards))
register(Kind("rule", _("rule"), None, rule_cards, only_binds=True))
register_deeds(
    {
        "option.add_group": _("added an option group"),
        "option.add": _("offered the option"),
        "rule.add": _("wrote the rule"),
        "rule.retire": _("retired the rule"),
        "edition.release": _("released an edition"),
    }
)
thread.register_place(
    "option",
    thread.Place(
        url=lambda project: reverse("options:list", args=[project.slug]),
        count=lambda project: Option.objects.filter(project=project).count(),
    ),
)
