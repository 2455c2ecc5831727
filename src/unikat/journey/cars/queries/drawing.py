"""A car as it is drawn and told: its layers, its options in order, its relatives, the wishes that drive in it."""

from __future__ import annotations

from unikat.engines.configuring.expressions import parse
from unikat.foundation.ledger import things
from unikat.foundation.ledger.queries import ancestors
from unikat.foundation.ledger.things import Card, Viewer
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries.existing import nearest_relatives
from unikat.journey.options.models import Option
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
    near = [(other, codes) for other, codes in nearest_relatives(car.project, car.codes, 4) if other != car][:3]
    wanted = {code for _other, codes in near for code in codes}
    named = {o.code: o for o in Option.objects.filter(project=car.project, code__in=wanted)}
    return [(other, [named[code] for code in sorted(codes) if code in named]) for other, codes in near]


def wishes_behind(project: Project, codes: frozenset[str], viewer: Viewer) -> list[Card]:
    """The wishes that led to these options, as far as the viewer may see them."""
    options = [option.thing for option in Option.objects.filter(project=project, code__in=codes)]
    refs = [ref for ref in ancestors(*options) if ref.kind == "wish"]
    return sorted(things.cards(refs, viewer).values(), key=lambda card: card.ref)
