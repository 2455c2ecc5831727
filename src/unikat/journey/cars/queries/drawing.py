"""A car as it is drawn and told: its layers, its options in order, its relatives, the wishes that drive in it."""

from __future__ import annotations

from unikat.engines.configuring.expressions import parse
from unikat.foundation.ledger import things
from unikat.foundation.ledger.queries import Thread, ancestors, thread_of
from unikat.foundation.ledger.things import Card, Ref, Viewer
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries.existing import nearest_relatives
from unikat.journey.options.models import Option
from unikat.journey.parts.models import Part
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


def not_in(car: Car) -> list[Ref]:
    """Options that were not chosen and parts that are not in this car's bill: its thread goes around them."""
    own = set(parts_in(car.project, car.codes))
    others = Part.objects.filter(project=car.project).exclude(number__in=own)
    options = Option.objects.filter(project=car.project).exclude(code__in=car.chosen)
    return [option.thing for option in options] + [part.thing for part in others]


def thread_of_car(car: Car, viewer: Viewer) -> Thread:
    """The thread of a car: its own bill and steps, not everything an option could ever bring."""
    return thread_of(car.thing, viewer, without=not_in(car))
