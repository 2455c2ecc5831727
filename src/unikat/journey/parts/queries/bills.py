"""Questions about bills: what an assembly is made of, and what that weighs, costs and loads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Prefetch, QuerySet

from unikat.engines import measuring
from unikat.engines.configuring.expressions import parse
from unikat.foundation.files.models import StoredFile
from unikat.foundation.files.queries import thumbnails_of
from unikat.foundation.ledger.things import Viewer
from unikat.journey.parts.models import BillLine, LoadCase, Make, Part, Revision, RevisionState
from unikat.journey.projects.models import Project


def lines_of(part: Part) -> QuerySet[BillLine]:
    """What this assembly is made of, each child with its valid revision."""
    valid = Prefetch("child__revisions", Revision.objects.filter(state=RevisionState.VALID), to_attr="valid")
    return part.lines.select_related("child__project").prefetch_related(valid).order_by("child__number", "pk")


def uses_of(part: Part) -> QuerySet[BillLine]:
    """The assemblies this part is in."""
    return part.used_in.select_related("parent__project").order_by("parent__number", "pk")


@dataclass(frozen=True)
class BillRow:
    """A line of the bill: its picture, and what one of the child weighs and costs with all it holds."""

    line: BillLine
    picture: StoredFile | None
    mass_g: int | None
    cost_cents: int | None
    is_assembly: bool


@dataclass(frozen=True)
class BillSheet:
    """One assembly of the bill, without anything that depends on an option: its lines and their sum."""

    rows: list[BillRow]
    sum: measuring.RollUp


def bill_sheet(assembly: Part, viewer: Viewer) -> BillSheet:
    """The lines of an assembly and what it adds up to, in a constant number of queries."""
    whole, known = measuring.prepare(bill(assembly.project)), items(assembly.project)
    each = measuring.totals(whole, known, _without_options)
    stated = {item.number: item for item in known}
    lines = list(lines_of(assembly))
    valid = {line.pk: revision for line in lines for revision in line.child.valid}  # type: ignore[attr-defined]
    pictures = thumbnails_of([revision.thing for revision in valid.values()], viewer)
    rows = []
    for line in lines:
        number, revision = line.child.number, valid.get(line.pk)
        holds_others = bool(whole.below[whole.places[number]])
        mass, cost = each[number]
        rows.append(
            BillRow(
                line,
                pictures.get(revision.thing) if revision else None,
                mass if holds_others or stated[number].mass_g is not None else None,
                cost if holds_others or stated[number].cost_cents is not None else None,
                holds_others,
            )
        )
    return BillSheet(rows, measuring.roll_up(whole, known, assembly.number, _without_options))


def sum_of(assembly: Part) -> measuring.RollUp:
    """What an assembly weighs and costs without anything that depends on an option."""
    project = assembly.project
    return measuring.roll_up(bill(project), items(project), assembly.number, _without_options)


def _without_options(condition: str) -> bool:
    return not condition


def root_of(project: Project) -> str | None:
    """The number of the top assembly: the first part that contains others and is in none."""
    tops = Part.objects.filter(project=project, lines__isnull=False, used_in__isnull=True)
    return tops.order_by("number").values_list("number", flat=True).first()


def bill(project: Project) -> list[measuring.Line]:
    """The whole bill, as the engine reads it, in one query."""
    rows = BillLine.objects.filter(project=project).order_by("pk")
    values = rows.values_list("parent__number", "child__number", "quantity", "condition")
    return [
        measuring.Line(parent, child, Fraction(amount), condition)
        for parent, child, amount, condition in values
    ]


def items(project: Project) -> list[measuring.Item]:
    """Every part with the figures of its valid revision, as the engine reads them, in one query."""
    rows = Part.objects.filter(project=project).values_list(
        "number", "lead_days", "make", "position_mm", "licence", "pk"
    )
    figures = {
        part: (mass, cost)
        for part, mass, cost in Revision.objects.filter(
            part__project=project, state=RevisionState.VALID
        ).values_list("part_id", "mass_g", "cost_cents")
    }
    nothing = (None, None)
    return [
        measuring.Item(
            number,
            mass_g=figures.get(pk, nothing)[0],
            cost_cents=figures.get(pk, nothing)[1],
            lead_days=lead_days,
            make=make,
            position_mm=tuple(position) if position else None,
            open=make == Make.MAKE,
        )
        for number, lead_days, make, position, _licence, pk in rows
    ]


def holds(chosen: frozenset[str]) -> Callable[[str], bool]:
    """A condition's answer for these option codes."""
    return lambda condition: parse(condition).holds(chosen)


def roll_up_for(project: Project, chosen: frozenset[str]) -> measuring.RollUp | None:
    """Mass, cost, lead time and centre of the car with these options; None while there is no bill."""
    root = root_of(project)
    return measuring.roll_up(bill(project), items(project), root, holds(chosen)) if root else None


def parts_in(project: Project, chosen: frozenset[str]) -> dict[str, Fraction]:
    """How many of each part the car with these options has."""
    root = root_of(project)
    return measuring.flat(bill(project), root, holds(chosen)) if root else {}


@dataclass(frozen=True)
class AxleLoads:
    """A load case for one car: grams on each axle, and whether its limits hold."""

    case: LoadCase
    front_g: int
    rear_g: int

    @property
    def total_g(self) -> int:
        """Everything together."""
        return self.front_g + self.rear_g

    @property
    def broken(self) -> tuple[str, ...]:
        """Which limits do not hold: front, rear, total."""
        pairs = (
            ("front", self.front_g, self.case.front_limit_g),
            ("rear", self.rear_g, self.case.rear_limit_g),
            ("total", self.total_g, self.case.total_limit_g),
        )
        return tuple(name for name, load, limit in pairs if limit is not None and load > limit)


def axle_loads_for(project: Project, chosen: frozenset[str]) -> list[AxleLoads]:
    """The axle loads of the car with these options, for each of the project's load cases."""
    rolled = roll_up_for(project, chosen)
    if rolled is None or rolled.centre_mm is None:
        return []
    found = []
    for case in LoadCase.objects.filter(project=project).order_by("pk"):
        loads = [
            (load["mass_g"], load["position_mm"][0])
            for load in case.loads
            if parse(load.get("condition", "")).holds(chosen)
        ]
        front, rear = measuring.axle_loads(rolled.mass_g, rolled.centre_mm[0], 0, case.wheelbase_mm, loads)
        found.append(AxleLoads(case, front, rear))
    return found
