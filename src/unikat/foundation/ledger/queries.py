"""Questions to the ledger: what happened, and what came from what, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q, QuerySet

from unikat.foundation.ledger import clock, things
from unikat.foundation.ledger.models import Entry, Link, Visibility
from unikat.foundation.ledger.things import Card, Ref, Station, Viewer

_WALK = """
WITH RECURSIVE walk(kind, id) AS (
    SELECT * FROM (VALUES {starts}) AS start
    UNION
    SELECT link.{there}_kind, link.{there}_id
    FROM ledger_link AS link
    JOIN walk ON link.{here}_kind = walk.kind AND link.{here}_id = walk.id
    WHERE NOT EXISTS (SELECT 1 FROM ledger_retraction AS gone WHERE gone.link_id = link.id){ends}{barred}
)
SELECT kind, id FROM walk
"""


def _walk(
    starts: Collection[Ref], here: str, there: str, ends: Collection[str], without: Collection[Ref] = ()
) -> list[Ref]:
    if not starts:
        return []
    values = ", ".join(["(CAST(%s AS varchar(24)), CAST(%s AS bigint))"] * len(starts))
    ended = f" AND walk.kind NOT IN ({', '.join(['%s'] * len(ends))})" if ends else ""
    barred, bars = "", list[str | int](ends)
    for kind in sorted({ref.kind for ref in without}):
        ids = [ref.id for ref in without if ref.kind == kind]
        barred += f" AND NOT (link.{there}_kind = %s AND link.{there}_id IN ({', '.join(['%s'] * len(ids))}))"
        bars += [kind, *ids]
    with connection.cursor() as cursor:
        sql = _WALK.format(starts=values, here=here, there=there, ends=ended, barred=barred)
        cursor.execute(sql, [*(piece for start in starts for piece in start), *bars])
        return sorted({Ref(kind, id_) for kind, id_ in cursor.fetchall()} - set(starts))


def ancestors(*things: Ref, without: Collection[Ref] = ()) -> list[Ref]:
    """Everything these things came from, in one query; what is in `without` is not walked through.

    A part changed because of a build step came from that step, but not from all that the step came from: the
    walk ends at things whose station lies after those it starts from.
    """
    last = max(_places(things), default=len(Station))
    return _walk(things, "target", "source", _ends(things, range(last + 1, len(Station))), without)


def descendants(*things: Ref, without: Collection[Ref] = ()) -> list[Ref]:
    """Everything that came from these things, in one query; it ends at stations before theirs."""
    first = min(_places(things), default=0)
    return _walk(things, "source", "target", _ends(things, range(first)), without)


def _places(refs: Iterable[Ref]) -> list[int]:
    """The places on the thread of those things that stand at a station."""
    return [place for ref in refs if (place := things.place_of(ref.kind)) is not None]


def _ends(starts: Iterable[Ref], places: Collection[int]) -> list[str]:
    """The kinds at which a walk ends: those at these places, and those that only bind; never where it starts."""
    begun = {ref.kind for ref in starts}
    ends = [kind for kind in things.kinds() if kind.only_binds or things.place_of(kind.name) in places]
    return [kind.name for kind in ends if kind.name not in begun]


@dataclass(frozen=True)
class Thread:
    """The red thread of one thing: its cards by station, causes before it and consequences after it."""

    thing: Card | None
    before: dict[Station, tuple[Card, ...]] = field(default_factory=dict)
    after: dict[Station, tuple[Card, ...]] = field(default_factory=dict)

    def at(self, station: Station) -> tuple[Card, ...]:
        """All cards on a station, the thing itself first."""
        own = (self.thing,) if self.thing and self.thing.station == station else ()
        return own + self.before.get(station, ()) + self.after.get(station, ())

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards of the thread, the thing itself first, then causes, then consequences."""
        sides = (*self.before.values(), *self.after.values())
        return ((self.thing,) if self.thing else ()) + tuple(card for cards in sides for card in cards)


def _by_station(refs: Iterable[Ref], cards: dict[Ref, Card]) -> dict[Station, tuple[Card, ...]]:
    found: dict[Station, list[Card]] = {}
    for ref in refs:
        card = cards.get(ref)
        if card and card.station:
            found.setdefault(card.station, []).append(card)
    return {station: tuple(found[station]) for station in Station if station in found}


def thread_of(thing: Ref, viewer: Viewer, without: Collection[Ref] = ()) -> Thread:
    """The whole thread of a thing as this viewer may see it; queries do not grow with its length.

    What is both cause and consequence (the step that mounts a part and had it changed) is told once, as a cause.
    """
    before = ancestors(thing, without=without)
    after = sorted(set(descendants(thing, without=without)) - set(before))
    cards = things.cards([thing, *before, *after], viewer)
    return Thread(cards.get(thing), _by_station(before, cards), _by_station(after, cards))


def links_from(thing: Ref) -> QuerySet[Link]:
    """The links in force that start at a thing."""
    return Link.objects.filter(source_kind=thing.kind, source_id=thing.id, retraction__isnull=True)


def links_to(thing: Ref) -> QuerySet[Link]:
    """The links in force that end at a thing."""
    return Link.objects.filter(target_kind=thing.kind, target_id=thing.id, retraction__isnull=True)


def entries_for(viewer: Viewer) -> QuerySet[Entry]:
    """The entries this viewer may read now, newest first."""
    readable = Q(visibility=Visibility.PUBLIC)
    readable |= Q(visibility=Visibility.SEALED, sealed_until__lte=clock.now())
    teams = things.team_projects(viewer)
    if teams:
        readable |= Q(visibility=Visibility.TEAM, project_id__in=teams)
    person_id = getattr(viewer, "pk", None)
    if person_id:
        readable |= Q(visibility=Visibility.PRIVATE, actor_person_id=person_id)
    return Entry.objects.filter(readable).order_by("-id")
