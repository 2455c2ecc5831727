"""Questions about options, rules and editions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from unikat.engines import configuring
from unikat.engines.configuring.expressions import parse
from unikat.foundation.ui.words import say
from unikat.journey.options.models import Edition, EditionState, Option, OptionGroup, Rule
from unikat.journey.projects.models import Project

#: Findings that stop a release; the others are told and may stay.
STOPPING = ("contradiction", "dead")


def groups_of(project: Project) -> QuerySet[OptionGroup]:
    """The questions in their order, each with its options."""
    options = Prefetch("options", Option.objects.select_related("project"))
    return OptionGroup.objects.filter(project=project).prefetch_related(options)


def rules_of(project: Project) -> QuerySet[Rule]:
    """The rules in force, each with the decision behind it."""
    return Rule.objects.filter(project=project, retired_at__isnull=True).select_related(
        "decision", "decision__project", "project"
    )


def rules_in(edition: Edition) -> QuerySet[Rule]:
    """The rules of an edition, also those retired since: each with the decision behind it."""
    codes = [rule["code"] for rule in edition.data["rules"]]
    found = Rule.objects.filter(project=edition.project_id, code__in=codes)
    return found.select_related("decision", "decision__project", "project")


def codes_of(rule: Rule) -> frozenset[str]:
    """The option codes a rule speaks of."""
    return parse(rule.formula).codes()


def rule_or_404(project: Project, code: str) -> Rule:
    """The rule of this code that is in force."""
    rule = rules_of(project).filter(code=code).first()
    if rule is None:
        raise Http404
    return rule


def told(project: Project, findings: Sequence[configuring.Finding]) -> list[str]:
    """What the check found as sentences: the options by name, then the rules behind it in their own words."""
    if not findings:
        return []
    names = {option.code: str(say(option, "name")) for option in Option.objects.filter(project=project)}
    rules = {rule.code: str(say(rule, "sentence")) for rule in rules_of(project)}
    said = {
        "contradiction": _("The rules contradict each other."),
        "dead": _("%(names)s can never be chosen."),
        "always": _("%(names)s is always there, though its group offers a choice."),
        "redundant": _("The rule %(names)s says what others say already."),
    }
    sentences = []
    for found in findings:
        because = [f"{code}: {rules.get(code, '')}" for code in found.rules if code not in found.codes]
        sentence = said[found.kind] % {"names": ", ".join(names.get(code, code) for code in found.codes)}
        sentences.append(" ".join([sentence, *because]))
    return sentences


def option_or_404(project: Project, code: str) -> Option:
    """The option of this code."""
    option = Option.objects.filter(project=project, code=code).select_related("project", "group").first()
    if option is None:
        raise Http404
    return option


def draft_of(project: Project) -> dict[str, Any]:
    """Groups, options and rules as they stand, as plain data that an edition keeps."""
    groups = [
        {
            "code": group.code,
            "kind": group.kind,
            "options": [
                {"code": option.code, "price": option.price_cents, "lead_days": option.lead_days}
                for option in group.options.all()
            ],
        }
        for group in groups_of(project)
        # A question without an answer yet is none of an edition's business.
        if group.options.all()
    ]
    return {"groups": groups, "rules": [{"code": r.code, "formula": r.formula} for r in rules_of(project)]}


def model_of(data: dict[str, Any]) -> configuring.Model:
    """The engine's model of an edition's data."""
    groups = tuple(
        configuring.Group(
            group["code"],
            group["kind"],
            tuple(
                configuring.Option(option["code"], option["price"], 0, option["lead_days"])
                for option in group["options"]
            ),
        )
        for group in data["groups"]
    )
    rules = tuple(configuring.Rule(rule["code"], parse(rule["formula"])) for rule in data["rules"])
    return configuring.Model(groups, rules)


def current_edition(project: Project) -> Edition | None:
    """The released edition from which cars are chosen now."""
    return Edition.objects.filter(project=project, state=EditionState.RELEASED).first()


@lru_cache(maxsize=32)
def _compiled(data: str) -> configuring.Edition:
    return configuring.compile_model(model_of(json.loads(data)))


def compiled(edition: Edition) -> configuring.Edition:
    """The compiled edition; each process compiles the same groups, options and rules only once."""
    return _compiled(json.dumps(edition.data))
