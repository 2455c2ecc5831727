"""Options, rules and editions as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.security import django_auth
from pydantic import Field

from unikat.engines import configuring
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.doors import me
from unikat.foundation.ui.sent import Sent, Written, in_pairs
from unikat.journey.options import actions, queries
from unikat.journey.options.models import Edition, GroupKind, Option, OptionGroup, Rule
from unikat.journey.parts.models import Part
from unikat.journey.projects.models import Project
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["options"])
_ALL = "/projects/{project}/options/"
Code = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,40}$")]
Name = Annotated[str, Field(min_length=1, max_length=80)]
NoName = Annotated[str, Field(max_length=80)]
Sentence = Annotated[str, Field(max_length=280)]


class GroupIn(Sent):
    """A new question to the buyer."""

    code: Code
    kind: Annotated[GroupKind, Written]
    name_de: Name
    name_en: NoName = ""


class OptionIn(Sent):
    """A new answer, and the numbers of the parts it brings."""

    group: Code
    code: Code
    name_de: Name
    name_en: NoName = ""
    note_de: Sentence = ""
    note_en: Sentence = ""
    price_cents: Annotated[int, Field(ge=-100_000_000, le=100_000_000)] = 0
    lead_days: Annotated[int, Field(ge=0, le=365)] = 0
    parts: Annotated[list[str], Field(max_length=100)] = []


class RuleIn(Sent):
    """A sentence, a formula, and the number of the decision behind it."""

    code: Annotated[str, Field(pattern=r"^[-A-Za-z0-9_]{1,12}$")]
    sentence_de: Annotated[str, Field(min_length=1, max_length=280)]
    sentence_en: Sentence = ""
    formula: Annotated[str, Field(min_length=1, max_length=400)]
    decision: int


class RetireIn(Sent):
    """Why a rule goes."""

    why: Sentence


class ReleaseIn(Sent):
    """The price and the time of a car without any option."""

    base_price_cents: Annotated[int, Field(ge=0, le=1_000_000_000)]
    base_lead_days: Annotated[int, Field(ge=1, le=730)] = 42


class EditionOut(Schema):
    """What was released together; never changed."""

    number: int
    state: str
    base_price_cents: int
    base_lead_days: int
    released_at: datetime
    data: dict[str, Any]


def _rule(rule: Rule) -> dict[str, Any]:
    names = ("code", "sentence_de", "sentence_en", "formula")
    return {**{name: getattr(rule, name) for name in names}, "decision": rule.decision.reference}


def _option(option: Option) -> dict[str, Any]:
    names = ("code", "name_de", "name_en", "note_de", "note_en", "price_cents", "lead_days")
    return {name: getattr(option, name) for name in names}


def _groups(project: Project) -> list[dict[str, Any]]:
    names = ("code", "kind", "name_de", "name_en")
    return [
        {
            **{name: getattr(group, name) for name in names},
            "options": [_option(option) for option in group.options.all()],
        }
        for group in queries.groups_of(project)
    ]


@router.get(_ALL)
def read_options(request: HttpRequest, project: str) -> dict[str, Any]:
    """Groups with their options, rules as sentences with their decisions, and what the check finds in them."""
    found = project_or_404(project, request.user)
    draft = queries.draft_of(found)
    findings = configuring.findings(queries.model_of(draft)) if draft["groups"] else ()
    return {
        "groups": _groups(found),
        "rules": [_rule(rule) for rule in queries.rules_of(found)],
        "findings": [
            {"kind": one.kind, "said": said}
            for one, said in zip(findings, queries.told(found, findings), strict=True)
        ],
    }


@router.post(_ALL + "groups/", response={201: dict[str, str]}, auth=django_auth)
def add_group(request: HttpRequest, project: str, group: GroupIn) -> tuple[int, dict[str, str]]:
    """Ask the buyer one more question."""
    facts = in_pairs(group, "name")
    found = project_or_404(project, request.user)
    made = actions.add_group(actor=me(request), project=found, **{**facts, "kind": group.kind.value})
    return 201, {"code": made.code}


@router.post(_ALL, response={201: dict[str, Any]}, auth=django_auth)
def add_option(request: HttpRequest, project: str, option: OptionIn) -> tuple[int, dict[str, Any]]:
    """Offer one more option."""
    found = project_or_404(project, request.user)
    facts = in_pairs(option, "name")
    group = (
        OptionGroup.objects.filter(project=found, code=facts.pop("group")).select_related("project").first()
    )
    numbers = set(facts.pop("parts"))
    parts = list(Part.objects.filter(project=found, number__in=numbers).order_by("number"))
    if group is None or len(parts) < len(numbers):
        raise Http404
    brings = tuple(Ref("part", part.pk) for part in parts)
    return 201, _option(actions.add_option(actor=me(request), group=group, brings=brings, **facts))


@router.post(_ALL + "rules/", response={201: dict[str, Any]}, auth=django_auth)
def add_rule(request: HttpRequest, project: str, rule: RuleIn) -> tuple[int, dict[str, Any]]:
    """Write a rule."""
    found = project_or_404(project, request.user)
    decision = found.decisions.filter(number=rule.decision).first()
    if decision is None:
        raise Http404
    facts = in_pairs(rule, "sentence") | {"decision": decision}
    return 201, _rule(actions.add_rule(actor=me(request), project=found, **facts))


@router.post(_ALL + "rules/{code}/retire/", response={204: None}, auth=django_auth)
def retire_rule(request: HttpRequest, project: str, code: str, retire: RetireIn) -> tuple[int, None]:
    """Put a rule out of force."""
    rule = queries.rule_or_404(project_or_404(project, request.user), code)
    actions.retire_rule(actor=me(request), rule=rule, why=retire.why)
    return 204, None


@router.get("/projects/{project}/editions/", response=list[EditionOut])
def list_editions(request: HttpRequest, project: str) -> list[Edition]:
    """Every edition that was released, the latest first (at most 100)."""
    found = project_or_404(project, request.user)
    return list(found.editions.order_by("-number")[:100])


@router.post("/projects/{project}/editions/", response={201: EditionOut}, auth=django_auth)
def release_edition(request: HttpRequest, project: str, release: ReleaseIn) -> tuple[int, Edition]:
    """Release the options as they stand; refused with reasons when they cannot be."""
    found = project_or_404(project, request.user)
    return 201, actions.release_edition(actor=me(request), project=found, **release.dict())
