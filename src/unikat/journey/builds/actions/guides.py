"""Writing the guide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.engines.configuring.expressions import ExpressionError, parse
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.builds import rules
from unikat.journey.builds.models import Check, Module, Step
from unikat.journey.options.models import Option
from unikat.journey.parts.models import Part
from unikat.journey.projects.models import Project


@transaction.atomic
def add_module(*, actor: Person, project: Project, number: int, title: tuple[str, str]) -> Module:
    """Begin a module of the guide."""
    if not rules.may_write_guide(actor, project):
        raise NotAllowed(_("Coaches, engineers and stewards write the guide."))
    try:
        with transaction.atomic():
            module = Module.objects.create(
                project=project, number=number, title_de=title[0], title_en=title[1]
            )
    except IntegrityError as error:
        raise Taken(
            _("There is a module %(number)s already.") % {"number": number}, field="number"
        ) from error
    tell(
        actor=actor,
        verb="guide.add_module",
        about=project.thing,
        project_id=project.pk,
        facts={"module": number},
    )
    return module


@transaction.atomic
def add_step(
    *,
    actor: Person,
    module: Module,
    number: str,
    title: tuple[str, str],
    text: tuple[str, str],
    minutes: int,
    condition: str = "",
    parts: Iterable[Part] = (),
    **facts: Any,
) -> Step:
    """Write a step; the thread leads to it from its parts and from the options of its condition."""
    if not rules.may_write_guide(actor, module.project):
        raise NotAllowed(_("Coaches, engineers and stewards write the guide."))
    _check_measure(facts)
    needed = list(parts)
    if any(part.project_id != module.project_id for part in needed):
        raise Refused(_("A step needs parts of its own project."), field="parts")
    options = _options_in(condition, module.project)
    try:
        with transaction.atomic():
            step = Step.objects.create(
                project=module.project,
                module=module,
                number=number,
                position=module.steps.count() + 1,
                title_de=title[0],
                title_en=title[1],
                text_de=text[0],
                text_en=text[1],
                minutes=minutes,
                condition=condition,
                **facts,
            )
    except IntegrityError as error:
        raise Taken(_("There is a step %(number)s already.") % {"number": number}, field="number") from error
    step.parts.set(needed)
    things = [*(part.thing for part in needed), *(option.thing for option in options)]
    built = [(LinkKind.BUILT, thing) for thing in things]
    tell(actor=actor, verb="step.add", about=step.thing, project_id=module.project_id, came_from=built)
    keep_findable(
        thing=step.thing,
        project_id=module.project_id,
        title=f"{number} {title[0]} {title[1]}",
        text=f"{text[0]}\n{text[1]}",
    )
    return step


def _check_measure(facts: dict[str, Any]) -> None:
    """A measured step says what is right and how far off is still right; a torque is never allowed to be none."""
    kind, target, tolerance = facts.get("check_kind"), facts.get("target"), facts.get("tolerance")
    if kind not in (Check.TORQUE, Check.VALUE):
        return
    if target is None or tolerance is None or (kind == Check.TORQUE and tolerance >= target):
        raise Refused(_("A measured step has a value and a smaller tolerance."), field="tolerance")


def _options_in(condition: str, project: Project) -> list[Option]:
    """The options that a condition names; refused with what is wrong in it."""
    try:
        codes = parse(condition).codes()
    except ExpressionError as error:
        raise Refused(str(error), field="condition") from error
    options = list(Option.objects.filter(project=project, code__in=codes))
    if len(options) < len(codes):
        unknown = sorted(codes - {option.code for option in options})
        raise Refused(_("There is no option %(codes)s.") % {"codes": ", ".join(unknown)}, field="condition")
    return options
