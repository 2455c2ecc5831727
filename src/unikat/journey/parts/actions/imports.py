"""Taking over a real project: its lists become parts and a bill, its models revisions, its doubts a report.

Each part is a short transaction of its own and models are shaped between them, so that a running server is never
kept waiting, and an import that was stopped goes on where it stood.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unikat.engines.reconciling import Doubt, Item, Reading
from unikat.foundation.files.actions import keep_file, shape_now
from unikat.foundation.files.models import ShapeState, StoredFile
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.models import Person
from unikat.journey.parts import queries, rules
from unikat.journey.parts.actions.bills import set_lines
from unikat.journey.parts.actions.openings import in_both
from unikat.journey.parts.actions.parts import add_part, draft_revision, release_revision, weigh_revision
from unikat.journey.parts.models import BillLine, ImportRun, Make, Part, Revision, RevisionState
from unikat.journey.parts.queries.imports import as_report
from unikat.journey.parts.queries.notes import NOTE, note_of
from unikat.journey.projects.models import Project

Say = Callable[[str], None]


@dataclass(frozen=True)
class Imported:
    """The import and its report; `new` is false where the same content had been taken over before."""

    run: ImportRun
    new: bool


def import_bill(
    *,
    actor: Person,
    reading: Reading,
    source: str,
    project: Project,
    say: Say = lambda line: None,
) -> Imported:
    """Take over what a folder holds into a project; the same content a second time changes nothing.

    A part that is there already is left as it is, and told as a doubt. `say` hears of every model.
    """
    if not rules.may_edit_bill(actor, project) or not rules.may_draft(actor, project):
        raise NotAllowed(_("Engineers, designers and stewards import bills while engineering is open."))
    run = _begin(actor, project, reading, source)
    if run.report.get("finished"):
        return Imported(run, new=False)
    doubts = [*reading.doubts]
    for item in reading.items:
        doubts += _take(actor, run, item, reading)
    _bill(actor, run, reading)
    doubts += _shape(run, reading, say)
    for item in _drawn(run, reading):
        doubts += _release(actor, run, item)
    _finish(actor, run, reading, doubts)
    return Imported(run, new=True)


@transaction.atomic
def _begin(actor: Person, project: Project, reading: Reading, source: str) -> ImportRun:
    """The import of this content; it keeps which parts were there before it began."""
    numbers = {item.number for item in reading.items}
    there = Part.objects.filter(project=project).values_list("number", flat=True)
    run, _new = ImportRun.objects.get_or_create(
        project=project,
        digest=reading.digest,
        defaults={
            "source": source[:200],
            "actor": actor,
            "report": {"there": sorted(numbers & set(there))},
        },
    )
    return run


def _drawn(run: ImportRun, reading: Reading) -> list[Item]:
    """The items that became parts by this import."""
    there = set(run.report["there"])
    return [item for item in reading.items if item.number not in there]


def _take(actor: Person, run: ImportRun, item: Item, reading: Reading) -> list[Doubt]:
    """Add the part of a row with its draft and its files, or what of that an import that was stopped has not."""
    if item.number in run.report["there"]:
        return [Doubt(item.source, item.row, "part-exists", item.number, {"name": item.name})]
    if not Part.objects.filter(project=run.project, number=item.number).exists():
        _add(actor, run, item)
    doubts = []
    for place, file in enumerate(item.files):
        refused = _keep(actor, run, item, file, reading, place)
        if refused:
            doubts.append(Doubt(file, None, "file-refused", item.number, {"sentence": refused}))
    if any(len(note) > NOTE for note in note_of(item)):
        doubts.append(Doubt(item.source, item.row, "note-shortened", item.number))
    return doubts


@transaction.atomic
def _add(actor: Person, run: ImportRun, item: Item) -> None:
    part = add_part(
        actor=actor,
        project=run.project,
        number=item.number,
        name=(item.name, "") if item.language == "de" else ("", item.name),
        make=Make.BUY if item.make == "buy" else Make.MAKE,
        material=item.material[:80],
        density_kg_m3=item.density_kg_m3,
        supplier=item.supplier[:160],
        lead_days=item.lead_days,
        source_url=item.address,
    )
    german, english = note_of(item)
    note = (_cut(german), _cut(english))
    draft_revision(actor=actor, part=part, note=note, cost_cents=item.cost_cents)


def _cut(note: str) -> str:
    return note if len(note) <= NOTE else f"{note[: NOTE - 1]}…"


def _revision(run: ImportRun, item: Item) -> Revision:
    return Revision.objects.select_related("part__project").get(
        part__project=run.project, part__number=item.number, letter="A"
    )


def _keep(actor: Person, run: ImportRun, item: Item, file: str, reading: Reading, place: int) -> str:
    """Keep a model with the part's revision; gives back the sentence with which it was refused."""
    about = _revision(run, item).thing
    kept = StoredFile.objects.filter(about_kind=about.kind, about_id=about.id, position=place)
    if kept.exists():
        return ""
    try:
        with reading.paths[file].open("rb") as content:
            upload = File(content, name=file.rpartition("/")[2])
            keep_file(
                actor=actor,
                upload=upload,
                name=str(upload.name),
                project_id=run.project_id,
                about=about,
                position=place,
            )
    except Refused as refused:
        return refused.message
    return ""


