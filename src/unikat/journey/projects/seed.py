"""The opening of the demo story: the Feldhase, its team and its road."""

from __future__ import annotations

from datetime import date

from unikat.foundation.ledger import clock
from unikat.foundation.people import seed as people_seed
from unikat.foundation.people.seed import day
from unikat.journey.projects.actions import give_role, open_project, plan_phase
from unikat.journey.projects.models import Feature, Role

BRIEF_DE = """Der Feldhase ist ein leichter elektrischer Rallye-Buggy: 3.400 x 1.600 mm, Radstand 2.300 mm, Rahmen aus Rohr.

Er fährt über Feldwege, durch Furten und zum Bäcker. Du baust ihn in sechs Tagen mit Freunden in der Werkstatt.
Jede Schraube ist erreichbar, jede Zeichnung offen, und kein Auto gibt es zweimal."""
BRIEF_EN = """The Feldhase is a light electric rally buggy: 3,400 x 1,600 mm, wheelbase 2,300 mm, a frame of tubes.

It drives along field tracks, through fords and to the bakery. You build it in six days with friends in the workshop.
Every screw can be reached, every drawing is open, and no car exists twice."""

ROLES = (
    ("mei", Role.ENGINEER, ()),
    ("jonas", Role.DESIGNER, ()),
    ("tariq", Role.COACH, ()),
    ("tariq", Role.KEEPER, ()),
    ("oskar", Role.MODERATOR, ()),
    ("vera", Role.INSPECTOR, ()),
)
EVER = [Feature.WISHING, Feature.ENGINEERING, Feature.CHALLENGING]
#: first day, last day (None: open), titles, notes, features
ROAD: tuple[tuple[int, int | None, tuple[str, str], tuple[str, str], list[Feature]], ...] = (
    (-670, -620, ("Wünsche", "Wishes"), ("Die ersten sechzehn", "The first sixteen"), EVER),
    (-619, -560, ("Grundform", "Basic form"), ("Rahmen, Antrieb, Halbtür", "Frame, drive, half door"), EVER),
    (
        -559,
        -400,
        ("Erstes Auto", "First car"),
        ("N° 01, gebaut von Oskar", "N° 01, built by Oskar"),
        list(Feature),
    ),
    (
        -399,
        None,
        ("Lauter Einzelstücke", "One of a kind, each"),
        ("Jedes nur einmal", "Each only once"),
        list(Feature),
    ),
    (320, None, ("Zweite Werkstatt", "Second workshop"), ("Wuppertal", "Wuppertal"), [Feature.BUILDING]),
)
#: Layers of the side view, in the order in which they are painted, each with its condition over options.
ROOFED = "body-half-doors-roof"
DOORS = f"body-half-doors | {ROOFED}"
LAYERS = (
    *((name, "") for name in ("ground", "frame-far")),
    ("seat-rear", "seats-four"),
    *((name, "") for name in ("seat-front", "driver", "steering", "suspension", "frame", "frame-side")),
    ("cargo", "seats-two"),
    *((name, "") for name in ("tail", "nose", "welds")),
    ("roof", ROOFED),
    ("lamps", "light-bar"),
    ("pennant", "pennant"),
    ("spare", "spare-wheel"),
    ("winch", "winch"),
    ("towbar", "tow-bar"),
    ("tyre-gelaende", "wheels-steel-14"),
    ("rim-stahl", "wheels-steel-14"),
    ("tyre-strasse", "wheels-spoke-15"),
    ("rim-speiche", "wheels-spoke-15"),
    ("fenders", ""),
    ("halfdoor", DOORS),
    ("number", ""),
    ("strap", DOORS),
    ("drive-20", "battery-20"),
    ("drive-40", "battery-40"),
    ("motor-35", "motor-35"),
    ("motor-70", "motor-70"),
    ("centre", ""),
    ("dims-length", ""),
    ("dims-height", ""),
)


def _date(offset: int) -> date:
    return day(offset).date()


def opening() -> None:
    """The cast joins, Oskar opens the project, hands out the roles and plans the road."""
    cast = people_seed.join()
    oskar = cast["oskar"]
    with clock.at(day(-670, 9)):
        project = open_project(
            actor=oskar,
            slug="feldhase",
            code="FH",
            name="Feldhase",
            promise=(
                "Ein leichter elektrischer Rallye-Buggy. Viele entwerfen ihn gemeinsam. "
                "Du baust deinen mit Freunden in der Werkstatt. Jeder existiert nur einmal.",
                "A light electric rally buggy. Many design it together. "
                "You build yours with friends in the workshop. Each exists only once.",
            ),
            brief=(BRIEF_DE, BRIEF_EN),
            car_limit=200,
            answer_days=21,
            drawing={"layers": [list(layer) for layer in LAYERS]},
        )
        for handle, role, areas in ROLES:
            give_role(actor=oskar, project=project, person=cast[handle], role=role, areas=areas)
        for position, (first, last, title, note, features) in enumerate(ROAD, start=1):
            plan_phase(
                actor=oskar,
                project=project,
                position=position,
                title=title,
                note=note,
                opens_on=_date(first),
                closes_on=None if last is None else _date(last),
                features=features,
            )
