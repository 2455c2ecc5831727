"""A car as it is drawn and told: its layers, its options in order, its relatives, the wishes that drive in it."""

from __future__ import annotations

from fractions import Fraction

from unikat.engines.configuring.expressions import parse
from unikat.foundation.ledger import things
from unikat.foundation.ledger.models import Entry, LinkKind
from unikat.foundation.ledger.queries import Thread, ancestors, links_to, thread_of
from unikat.foundation.ledger.things import Card, Ref, Viewer
from unikat.journey.cars.models import FINISHED, Car, CarState
from unikat.journey.cars.queries.existing import nearest_relatives
from unikat.journey.options.models import Option
from unikat.journey.parts.models import Part, Revision, RevisionState
from unikat.journey.parts.queries import parts_in
from unikat.journey.projects.models import Project


def layers(project: Project, codes: frozenset[str]) -> list[str]:
    """The layers of the project's drawing that belong to these options, in the order of painting."""
    drawn = project.drawing.get("layers", [])
    return [name for name, condition in drawn if parse(condition).holds(codes)]


def options_of(car: Car) -> list[Option]:
    """The chosen options in the order of the questions."""
    return list(
        Option.objects.filter(project=car.project, code__in=car.chosen).select_related("group", "project")
    )


def relatives_of(car: Car) -> list[tuple[Car, list[Option]]]:
    """The cars that differ least from this one, each with what differs."""
    near = [(other, codes) for other, codes in nearest_relatives(car.project, car.codes, 4) if other != car][
        :3
    ]
    wanted = {code for _other, codes in near for code in codes}
    named = {o.code: o for o in Option.objects.filter(project=car.project, code__in=wanted)}
    return [(other, [named[code] for code in sorted(codes) if code in named]) for other, codes in near]


def wishes_behind(project: Project, codes: frozenset[str], viewer: Viewer) -> list[Card]:
    """The wishes that led to these options, as far as the viewer may see them."""
    options = [option.thing for option in Option.objects.filter(project=project, code__in=codes)]
    refs = [ref for ref in ancestors(*options) if ref.kind == "wish"]
    return sorted(things.cards(refs, viewer).values(), key=lambda card: card.ref)


def bill_of(car: Car) -> dict[str, Fraction]:
    """How many of each part the car has: what it was built of, or what the bill says now for one to be built."""
    if car.state != CarState.BUILT:
        return parts_in(car.project, car.codes)
    told = (
        Entry.objects.filter(thing_kind=car.kind_name, thing_id=car.pk, verb=FINISHED).order_by("pk").last()
    )
    return {number: Fraction(amount) for number, amount in told.facts["bill"].items()} if told else {}


def revisions_of(car: Car) -> list[Revision]:
    """The revision of each part: the fitted ones of a built car, the valid ones for one to be built."""
    found = Revision.objects.filter(part__project=car.project_id).select_related("part")
    if car.state == CarState.BUILT:
        fitted = links_to(car.thing).filter(kind=LinkKind.FITTED).values("source_id")
        return list(found.filter(pk__in=fitted).order_by("part__number"))
    return list(
        found.filter(state=RevisionState.VALID, part__number__in=bill_of(car)).order_by("part__number")
    )


def not_in(car: Car) -> list[Ref]:
    """What is not in this car: options not chosen, parts not in its bill, revisions that came after its own."""
    own = set(bill_of(car))
    options = Option.objects.filter(project=car.project).exclude(code__in=car.chosen)
    barred = [option.thing for option in options]
    barred += [part.thing for part in Part.objects.filter(project=car.project).exclude(number__in=own)]
    fitted = {revision.part_id: revision.released_at for revision in revisions_of(car)}
    for revision in Revision.objects.filter(part__project=car.project_id).only(
        "pk", "part_id", "released_at"
    ):
        last = fitted.get(revision.part_id)
        if last is None or revision.released_at is None or revision.released_at > last:
            barred.append(revision.thing)
    return barred


def thread_of_car(car: Car, viewer: Viewer) -> Thread:
    """The thread of a car: its own bill and steps, not everything an option could ever bring."""
    return thread_of(car.thing, viewer, without=not_in(car))
