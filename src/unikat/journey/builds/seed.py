"""The guide, the workshops and the builds of the demo story."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from unikat.foundation.ledger import clock
from unikat.foundation.people.models import Person
from unikat.foundation.people.seed import cast, day
from unikat.journey.builds import actions, queries
from unikat.journey.builds.models import Build, CrewPass, Step, Workshop
from unikat.journey.cars.models import Car
from unikat.journey.parts.models import Part
from unikat.journey.projects.models import Project

STORY = Path(__file__).parent / "story" / "guide.toml"
#: N° 03 is on day 3 of 6: its days, and what is signed when this morning begins.
DAYS_OF_03 = (-7, -6, 0, 1, 7, 8)
SIGNED_UNTIL = "4.11"


def steps_chapter() -> None:
    """Tariq writes the guide, together with Mei's parts."""
    told = tomllib.loads(STORY.read_text(encoding="utf-8"))
    project, people = Project.objects.get(slug="feldhase"), cast()
    parts = {part.number: part for part in Part.objects.filter(project=project)}
    with clock.at(day(-520)):
        modules = {
            facts["number"]: actions.add_module(
                actor=people["tariq"], project=project, number=facts["number"], title=tuple(facts["title"])
            )
            for facts in told["module"]
        }
        for facts in told["step"]:
            _write(people["tariq"], modules[int(facts["number"].split(".")[0])], facts, parts)


def _write(coach: Person, module: Any, facts: dict[str, Any], parts: dict[str, Part]) -> None:
    measured = "target" in facts
    thousandths = {name: facts[name] * 1000 for name in ("target", "tolerance") if measured}
    actions.add_step(
        actor=coach,
        module=module,
        number=facts["number"],
        title=tuple(facts["title"]),
        text=tuple(facts["text"]),
        minutes=facts["minutes"],
        people=facts["people"],
        condition=facts.get("condition", ""),
        parts=[parts[number] for number in facts.get("parts", [])],
        check_kind=facts.get("check", "torque") if measured else "tick",
        screws=facts.get("screws", 0),
        unit=facts.get("unit", "Nm") if measured else "",
        tool_de="Drehmomentschlüssel D-4" if measured and "unit" not in facts else "",
        tool_en="torque wrench D-4" if measured and "unit" not in facts else "",
        is_gate=facts.get("gate", False),
        **thousandths,
    )


def workshops_chapter() -> None:
    """Chemnitz has three bays; Wuppertal opens next autumn."""
    people = cast()
    with clock.at(day(-530)):
        actions.open_workshop(
            actor=people["tariq"],
            slug="chemnitz",
            name="Werkstatt Chemnitz",
            city="Chemnitz",
            address="Alte Gießerei, Halle 2, Chemnitz",
            bays=["Bühne 1", "Bühne 2", "Bühne 3"],
            opens_on=day(-530).date(),
        )
    with clock.at(day(-30)):
        actions.open_workshop(
            actor=people["oskar"],
            slug="wuppertal",
            name="Werkstatt Wuppertal",
            city="Wuppertal",
            address="Am Bahndamm 9, Wuppertal",
            bays=["Bühne 1"],
            opens_on=day(320).date(),
        )


def first_builds() -> None:
    """N° 01 and N° 02 are built from the first to the last screw."""
    people = cast()
    _build(
        1,
        people["oskar"],
        (-412, -411, -410, -402, -401, -400),
        [("Mei", people["mei"]), ("Paul", people["paul"])],
    )
    _build(
        2, people["hanna"], (-163, -162, -161, -152, -151, -150), [("Jule", None), ("Deniz", people["deniz"])]
    )


def todays_build() -> None:
    """N° 03: two days are done, today is the third; Lena has her pass."""
    people = cast()
    build = _book(3, people["ida"], DAYS_OF_03)
    crew = _invite(build, people["ida"], [("Lena", people["lena"]), ("Ben", None)])
    own = queries.steps_of(build)
    last = next(place for place, step in enumerate(own) if step.number == SIGNED_UNTIL)
    _sign_all(build, own[: last + 1], crew, DAYS_OF_03[:3])


def _book(number: int, owner: Person, days: tuple[int, ...]) -> Build:
    car = Car.objects.select_related("project", "owner", "edition").get(
        project__slug="feldhase", number=number
    )
    with clock.at(day(days[0] - 20)):
        return actions.book_days(
            actor=owner,
            car=car,
            workshop=Workshop.objects.get(slug="chemnitz"),
            days=[day(offset).date() for offset in days],
        )


def _invite(build: Build, owner: Person, friends: list[tuple[str, Person | None]]) -> list[Person | CrewPass]:
    with clock.at(build.booked_at + timedelta(days=2)):
        passes = [
            actions.invite_crew(actor=owner, build=build, name=name, person=person)[0]
            for name, person in friends
        ]
    return [owner, *passes]


def _build(
    number: int, owner: Person, days: tuple[int, ...], friends: list[tuple[str, Person | None]]
) -> None:
    build = _book(number, owner, days)
    crew = _invite(build, owner, friends)
    _sign_all(build, queries.steps_of(build), crew, days)
    with clock.at(day(days[-1], 17)):
        actions.finish_build(actor=build.coach, build=build)


def _sign_all(build: Build, steps: list[Step], crew: list[Person | CrewPass], days: tuple[int, ...]) -> None:
    """Everybody takes turns; values scatter within the tolerance, the same at each telling."""
    chance = Random(build.car.number)  # noqa: S311 - a story, not a secret
    for place, step in enumerate(steps):
        who = crew[place % len(crew)]
        second = build.coach.name if step.needs_second else ""
        spread = step.tolerance or 0
        values = [
            (step.target or 0) + round(chance.uniform(-0.8, 0.8) * spread / 100) * 100
            for _screw in range(max(1, step.screws) if step.target else 0)
        ]
        offset = days[place * len(days) // len(steps)]
        with clock.at(day(offset, 8 + place % 8, 7 * place % 60)):
            actions.sign_off(actor=who, build=build, step=step, values=values, second=second)
