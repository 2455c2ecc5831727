"""Take over the parts of a real project: lists, bill, models, with a report of every doubt."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unikat.cli import database, folder, seed
from unikat.cli.problem import Problem
from unikat.engines.reconciling import Reading, read_folder

if TYPE_CHECKING:
    from unikat.foundation.people.models import Person
    from unikat.journey.projects.models import Project


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with parts, and for an import: from where, to where."""
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    importing = verbs.add_parser("import", help="make a project, or more of one, from a folder")
    importing.add_argument("path", metavar="PATH", type=Path, help="the folder with lists and model files")
    folder.add_option(importing)
    importing.add_argument(
        "--project", metavar="SLUG", help="the project's address (default: the folder's name)"
    )
    importing.add_argument("--as", dest="handle", metavar="HANDLE", help="who imports (default: a steward)")
    importing.add_argument(
        "--licence", metavar="SPDX", default="", help="the licence, where no file names it"
    )
    importing.add_argument("--dry-run", action="store_true", help="only read and report; nothing is written")
    importing.add_argument("--report", metavar="FILE", type=Path, help="write the report as JSON")


def run(chosen: argparse.Namespace) -> int:
    """Read the folder, take it over unless this is a dry run, and say what came of it."""
    reading = _read(chosen.path)
    if chosen.dry_run:
        database.load_settings()
        _tell(_report(reading), chosen.report)
        print("Nothing was written: this was a dry run.")
        return 0
    place = folder.open_folder(chosen.data)
    if place.address:
        os.environ.setdefault("UNIKAT_URL", place.address)
    database.load_settings()
    database.migrate()
    _people_are_there(place)
    _import(chosen, reading)
    return 0


def _read(path: Path) -> Reading:
    if not path.exists():
        raise Problem(f"there is no folder {path}.")
    if not path.is_dir():
        raise Problem(f"{path} is a file. Name the folder that holds the lists and the models.")
    try:
        reading = read_folder(path.resolve())
    except OSError as error:
        raise Problem(f"{error.filename} cannot be read ({error.strerror}).") from error
    if not any(one.rows for one in reading.lists):
        raise Problem(f"there is no list of parts in {path} that can be read. {_why_none(reading)}")
    return reading


def _why_none(reading: Reading) -> str:
    """What was found instead of a list."""
    levels = [doubt.file for doubt in reading.doubts if doubt.kind == "list-has-levels"]
    if levels:
        return f"Lists with levels cannot be read yet: {', '.join(levels)}."
    unread = [doubt.file for doubt in reading.doubts if doubt.kind == "list-unreadable"]
    if unread:
        return f"In {', '.join(unread)} no row names columns such as Quantity, Part Number, Name."
    return "A list is a CSV or XLSX file whose first row names columns such as Quantity, Part Number, Name."


def _people_are_there(place: folder.Folder) -> None:
    """Somebody has to be the steward: a new folder gets the demo, as `unikat up` would give it."""
    from django.conf import settings

    if not database.is_untouched():
        return
    if place.mode == "empty" or settings.PRODUCTION:
        raise Problem(
            "nobody has an account yet. Start with `unikat up`, sign in by its first link, then import."
        )
    print("This data folder is new: it gets the demo first, as with `unikat up`.", flush=True)
    place.decide("demo")
    seed.tell(say=lambda line: print(line, flush=True))