@transaction.atomic
def _bill(actor: Person, run: ImportRun, reading: Reading) -> None:
    """Put every part that has a quantity into the whole; files of no row stay outside."""
    parts = {part.number: part for part in Part.objects.filter(project=run.project)}
    whole = _whole(actor, run, parts)
    have = set(BillLine.objects.filter(parent=whole).values_list("child__number", flat=True))
    lines = [
        {"parent": whole, "child": parts[item.number], "quantity": str(item.quantity)}
        for item in _drawn(run, reading)
        if item.quantity and item.number not in {*have, whole.number}
    ]
    set_lines(actor=actor, project=run.project, lines=lines)


def _whole(actor: Person, run: ImportRun, parts: dict[str, Part]) -> Part:
    """The top of the bill: the project's own, or a part made for it."""
    project = run.project
    number = queries.root_of(project) or project.code
    if number in parts:
        return parts[number]
    name = (project.name, project.name)
    whole = add_part(actor=actor, project=project, number=number, name=name)
    note = in_both(gettext_noop("The whole, made when the lists were imported."), {})
    release_revision(actor=actor, revision=draft_revision(actor=actor, part=whole, note=note))
    return whole


def _files(run: ImportRun, reading: Reading) -> list[StoredFile]:
    numbers = [item.number for item in _drawn(run, reading)]
    revisions = Revision.objects.filter(part__project=run.project, part__number__in=numbers, letter="A")
    found = StoredFile.objects.filter(about_kind="revision", about_id__in=revisions.values("pk"))
    return list(found.select_related("blob__shape").order_by("pk"))


def _shape(run: ImportRun, reading: Reading, say: Say) -> list[Doubt]:
    """Have every model shaped that is not yet, outside any transaction."""
    files = _files(run, reading)
    waiting = {file.blob_id: file for file in files if file.state == ShapeState.WAITING}
    for done, shape in enumerate(shape_now(list(waiting)), start=1):
        say(f"{done} / {len(waiting)}: {waiting[shape.pk].name}")
    paths = {file.rpartition("/")[2]: file for file in reading.models}
    return [
        Doubt(paths.get(file.name, file.name), None, "file-unreadable", facts=_problem(file))
        for file in _files(run, reading)
        if file.state != ShapeState.READY
    ]


def _problem(file: StoredFile) -> dict[str, str]:
    shape = file.blob.shape
    return {"code": shape.code or "waiting", "sentence": shape.problem}


@transaction.atomic
def _release(actor: Person, run: ImportRun, item: Item) -> list[Doubt]:
    """Weigh a drawn part by its model where that can be done honestly, and release it."""
    revision = _revision(run, item)
    grams, why = _weight(revision, item)
    if revision.state == RevisionState.DRAFT:
        if grams:
            weigh_revision(actor=actor, revision=revision, mass_g=grams, source="mesh")
        release_revision(actor=actor, revision=revision)
    return [Doubt(item.source, item.row, "no-mass", item.number, {"reason": why})] if why else []


def _weight(revision: Revision, item: Item) -> tuple[int | None, str]:
    """Grams from closed model and plain material, or why not; nothing to say without a model of a row."""
    if not item.files or item.row is None:
        return None, ""
    if item.deleted:
        return None, "deleted"
    if not item.density_kg_m3:
        return None, "material"
    first = StoredFile.objects.filter(about_kind="revision", about_id=revision.pk, position=0).first()
    volume = first.measures.get("volume_mm3") if first and first.measures.get("unit_stated") else None
    if not isinstance(volume, int | float):
        return None, "open"
    return max(1, round(volume * item.density_kg_m3 / 1_000_000)), ""


@transaction.atomic
def _finish(actor: Person, run: ImportRun, reading: Reading, doubts: list[Doubt]) -> None:
    run.report = {
        **run.report,
        **as_report(reading, doubts),
        "finished": clock.now().isoformat(),
        "made": _made(run, reading),
    }
    run.save(update_fields=["report"])
    facts = {"source": run.source, "parts": len(_drawn(run, reading)), "doubts": len(doubts)}
    tell(actor=actor, verb="project.import", about=run.project.thing, project_id=run.project_id, facts=facts)


def _made(run: ImportRun, reading: Reading) -> dict[str, int]:
    """What the project got by this import, counted in the database."""
    numbers = [item.number for item in _drawn(run, reading)]
    parts = Part.objects.filter(project=run.project, number__in=numbers)
    spare = [item.number for item in reading.items if item.row is None]
    files = _files(run, reading)
    return {
        "made": parts.filter(make=Make.MAKE).exclude(number__in=spare).count(),
        "bought": parts.filter(make=Make.BUY).count(),
        "spare": parts.filter(number__in=spare).count(),
        "lines": BillLine.objects.filter(project=run.project, child__in=parts).count(),
        "files": len(files),
        "shaped": sum(bool(file.model_url) for file in files),
        "weighed": Revision.objects.filter(part__in=parts, mass_g__isnull=False).count(),
    }
