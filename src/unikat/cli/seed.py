"""Tell the demo story, chapter by chapter, in a new database."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pkgutil import resolve_name

from django.db import transaction

from unikat.cli import database, folder
from unikat.cli.problem import Problem

CHAPTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "opening",
        ("unikat.journey.projects.seed:opening",),
    ),
    (
        "wishes",
        ("unikat.journey.wishes.seed:wishes_chapter",),
    ),
    (
        "decisions",
        ("unikat.journey.wishes.seed:decisions_chapter",),
    ),
    (
        "challenge",
        ("unikat.journey.challenges.seed:first_challenge",),
    ),
    (
        "parts",
        (
            "unikat.journey.parts.seed:parts_chapter",
            "unikat.journey.changes.seed:strap_change",
        ),
    ),
    (
        "options",
        (
            "unikat.journey.options.seed:options_chapter",
            "unikat.journey.builds.seed:steps_chapter",
        ),
    ),
    (
        "first-cars",
        (
            "unikat.journey.builds.seed:workshops_chapter",
            "unikat.journey.cars.seed:first_cars",
            "unikat.journey.builds.seed:first_builds",
            "unikat.journey.carbooks.seed:first_books",
            "unikat.journey.wishes.seed:later_wishes",
        ),
    ),
    (
        "changes",
        ("unikat.journey.changes.seed:longer_strap",),
    ),
    (
        "today",
        (
            "unikat.journey.wishes.seed:todays_wishes",
            "unikat.journey.challenges.seed:running_challenge",
            "unikat.journey.cars.seed:todays_car",
            "unikat.journey.builds.seed:todays_build",
        ),
    ),
)
"""The chapters in the order of their days, each with the functions ("module:name") that tell it."""

NAMES = tuple(name for name, _ in CHAPTERS)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and how far."""
    folder.add_option(parser)
    parser.add_argument("--until", metavar="CHAPTER", choices=NAMES, default=NAMES[-1], help=", ".join(NAMES))


def run(chosen: argparse.Namespace) -> int:
    """Make the database where needed and tell the story up to and with the named chapter."""
    place = folder.open_folder(chosen.data)
    if place.mode == "empty":
        raise Problem(f"{place.path} was made without the demo. Name another folder with --data.")
    database.load_settings(demo=True)
    database.migrate()
    if not database.is_untouched():
        raise Problem(f"the database in {place.path} has content already; the story needs a new one.")
    place.decide("demo")
    tell(until=chosen.until)
    return 0


def tell(*, until: str = NAMES[-1], say: Callable[[str], None] = print) -> None:
    """Tell the chapters up to and with `until`, all or nothing, so that a stopped telling can start again."""
    chapters = [
        (name, [resolve_name(teller) for teller in tellers])
        for name, tellers in CHAPTERS[: NAMES.index(until) + 1]
    ]
    say("Telling the story of the Feldhase ...")
    with transaction.atomic():
        for number, (name, tellers) in enumerate(chapters, start=1):
            begun = time.monotonic()
            for teller in tellers:
                teller()
            say(f"  {number} of {len(chapters)}: {name} ({time.monotonic() - begun:.1f} s)")
