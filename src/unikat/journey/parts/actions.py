"""Things that happen to parts and bills: the only way they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.engines.configuring.expressions import ExpressionError, parse
from unikat.engines.measuring import check_bill
from unikat.foundation.files.actions import keep_file
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.parts import queries, rules
from unikat.journey.parts.models import BillLine, LoadCase, Part, Revision, RevisionState
from unikat.journey.projects.models import Project

LETTERS = "ABCDEFGHJKLMNPRTUVWXY"


@transaction.atomic
def add_part(*, actor: Person, project: Project, number: str, name: tuple[str, str], **facts: Any) -> Part:
    """Add a part to a project; it has no revision yet. Names are (German, English)."""
    if not rules.may_edit_bill(actor, project):
        raise NotAllowed(_("Engineers, designers and stewards add parts."))
    try:
        with transaction.atomic():
            part = Part.objects.create(
                project=project, number=number, name_de=name[0], name_en=name[1], **facts
            )
    except IntegrityError as error:
        raise Taken(_("There is a part %(number)s already.") % {"number": number}, field="number") from error
    tell(actor=actor, verb="part.add", about=part.thing, project_id=project.pk, facts={"number": number})
    keep_findable(
        thing=part.thing, project_id=project.pk, title=f"{number} {name[0]} {name[1]}", text=part.material
    )
    return part


def next_letter(part: Part) -> str:
    """The letter of the next revision; I, O, Q, S and Z are left out as on drawings (ISO 7200 practice)."""
    taken = part.revisions.count()
    first, second = divmod(taken, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[second]


@transaction.atomic
def draft_revision(
    *,
    actor: Person,
    part: Part,
    letter: str | None = None,
    note: tuple[str, str] = ("", ""),
    mass_g: int | None = None,
    cost_cents: int | None = None,
    mass_source: str = "stated",
    uploads: Sequence[Any] = (),
) -> Revision:
    """Draw a new revision with its files; it changes nothing until it is released."""
    if not rules.may_draft(actor, part.project):
        raise NotAllowed(_("Members draw revisions while engineering is open."))
    try:
        with transaction.atomic():
            revision = Revision.objects.create(
                part=part,
                letter=letter or next_letter(part),
                note_de=note[0],
                note_en=note[1],
                mass_g=mass_g,
                cost_cents=cost_cents,
                mass_source=mass_source,
                author=actor,
            )
    except IntegrityError as error:
        raise Taken(_("Somebody has just drawn this revision. Reload the page."), field="letter") from error
    project_id = part.project_id
    tell(
        actor=actor,
        verb="revision.draft",
        about=revision.thing,
        project_id=project_id,
        led_to=[(LinkKind.REVISED, part.thing)],
    )
    for upload in uploads:
        keep_file(actor=actor, upload=upload, name=upload.name, project_id=project_id, about=revision.thing)
    return revision


@transaction.atomic
def release_revision(
    *, actor: Person, revision: Revision, came_from: Iterable[tuple[LinkKind, Ref]] = ()
) -> Revision:
    """Make a revision the valid one; the one before is superseded and stays readable for ever."""
    if not rules.may_release(actor, revision.part):
        raise NotAllowed(_("Those who decide in this area release revisions."))
    # One release of a part after the other: the later one supersedes the earlier.
    Part.objects.select_for_update().get(pk=revision.part_id)
    revision.refresh_from_db(fields=["state"])
    if revision.state not in (RevisionState.DRAFT, RevisionState.PROPOSED):
        raise Refused(_("This revision is released or declined already."))
    Revision.objects.filter(part=revision.part, state=RevisionState.VALID).update(
        state=RevisionState.SUPERSEDED
    )
    revision.state, revision.released_at = RevisionState.VALID, clock.now()
    revision.save(update_fields=["state", "released_at"])
    tell(
        actor=actor,
        verb="revision.release",
        about=revision.thing,
        project_id=revision.part.project_id,
        came_from=came_from,
    )
    return revision


@transaction.atomic
def mark_revision(*, actor: Person, revision: Revision, state: str) -> Revision:
    """Propose or decline a revision that is not released."""
    if not rules.may_draft(actor, revision.part.project):
        raise NotAllowed(_("Members draw revisions while engineering is open."))
    if revision.state not in (RevisionState.DRAFT, RevisionState.PROPOSED) or state not in (
        RevisionState.DRAFT,
        RevisionState.PROPOSED,
        RevisionState.DECLINED,
    ):
        raise Refused(_("This revision is released or declined already."))
    revision.state = state
    revision.save(update_fields=["state"])
    tell(actor=actor, verb=f"revision.{state}", about=revision.thing, project_id=revision.part.project_id)
    return revision


def read_quantity(text: str) -> Fraction:
    """A quantity a person typed: 4, 1/3, 0.5 or 0,5; more than nothing."""
    try:
        quantity = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise Refused(_("Type a quantity such as 4, 1/3 or 0.5."), field="quantity") from error
    if not 0 < quantity <= 1_000_000:
        raise Refused(_("A quantity is more than 0 and at most 1,000,000."), field="quantity")
    return quantity


@transaction.atomic
def set_line(
    *,
    actor: Person,
    parent: Part,
    child: Part,
    quantity: str,
    unit: str = "pcs",
    condition: str = "",
    place: tuple[str, str] = ("", ""),
) -> BillLine:
    """Put a part into an assembly, or change how many; refuses what would contain itself."""
    facts = {"parent": parent, "child": child, "quantity": quantity, "unit": unit}
    line = {**facts, "condition": condition, "place": place}
    return set_lines(actor=actor, project=parent.project, lines=[line])[0]


@transaction.atomic
def set_lines(*, actor: Person, project: Project, lines: Iterable[dict[str, Any]]) -> list[BillLine]:
    """Set many lines at once (keys as in `set_line`), all or none; the bill is checked once, at the end."""
    if not rules.may_edit_bill(actor, project):
        raise NotAllowed(_("Engineers, designers and stewards keep the bill."))
    kept = [_set_line(actor, project, **line) for line in lines]
    cycles = [found for found in check_bill(queries.bill(project)) if found.kind == "cycle"]
    if cycles:
        path = " → ".join(cycles[0].path)
        raise Refused(_("That would put a part into itself: %(path)s") % {"path": path}, field="child")
    return kept


def _set_line(
    actor: Person,
    project: Project,
    *,
    parent: Part,
    child: Part,
    quantity: str,
    unit: str = "pcs",
    condition: str = "",
    place: tuple[str, str] = ("", ""),
) -> BillLine:
    if {parent.project_id, child.project_id} != {project.pk}:
        raise Refused(_("Both parts belong to the same project."), field="child")
    if parent.pk == child.pk:
        raise Refused(_("A part cannot contain itself."), field="child")
    amount = str(read_quantity(quantity))
    try:
        parse(condition)
    except ExpressionError as error:
        raise Refused(str(error), field="condition") from error
    line, _new = BillLine.objects.update_or_create(
        project=project,
        parent=parent,
        child=child,
        condition=condition,
        place_de=place[0],
        defaults={"quantity": amount, "unit": unit, "place_en": place[1]},
    )
    facts = {"child": child.number, "quantity": amount, "unit": unit, "condition": condition}
    tell(actor=actor, verb="part.set_line", about=parent.thing, project_id=project.pk, facts=facts)
    return line


@transaction.atomic
def remove_line(*, actor: Person, line: BillLine) -> None:
    """Take a part out of an assembly; the ledger keeps what stood there."""
    if not rules.may_edit_bill(actor, line.project):
        raise NotAllowed(_("Engineers, designers and stewards keep the bill."))
    facts = {"child": line.child.number, "quantity": line.quantity, "condition": line.condition}
    tell(
        actor=actor, verb="part.remove_line", about=line.parent.thing, project_id=line.project_id, facts=facts
    )
    line.delete()


@transaction.atomic
def set_load_case(
    *, actor: Person, project: Project, key: str, name: tuple[str, str], **facts: Any
) -> LoadCase:
    """Name a load on the car and the limits it has to keep."""
    if not rules.may_edit_bill(actor, project):
        raise NotAllowed(_("Engineers, designers and stewards keep the load cases."))
    case, _new = LoadCase.objects.update_or_create(
        project=project, key=key, defaults={"name_de": name[0], "name_en": name[1], **facts}
    )
    tell(
        actor=actor,
        verb="project.set_load_case",
        about=project.thing,
        project_id=project.pk,
        facts={"key": key},
    )
    return case
