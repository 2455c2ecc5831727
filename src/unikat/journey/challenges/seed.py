"""The challenges of the demo story: one decided, one running."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from unikat.foundation.ledger import clock
from unikat.foundation.people.models import Person
from unikat.foundation.people.seed import cast, day
from unikat.foundation.ui import __file__ as ui_home
from unikat.journey.challenges import actions
from unikat.journey.challenges.models import Challenge, Entry
from unikat.journey.projects.models import Project
from unikat.journey.wishes.models import Decision

STORY = Path(__file__).parent / "story"
DRAWINGS = (STORY / "drawings", Path(ui_home).parent / "static" / "ui" / "drawings")


def _told(name: str) -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads((STORY / "challenges.toml").read_text(encoding="utf-8"))[name]
    return told


def _open(told: dict[str, Any], decision: int, days: tuple[int, int, int]) -> Challenge:
    project, people = Project.objects.get(slug="feldhase"), cast()
    with clock.at(day(days[0])):
        return actions.open_challenge(
            actor=people["jonas"],
            project=project,
            title=tuple(told["title"]),
            brief=tuple(told["brief"]),
            decision=Decision.objects.get(project=project, number=decision),
            jury=[people["mei"], people["oskar"]],
            entries_until=day(days[1], 20),
            votes_until=day(days[2], 20),
        )


def _enter(challenge: Challenge, told: dict[str, Any], when: int) -> Entry:
    drawing = next(f / told["drawing"] for f in DRAWINGS if (f / told["drawing"]).exists())
    with clock.at(day(when)):
        return actions.enter_challenge(
            actor=cast()[told["author"]],
            challenge=challenge,
            title=told["title"],
            text=told["text"],
            consent="reuse",
            uploads=[ContentFile(drawing.read_bytes(), name=drawing.name)],
        )


def _vote(entry: Entry, told: dict[str, Any], people: dict[str, Person], when: int) -> None:
    with clock.at(day(when, 18)):
        for voter, (meets, appeal, own) in told["ballots"].items():
            actions.cast_ballot(actor=people[voter], entry=entry, meets=meets, appeal=appeal, own=own)


def first_challenge() -> None:
    """The half door: six entries, jury's crown for Deniz, community's crown for Lena."""
    told, people = _told("first"), cast()
    challenge = _open(told, 6, (-620, -595, -587))
    entries = [(_enter(challenge, facts, -612 + 2 * n), facts) for n, facts in enumerate(told["entry"])]
    for entry, facts in entries:
        _vote(entry, facts, people, -590)
        with clock.at(day(-589)):
            for juror, (new, useful, made, worked, words) in facts["jury"].items():
                actions.judge_entry(
                    actor=people[juror],
                    entry=entry,
                    words=words,
                    novelty=new,
                    usefulness=useful,
                    feasibility=made,
                    elaboration=worked,
                )
    with clock.at(day(-585)):
        actions.close_challenge(actor=people["jonas"], challenge=challenge)


def running_challenge() -> None:
    """The fenders: four entries, voting is open, the ballots are sealed."""
    told, people = _told("second"), cast()
    challenge = _open(told, 21, (-45, -6, 9))
    for number, facts in enumerate(told["entry"]):
        entry = _enter(challenge, facts, -30 + 6 * number)
        _vote(entry, facts, people, -3)
