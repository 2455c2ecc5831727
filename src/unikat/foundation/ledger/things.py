"""The register of things: how what stands below speaks of what stands above.

Each stage registers its kinds when its app starts. Ledger, search, talk, notices and conduct know a thing only
by kind and id and ask here for its title, its address, its station and who may see it, always in bulk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.functional import Promise


class Station(StrEnum):
    """The seven stations of the red thread, in order."""

    WISH = "wish"
    DECISION = "decision"
    CHALLENGE = "challenge"
    PART = "part"
    OPTION = "option"
    STEP = "step"
    CAR = "car"


class Ref(NamedTuple):
    """A thing, known by kind and id only."""

    kind: str
    id: int


@dataclass(frozen=True)
class Card:
    """What a page needs to name a thing: short reference, title, address, station."""

    kind: str
    id: int
    ref: str
    title: str
    url: str
    station: Station | None = None
    lang: str = ""
    note: str = ""
    project_id: int | None = None
    picture: str = ""

    @property
    def thing(self) -> Ref:
        """The bare reference of this card."""
        return Ref(self.kind, self.id)


#: Whoever looks: a person, or anything without rights (an anonymous visitor, None).
Viewer = Any
Cards = Callable[[Collection[int], Viewer], Mapping[int, Card]]


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its name, its word for people, its station, and its cards for those who may see them.

    What only binds others did not bring them: a rule's decision is no cause of the options the rule is about, and
    nobody's wish for a tow bar drives in a car that a rule keeps from towing. Walks show it and end there.
    """

    name: str
    label: str | Promise
    station: Station | None
    cards: Cards
    only_binds: bool = False


_kinds: dict[str, Kind] = {}
_deeds: dict[str, str | Promise] = {}
_settled: dict[str, Callable[[int], bool]] = {}
_team_projects: list[Callable[[Viewer], frozenset[int]]] = []


def register(kind: Kind) -> None:
    """Make a kind known; called once per kind when its app starts."""
    if kind.name in _kinds and _kinds[kind.name] != kind:
        raise ValueError(f"the kind {kind.name!r} is registered twice")
    _kinds[kind.name] = kind


def register_deeds(deeds: Mapping[str, str | Promise]) -> None:
    """Give the verbs of the ledger their words: `wish.support` reads "supported"."""
    _deeds.update(deeds)


def deed(verb: str) -> str:
    """The words for a verb; a verb nobody gave words for stands as it is."""
    return str(_deeds.get(verb, verb))


def register_settled(name: str, is_settled: Callable[[int], bool]) -> None:
    """Tell when a thing of this kind does not change any more: nothing can be attached to it then."""
    _settled[name] = is_settled


def is_settled(ref: Ref) -> bool:
    """Whether the thing does not change any more, not even by a file."""
    return ref.kind in _settled and _settled[ref.kind](ref.id)


def register_teams(team_projects: Callable[[Viewer], frozenset[int]]) -> None:
    """Tell the register how to find the projects in whose team a viewer is."""
    _team_projects[:] = [team_projects]


def kind(name: str) -> Kind:
    """The registered kind of this name; KeyError if no stage registered it."""
    return _kinds[name]


def kinds() -> tuple[Kind, ...]:
    """All registered kinds."""
    return tuple(_kinds.values())


def place_of(kind_name: str) -> int | None:
    """Where a kind stands on the thread, from 0; None for what stands between stations."""
    station = _kinds[kind_name].station if kind_name in _kinds else None
    return None if station is None else list(Station).index(station)


def team_projects(viewer: Viewer) -> frozenset[int]:
    """Ids of the projects in whose team the viewer is."""
    return _team_projects[0](viewer) if _team_projects else frozenset()


def cards(refs: Iterable[Ref], viewer: Viewer) -> dict[Ref, Card]:
    """The cards of all given things the viewer may see; one query per kind."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for ref in refs:
        wanted[ref.kind].add(ref.id)
    found: dict[Ref, Card] = {}
    for name in sorted(wanted):
        if name in _kinds:
            for id_, card in _kinds[name].cards(wanted[name], viewer).items():
                found[Ref(name, id_)] = card
    return found


def card(ref: Ref, viewer: Viewer) -> Card | None:
    """The card of one thing, or None when it does not exist for this viewer."""
    return cards([ref], viewer).get(ref)
