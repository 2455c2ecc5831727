"""The red thread as it is drawn across the top of a page: seven stations, reached or still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.cache import cache
from django.utils.translation import get_language, gettext

#: The stations in their order; the templates, the icons and the register of things use these words.
STATIONS = ("wish", "decision", "challenge", "part", "option", "step", "car")
#: The counts on overview pages may be this many seconds old.
COUNTS_LAST = 60


class Named(Protocol):
    """What the thread needs of a card."""

    @property
    def ref(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def station(self) -> str | None: ...


@dataclass(frozen=True)
class Stop:
    """One of the seven stations, as drawn on one page."""

    station: str
    name: str
    ref: str = ""
    url: str = ""
    is_here: bool = False
    is_open: bool = False
    is_last: bool = False

    @property
    def number(self) -> int:
        """Where the station stands, 1 to 7."""
        return STATIONS.index(self.station) + 1

    @property
    def classes(self) -> str:
        """The states as words for the style sheet."""
        states = {"is-here": self.is_here, "is-open": self.is_open, "is-last": self.is_last}
        return " ".join(word for word, holds in states.items() if holds)


@dataclass(frozen=True)
class Place:
    """Where a station's overview is, and how many things stand there; each takes the project."""

    url: Callable[[Any], str]
    count: Callable[[Any], int] | None = None


_places: dict[str, Place] = {}


def register_place(station: str, place: Place) -> None:
    """Make a station's overview known; each stage does so once when its app starts."""
    if station not in STATIONS:
        raise ValueError(f"{station!r} is none of the stations {STATIONS}")
    _places[station] = place


def chain(cards: Iterable[Named], *, here: str) -> tuple[Stop, ...]:
    """The thread of one thing: its cards at their stations; no red line to a station without a card."""
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for card in cards:
        if card.station:
            found[str(card.station)].append(card)
    return tuple(
        _linked(station, found[station], number, found, here) for number, station in enumerate(STATIONS)
    )


def _linked(station: str, cards: list[Named], number: int, found: dict[str, list[Named]], here: str) -> Stop:
    if not cards:
        return Stop(station, _one(station), is_open=True)
    first = cards[0]
    more = f" +{len(cards) - 1}" if len(cards) > 1 else ""
    next_is_open = number + 1 < len(STATIONS) and not found.get(STATIONS[number + 1])
    return Stop(
        station,
        _one(station),
        (first.ref or first.title) + more,
        first.url,
        station == here,
        is_last=next_is_open,
    )


def overview(project: Any = None, here: str = "") -> tuple[Stop, ...]:
    """The thread of a project: where each station's overview is and how many things stand there."""
    if not project:
        return _overview(None, here)
    key = f"thread-{project.slug}-{here}-{get_language()}"
    stops: tuple[Stop, ...] | None = cache.get(key)
    if stops is None:
        stops = _overview(project, here)
        cache.set(key, stops, COUNTS_LAST)
    return stops


def _overview(project: Any, here: str) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            station,
            _many(station),
            _count(station, project),
            _places[station].url(project) if project and station in _places else "",
            station == here,
        )
        for station in STATIONS
    )


def _count(station: str, project: Any) -> str:
    place = _places.get(station)
    return str(place.count(project)) if project and place and place.count else ""


def _one(station: str) -> str:
    names = {
        "wish": gettext("Wish"),
        "decision": gettext("Decision"),
        "challenge": gettext("Challenge"),
        "part": gettext("Part"),
        "option": gettext("Option"),
        "step": gettext("Build step"),
        "car": gettext("Car"),
    }
    return names[station]


def _many(station: str) -> str:
    names = {
        "wish": gettext("Wishes"),
        "decision": gettext("Decisions"),
        "challenge": gettext("Challenges"),
        "part": gettext("Parts"),
        "option": gettext("Options"),
        "step": gettext("Building"),
        "car": gettext("Cars"),
    }
    return names[station]
