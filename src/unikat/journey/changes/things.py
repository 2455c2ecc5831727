"""Changes as things others may point at."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Card, Kind, Viewer, register, register_deeds
from unikat.journey.changes.models import Change
from unikat.journey.projects.queries import visible_projects


def cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
    """The changes of projects the viewer may read."""
    found = Change.objects.filter(pk__in=ids, project__in=visible_projects(viewer)).select_related("project")
    return {
        change.pk: Card(
            "change",
            change.pk,
            change.reference,
            change.title,
            change.get_absolute_url(),
            lang=change.language,
            note=str(change.get_state_display()),
            project_id=change.project_id,
        )
        for change in found
    }


register(Kind("change", _("change"), None, cards))
register_deeds(
    {
        "change.propose": _("proposed the change"),
        "change.amend": _("changed the proposal"),
        "change.review": _("reviewed the change"),
        "change.accept": _("accepted the change"),
        "change.decline": _("declined the change"),
        "change.withdraw": _("withdrew the change"),
    }
)
