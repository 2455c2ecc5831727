"""The wishes and decisions of the demo story."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from unikat.foundation.ledger import clock
from unikat.foundation.people.models import Person
from unikat.foundation.people.seed import cast, day
from unikat.foundation.talk.actions import hide_comment, say
from unikat.journey.projects.models import Project
from unikat.journey.wishes import actions
from unikat.journey.wishes.models import Decision, Merging, Wish

STORY = Path(__file__).parent / "story"
#: W-015 and W-016 join W-014 with their authors' word.
MERGED = ((15, "deniz"), (16, "hanna"))
#: From this day on it is the chapter "today"; the wishes before begin the story.
TODAY_FROM = -100


def _told(name: str) -> list[dict[str, Any]]:
    file = {"wish": "wishes.toml", "decision": "decisions.toml"}[name]
    told: list[dict[str, Any]] = tomllib.loads((STORY / file).read_text(encoding="utf-8"))[name]
    return told


def _feldhase() -> Project:
    return Project.objects.get(slug="feldhase")


def wishes_chapter() -> None:
    """The first wishes are said, wanted and discussed; two join Ida's."""
    project, people = _feldhase(), cast()
    for wish in _told("wish"):
        if wish["day"] < -400:
            _say_wish(project, people, wish)
    for number, author in MERGED:
        _merge(project, people, number, author)


def _merge(project: Project, people: dict[str, Person], number: int, author: str) -> None:
    wish, into = (Wish.objects.get(project=project, number=n) for n in (number, 14))
    with clock.at(day(-634)):
        actions.propose_merge(actor=people["jonas"], wish=wish, into=into, why="Handschuhe, Tür, Kälte.")
    with clock.at(day(-633)):
        actions.agree_merge(actor=people[author], merging=Merging.objects.get(wish=wish))


def _say_wish(project: Project, people: dict[str, Person], told: dict[str, Any]) -> None:
    with clock.at(day(told["day"], 9)):
        wish = actions.make_wish(
            actor=people[told["author"]],
            project=project,
            title=told["title"],
            text=told["text"],
            language=told.get("language", "de"),
            area=told["area"],
        )
    for place, handle in enumerate(told["voices"]):
        with clock.at(day(told["day"], 12 + place)):
            actions.support_wish(actor=people[handle], wish=wish)
    said = None
    for handle, when, text, stance in told.get("talk", []):
        reply = said if text.startswith("> ") else None
        with clock.at(day(when, 19)):
            comment = say(
                actor=people[handle],
                about=wish.thing,
                text=text.removeprefix("> "),
                reply_to=reply,
                stance=stance,
            )
        said = comment if reply is None else said
        if "Geschmack" in text:
            with clock.at(day(when, 21)):
                hide_comment(
                    actor=people["oskar"], comment=comment, reason="Greift Menschen an, nicht die Farbe."
                )


def decisions_chapter() -> None:
    """The answers of the first half year."""
    for told in _told("decision"):
        if told["day"] < -400:
            _decide(_feldhase(), cast(), told)


def _decide(project: Project, people: dict[str, Person], told: dict[str, Any]) -> Decision:
    others = [people[handle] for handle in told.get("with", [])]
    with clock.at(day(told["day"], 11)):
        decision = actions.make_decision(
            actor=people[told["by"]],
            project=project,
            outcome=told["outcome"],
            title=tuple(told["title"]),
            sentence=tuple(told["sentence"]),
            pro=tuple(told["pro"]),
            con=tuple(told["con"]),
            open_point=tuple(told.get("open", ("", ""))),
            wishes=Wish.objects.filter(project=project, number__in=told.get("wishes", [])),
            deciders=others,
            area=told["area"],
        )
    for place, other in enumerate(others):
        with clock.at(day(told["day"], 15 + place)):
            actions.agree_decision(actor=other, decision=decision)
    return decision


def later_wishes() -> None:
    """What came between the first cars: one wish and its answer."""
    _between(-400, TODAY_FROM)


def todays_wishes() -> None:
    """What moves people now: stones, orange, water in the footwell."""
    _between(TODAY_FROM, 1)


def _between(first: int, last: int) -> None:
    project, people = _feldhase(), cast()
    for wish in _told("wish"):
        if first <= wish["day"] < last:
            _say_wish(project, people, wish)
    for told in _told("decision"):
        if first <= told["day"] < last:
            _decide(project, people, told)
