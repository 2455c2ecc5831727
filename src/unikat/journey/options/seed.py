"""The options, the rules and the first edition of the demo story."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from unikat.engines.configuring.expressions import parse
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.seed import cast, day
from unikat.journey.options import actions
from unikat.journey.parts.models import BillLine
from unikat.journey.projects.models import Project
from unikat.journey.wishes.models import Decision

STORY = Path(__file__).parent / "story" / "options.toml"


def options_chapter() -> None:
    """Jonas asks, Mei writes the rules, Oskar releases the first edition."""
    told = tomllib.loads(STORY.read_text(encoding="utf-8"))
    project, people = Project.objects.get(slug="feldhase"), cast()
    brings = _brings(project)
    with clock.at(day(-545)):
        for group in told["group"]:
            _ask(project, people["jonas"], group, brings)
    with clock.at(day(-542)):
        decisions = {d.number: d for d in Decision.objects.filter(project=project)}
        for rule in told["rule"]:
            actions.add_rule(
                actor=people["mei"],
                project=project,
                code=rule["code"],
                sentence=tuple(rule["sentence"]),
                formula=rule["formula"],
                decision=decisions[rule["decision"]],
            )
    with clock.at(day(-540)):
        actions.release_edition(
            actor=people["oskar"],
            project=project,
            base_price_cents=told["base_price"] * 100,
            base_lead_days=told["base_lead_days"],
        )


def _ask(project: Project, designer: Any, told: dict[str, Any], brings: dict[str, set[Ref]]) -> None:
    group = actions.add_group(
        actor=designer, project=project, code=told["code"], kind=told["kind"], name=tuple(told["name"])
    )
    for option in told["options"]:
        actions.add_option(
            actor=designer,
            group=group,
            code=option["code"],
            name=tuple(option["name"]),
            note_de=option["note"][0],
            note_en=option["note"][1],
            price_cents=option["price"] * 100,
            lead_days=option["lead"],
            brings=tuple(sorted(brings.get(option["code"], set()))),
        )


def _brings(project: Project) -> dict[str, set[Ref]]:
    """The parts each option brings: those whose condition holds with it alone, and all that is in them."""
    lines = list(BillLine.objects.filter(project=project).values_list("parent_id", "child_id", "condition"))
    inside: dict[int, list[int]] = {}
    for parent, child, _condition in lines:
        inside.setdefault(parent, []).append(child)
    found: dict[str, set[Ref]] = {}
    for _parent, part, condition in lines:
        expression = parse(condition)
        for code in expression.codes():
            if expression.holds({code}) and not expression.holds(frozenset()):
                found.setdefault(code, set()).update(_with_everything_in(part, inside))
    return found


def _with_everything_in(part: int, inside: dict[int, list[int]]) -> set[Ref]:
    return {Ref("part", part)}.union(*(_with_everything_in(child, inside) for child in inside.get(part, ())))
