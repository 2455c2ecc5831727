"""Questions about wishes and decisions."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from unikat.engines import matching
from unikat.foundation.ledger.things import Viewer
from unikat.foundation.search.queries import find
from unikat.foundation.ui.keys import whole
from unikat.journey.projects.models import Project
from unikat.journey.wishes.models import Decision, Merging, Support, Wish, WishState

PAGE = 25
DECISIONS_SHOWN = 20
#: So many wishes are counted for every page; counting more costs more than the page, so it is done once a minute.
COUNTED_ANEW = 1000
COUNTS_LAST = 60
ALIKE_CANDIDATES = 50
ALIKE_SHOWN = 4

#: What a row of the list needs, and nothing more: the list is the hottest page.
ROW = (
    *("number", "title", "language", "voices", "state", "due_on", "made_at"),
    *("author__name", "author__handle", "owner__name", "merged_into__number"),
)


@dataclass(frozen=True)
class WishPage:
    """One page of the list, and the key that continues it."""

    rows: list[dict[str, object]]
    after: str


def wish_page(project: Project, *, state: str = "", order: str = "newest", after: str = "") -> WishPage:
    """A page of wishes, newest or most wanted first, continued by key and never by counting pages."""
    wishes = Wish.objects.filter(project=project)
    if state in WishState.values:
        wishes = wishes.filter(state=state)
    key = _key(after, 2 if order == "voices" else 1)
    if order == "voices":
        wishes = wishes.order_by("-voices", "-number")
        if key:
            wishes = wishes.filter(Q(voices__lt=key[0]) | Q(voices=key[0], number__lt=key[1]))
    else:
        wishes = wishes.order_by("-number")
        if key:
            wishes = wishes.filter(number__lt=key[0])
    rows = list(wishes.values(*ROW)[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    following = (
        (f"{last['voices']}.{last['number']}" if order == "voices" else str(last["number"])) if last else ""
    )
    return WishPage(rows[:PAGE], following)


def _key(after: str, pieces: int) -> list[int]:
    """The numbers of the key that continues a list; for nonsense there is no page."""
    if not after:
        return []
    key = [whole(piece) for piece in after.split(".")]
    if len(key) != pieces or None in key:
        raise Http404
    return [number for number in key if number is not None]


def wish_counts(project: Project) -> dict[str, int]:
    """How many wishes are in each state; where they are many, the answer may be a minute old."""
    key = f"wish-counts-{project.pk}"
    counts: dict[str, int] | None = cache.get(key)
    if counts is None:
        counted = Wish.objects.filter(project=project).values_list("state").annotate(Count("pk"))
        counts = dict(counted.order_by())
        if sum(counts.values()) > COUNTED_ANEW:
            cache.set(key, counts, COUNTS_LAST)
    return counts


def wish_or_404(project: Project, number: int) -> Wish:
    """The wish with its people."""
    people = Wish.objects.select_related("author", "owner", "project", "merged_into", "merged_into__project")
    found = people.filter(project=project, number=number).first()
    if found is None:
        raise Http404
    return found


def supports_in_family(wish: Wish, who: Viewer) -> QuerySet[Support]:
    """This person's support for a wish and for all that joined it."""
    family = Q(wish=wish) | Q(wish__merged_into=wish)
    return Support.objects.filter(family, person_id=who.pk)


def is_supported_by(wish: Wish, who: Viewer) -> bool:
    """This person wants it too, or one of the wishes that joined it."""
    return bool(getattr(who, "pk", None)) and supports_in_family(wish, who).exists()


def open_mergings(wish: Wish) -> QuerySet[Merging]:
    """Proposals to merge this wish that wait for its author."""
    return wish.mergings.filter(agreed__isnull=True).select_related(
        "into", "into__project", "proposed_by", "wish"
    )


def decisions_in_force(project: Project) -> QuerySet[Decision]:
    """Decisions, latest first, with everybody who answers for them."""
    made = Decision.objects.filter(project=project, made_at__isnull=False)
    return made.select_related("project").prefetch_related("deciders__person").order_by("-made_at", "-pk")


@dataclass(frozen=True)
class DecisionPage:
    """One page of decisions, and the number that continues it."""

    rows: list[Decision]
    after: int | None


def decision_page(project: Project, after: int | None = None) -> DecisionPage:
    """A page of decisions in force with their people and wishes, the highest number first."""
    made = decisions_in_force(project).prefetch_related("wishes").order_by("-number")
    if after is not None:
        made = made.filter(number__lt=after)
    found = list(made[: DECISIONS_SHOWN + 1])
    return DecisionPage(
        found[:DECISIONS_SHOWN], found[DECISIONS_SHOWN - 1].number if len(found) > DECISIONS_SHOWN else None
    )


def decision_or_404(project: Project, number: int) -> Decision:
    """The decision with its deciders and wishes."""
    found = (
        Decision.objects.filter(project=project, number=number)
        .select_related("project", "drafted_by")
        .prefetch_related("deciders__person", "wishes__author", "wishes__project")
        .first()
    )
    if found is None:
        raise Http404
    return found


def decision_of(wish: Wish) -> Decision | None:
    """The decision that answers this wish, in force or waiting for somebody's word."""
    latest = wish.decisions.prefetch_related("deciders__person", "wishes").select_related("project")
    # Databases differ in where they put what has no day yet: a decision in force goes before a draft.
    return latest.order_by(F("made_at").desc(nulls_last=True), "-pk").first()


@dataclass(frozen=True)
class Alike:
    """A wish that reads like what somebody is typing, and what differs."""

    wish: Wish
    differences: tuple[matching.Difference, ...]


def similar_to(project: Project, text: str, viewer: Viewer) -> list[Alike]:
    """Wishes like this text: candidates from the search, ranked by letters in common, with what differs marked."""
    found = find(text, viewer, project=project, kinds=["wish"], limit=ALIKE_CANDIDATES, any_word=True)
    wishes = Wish.objects.select_related("author", "project").in_bulk([hit.card.id for hit in found])
    candidates = {pk: f"{wish.title} {wish.text}" for pk, wish in wishes.items()}
    ranked = matching.rank(text, candidates, top=ALIKE_SHOWN)
    return [Alike(wishes[match.id], matching.differences(text, wishes[match.id].title)) for match in ranked]