def _import(chosen: argparse.Namespace, reading: Reading) -> None:
    from django.conf import settings
    from django.urls import reverse
    from django.utils import translation
    from django.utils.text import slugify

    from unikat.foundation.ledger.refusal import Refused
    from unikat.journey.parts import actions
    from unikat.journey.projects.models import Project

    slug = chosen.project or slugify(chosen.path.resolve().name)[:40] or "import"
    begun = time.monotonic()
    with translation.override("en"):
        try:
            project = Project.objects.filter(slug=slug).first()
            actor = _actor(chosen.handle, project)
            print(f"{actor.name} takes over {len(reading.items)} parts into “{slug}” ...", flush=True)
            if project is None:
                facts = {"slug": slug, "licence": chosen.licence}
                project = actions.open_imported_project(actor=actor, reading=reading, **facts)
            done = actions.import_bill(
                actor=actor,
                project=project,
                reading=reading,
                source=chosen.path.resolve().name,
                say=_progress,
            )
        except Refused as refused:
            raise Problem(refused.message) from refused
        if done.new:
            _tell(done.run.report, chosen.report)
            print(f"It took {time.monotonic() - begun:.0f} s.")
        else:
            print("The same content was taken over before; nothing has changed.")
            _write(done.run.report, chosen.report)
    address = reverse("parts:report", args=[project.slug, done.run.pk])
    print(f"The report: {settings.SITE_URL}{address}")


def _progress(line: str) -> None:
    print(f"  drawn {line}", flush=True)


def _actor(handle: str | None, project: Project | None) -> Person:
    """The person named, or the project's first steward, or whoever may open a project here."""
    from unikat.foundation.people.models import Person, Tier
    from unikat.journey.projects.models import Membership, Role

    if handle:
        person = Person.objects.filter(handle=handle, is_active=True).first()
        if person is None:
            raise Problem(f"nobody here is called {handle}.")
        return person
    stewards = Membership.objects.filter(role=Role.STEWARD, person__is_active=True).order_by("pk")
    if project is not None:
        stewards = stewards.filter(project=project)
    first = stewards.select_related("person").first()
    operator = Person.objects.filter(is_staff=True, is_active=True).order_by("pk").first()
    trusted = Person.objects.filter(tier__gte=Tier.TRUSTED, is_active=True).order_by("pk").first()
    found = (first.person if first else None) if project else operator or (first.person if first else trusted)
    if found is None:
        raise Problem("nobody here may open a project. Name somebody with --as HANDLE.")
    return found


def _report(reading: Reading) -> dict[str, Any]:
    from unikat.journey.parts import queries

    return queries.as_report(reading, reading.doubts)


def _tell(report: dict[str, Any], file: Path | None) -> None:
    """What was read and made, and how many doubts of which kind, in words."""
    from django.utils import translation

    from unikat.journey.parts.queries.sentences import SENTENCES

    for one in report["lists"]:
        more = f", a copy of {one['copy_of']}: only compared" if one["copy_of"] else ""
        headings = f", {one['headings']} heading" if one["headings"] else ""
        print(f"  {one['source']}: {one['rows']} parts{headings}{more}")
    print(f"  {report['models']} model files, {len(report['left'])} other files left where they are")
    made = report.get("made")
    if made:
        print(
            f"Taken over: {made['made']} made and {made['bought']} bought parts, {made['spare']} from files of no "
            f"row; {made['lines']} lines in the bill; {made['shaped']} of {made['files']} models can be seen in 3D; "
            f"{made['weighed']} parts have a mass."
        )
    counts = Counter(doubt["kind"] for doubt in report["doubts"])
    print(f"{len(report['doubts'])} doubts:")
    with translation.override("en"):
        for kind, words in SENTENCES.items():
            if counts[kind]:
                print(f"  {counts[kind]:>3}  {words.title}")
    _write(report, file)


def _write(report: dict[str, Any], file: Path | None) -> None:
    """The report as JSON, each doubt with its sentences."""
    from dataclasses import asdict

    from django.utils import translation

    from unikat.journey.parts.queries.doubts import in_words

    if file is None:
        return
    with translation.override("en"):
        told = [{**asdict(in_words(doubt)), "facts": doubt["facts"]} for doubt in report["doubts"]]
    try:
        file.write_text(json.dumps({**report, "doubts": told}, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise Problem(f"the report cannot be written to {file} ({error.strerror}).") from error
