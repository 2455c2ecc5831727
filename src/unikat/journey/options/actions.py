"""Things that happen to options, rules and editions."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.engines import configuring
from unikat.engines.configuring.expressions import ExpressionError, parse
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.options import queries, rules
from unikat.journey.options.models import Edition, EditionState, Option, OptionGroup, Rule
from unikat.journey.projects.actions import next_number
from unikat.journey.projects.models import Project
from unikat.journey.wishes.models import Decision

#: Findings that stop a release; the others are told and may stay.
STOPPING = ("contradiction", "dead")
Bilingual = tuple[str, str]


def _may_edit(actor: Person, project: Project) -> None:
    if not rules.may_edit_options(actor, project):
        raise NotAllowed(_("Engineers, designers and stewards write options and rules."))


@transaction.atomic
def add_group(*, actor: Person, project: Project, code: str, kind: str, name: Bilingual) -> OptionGroup:
    """Ask the buyer one more question."""
    _may_edit(actor, project)
    try:
        with transaction.atomic():
            position = OptionGroup.objects.filter(project=project).count() + 1
            group = OptionGroup.objects.create(
                project=project, code=code, kind=kind, name_de=name[0], name_en=name[1], position=position
            )
    except IntegrityError as error:
        raise Taken(_("There is a group with this code already."), field="code") from error
    tell(
        actor=actor, verb="option.add_group", about=project.thing, project_id=project.pk, facts={"code": code}
    )
    return group


@transaction.atomic
def add_option(
    *,
    actor: Person,
    group: OptionGroup,
    code: str,
    name: Bilingual,
    brings: tuple[Ref, ...] = (),
    **facts: Any,
) -> Option:
    """Offer one more option; `brings` are the parts and decisions it comes from."""
    _may_edit(actor, group.project)
    try:
        with transaction.atomic():
            option = Option.objects.create(
                project=group.project,
                group=group,
                code=code,
                name_de=name[0],
                name_en=name[1],
                position=group.options.count() + 1,
                **facts,
            )
    except IntegrityError as error:
        raise Taken(_("There is an option with this code already."), field="code") from error
    tell(
        actor=actor,
        verb="option.add",
        about=option.thing,
        project_id=group.project_id,
        facts={"code": code},
        came_from=[(LinkKind.OFFERED, ref) for ref in brings],
    )
    keep_findable(thing=option.thing, project_id=group.project_id, title=f"{name[0]} {name[1]}", text=code)
    return option


@transaction.atomic
def add_rule(
    *, actor: Person, project: Project, code: str, sentence: Bilingual, formula: str, decision: Decision
) -> Rule:
    """Write a rule: a sentence for people, a formula over option codes, and the decision behind it."""
    _may_edit(actor, project)
    try:
        codes = parse(formula).codes()
    except ExpressionError as error:
        raise Refused(str(error), field="formula") from error
    options = {option.code: option for option in Option.objects.filter(project=project, code__in=codes)}
    unknown = sorted(codes - options.keys())
    if unknown:
        raise Refused(_("There is no option %(codes)s.") % {"codes": ", ".join(unknown)}, field="formula")
    if decision.project_id != project.pk or decision.made_at is None:
        raise Refused(_("A rule names a decision of this project that is in force."), field="decision")
    try:
        with transaction.atomic():
            rule = Rule.objects.create(
                project=project,
                code=code,
                sentence_de=sentence[0],
                sentence_en=sentence[1],
                formula=formula,
                decision=decision,
            )
    except IntegrityError as error:
        raise Taken(_("There is a rule with this code already."), field="code") from error
    tell(
        actor=actor,
        verb="rule.add",
        about=rule.thing,
        project_id=project.pk,
        facts={"formula": formula},
        came_from=[(LinkKind.RULED, decision.thing)],
        led_to=[(LinkKind.BOUND, options[name].thing) for name in sorted(codes)],
    )
    return rule


@transaction.atomic
def release_edition(
    *, actor: Person, project: Project, base_price_cents: int, base_lead_days: int = 42
) -> Edition:
    """Release the options as they stand; refused with reasons when an option is dead or rules contradict."""
    if not rules.may_release(actor, project):
        raise NotAllowed(_("Stewards release an edition."))
    data = queries.draft_of(project)
    stopping = [found for found in configuring.findings(queries.model_of(data)) if found.kind in STOPPING]
    if stopping:
        told = "; ".join(
            f"{found.kind}: {', '.join(found.codes)} ({', '.join(found.rules)})" for found in stopping
        )
        raise Refused(_("This edition cannot be released: %(why)s") % {"why": told})
    # The number's lock lets one release after the other through: the later one replaces the earlier.
    number = next_number(project, "edition")
    Edition.objects.filter(project=project, state=EditionState.RELEASED).update(state=EditionState.REPLACED)
    edition = Edition.objects.create(
        project=project,
        number=number,
        base_price_cents=base_price_cents,
        base_lead_days=base_lead_days,
        data=data,
    )
    facts = {"edition": edition.number}
    tell(actor=actor, verb="edition.release", about=project.thing, project_id=project.pk, facts=facts)
    return edition
