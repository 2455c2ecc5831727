"""Writing to the ledger: the only way, and only together with the act itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from unikat.foundation.ledger.models import Actor, Entry, Link, LinkKind, Retraction, Visibility
from unikat.foundation.ledger.things import Ref


def tell(
    *,
    actor: Actor,
    verb: str,
    about: Ref,
    project_id: int | None = None,
    facts: dict[str, Any] | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    sealed_until: datetime | None = None,
    came_from: Iterable[tuple[LinkKind, Ref]] = (),
    led_to: Iterable[tuple[LinkKind, Ref]] = (),
) -> Entry:
    """Enter who did what, with the links that this act makes; must run inside the act's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the ledger is told inside the action's own transaction")
    entry = Entry.objects.create(
        actor_kind=actor.actor_kind,
        actor_person_id=actor.actor_person_id,
        actor_name=actor.actor_name,
        verb=verb,
        thing_kind=about.kind,
        thing_id=about.id,
        project_id=project_id,
        facts=facts or {},
        visibility=visibility,
        sealed_until=sealed_until,
    )
    arrows = [(kind, source, about) for kind, source in came_from]
    arrows += [(kind, about, target) for kind, target in led_to]
    Link.objects.bulk_create(
        Link(
            kind=kind,
            source_kind=source.kind,
            source_id=source.id,
            target_kind=target.kind,
            target_id=target.id,
            entry=entry,
        )
        for kind, source, target in arrows
    )
    return entry


def retract_links(
    *, actor: Actor, verb: str, about: Ref, links: Iterable[Link], why: str, project_id: int | None = None
) -> Entry:
    """Say that links no longer hold, and why; they stay in the ledger."""
    held = list(links)
    entry = tell(actor=actor, verb=verb, about=about, project_id=project_id, facts={"why": why})
    Retraction.objects.bulk_create(Retraction(link=link, entry=entry) for link in held)
    return entry
