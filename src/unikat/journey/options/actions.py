"""Things that happen to options, rules and editions."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.engines import configuring
from unikat.engines.configuring.expressions import ExpressionError, parse
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import retract_links, tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.queries import links_from, links_to
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.options import queries, rules
from unikat.journey.options.models import Edition, EditionState, Option, OptionGroup, Rule
from unikat.journey.projects.actions import next_number
from unikat.journey.projects.models import Project
from unikat.journey.wishes.models import Decision

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
        configuring.Option(code, facts.get("price_cents", 0), 0, facts.get("lead_days", 0))
    except configuring.ModelError as error:
        said = _(
            "A code is small letters, digits and dashes, a letter first; prices and days are whole numbers."
        )
        raise Refused(said, field="code") from error
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
    if not sentence[0].strip():
        raise Refused(_("A rule is a sentence that people can read."), field="sentence_de")
    try:
        codes = parse(formula).codes()
    except ExpressionError as error:
        raise Refused(str(error), field="formula") from error
    options = {option.code: option for option in Option.objects.filter(project=project, code__in=codes)}
    unknown = sorted(codes - options.keys())
    if unknown:
        raise Refused(_("There is no option %(codes)s.") % {"codes": ", ".join(unknown)}, field="formula")
    if not codes:
        raise Refused(_("A rule speaks of at least one option."), field="formula")
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
def retire_rule(*, actor: Person, rule: Rule, why: str) -> Rule:
    """Put a rule out of force, with a reason; editions that were released with it keep it."""
    _may_edit(actor, rule.project)
    if not why.strip():
        raise Refused(_("Say why the rule is no longer needed."), field="why")
    if not Rule.objects.filter(pk=rule.pk, retired_at__isnull=True).update(retired_at=clock.now()):
        raise Taken(_("Somebody has just retired this rule."))
    rule.refresh_from_db(fields=["retired_at"])
    links = [*links_from(rule.thing), *links_to(rule.thing)]
    retract_links(
        actor=actor,
        verb="rule.retire",
        about=rule.thing,
        links=links,
        why=why.strip()[:280],
        project_id=rule.project_id,
    )
    return rule


@transaction.atomic
def release_edition(
    *, actor: Person, project: Project, base_price_cents: int, base_lead_days: int = 42
) -> Edition:
    """Release the options as they stand; refused with reasons when an option is dead or rules contradict."""
    if not rules.may_release(actor, project):
        raise NotAllowed(_("Stewards release an edition."))
    # Two who release at the same moment come one after the other.
    Project.objects.select_for_update().get(pk=project.pk)
    data = queries.draft_of(project)
    if not data["groups"]:
        raise Refused(_("There are no options to release yet."))
    stopping = [
        found for found in configuring.findings(queries.model_of(data)) if found.kind in queries.STOPPING
    ]
    if stopping:
        why = " ".join(queries.told(project, stopping))
        raise Refused(_("This edition cannot be released. %(why)s") % {"why": why})
    Edition.objects.filter(project=project, state=EditionState.RELEASED).update(state=EditionState.REPLACED)
    edition = Edition.objects.create(
        project=project,
        number=next_number(project, "edition"),
        base_price_cents=base_price_cents,
        base_lead_days=base_lead_days,
        data=data,
    )
    facts = {"edition": edition.number}
    tell(actor=actor, verb="edition.release", about=project.thing, project_id=project.pk, facts=facts)
    return edition
