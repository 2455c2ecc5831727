"""Bills of materials: which parts make a part, how many, and the loads on the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unikat.engines.configuring.expressions import ExpressionError, parse
from unikat.engines.measuring import check_bill
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.models import Person
from unikat.journey.parts import queries, rules
from unikat.journey.parts.models import BillLine, LoadCase, Part
from unikat.journey.projects.models import Project

QUANTITY = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9}|/[0-9]{1,9})?")


def read_quantity(text: str) -> Fraction:
    """A quantity a person typed: 4, 1/3, 0.5 or 0,5; more than nothing."""
    typed = text.strip().replace(",", ".")
    try:
        # Powers of ten stay out: working out 1e99999999 would take all day.
        quantity = Fraction(typed if QUANTITY.fullmatch(typed) else "")
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
