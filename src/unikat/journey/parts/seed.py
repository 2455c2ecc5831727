"""The parts and the bill of the demo story: drawn, revised, released, as the data tells it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.models import Person
from unikat.foundation.people.seed import cast, day
from unikat.journey.parts import actions
from unikat.journey.parts.models import Part, Revision
from unikat.journey.projects.models import Area, Project
from unikat.journey.wishes.models import Decision

STORY = Path(__file__).parent / "story"
AREAS = {
    "1": Area.FRAME,
    "2": Area.CHASSIS,
    "3": Area.BODY,
    "4": Area.DRIVE,
    "5": Area.ENERGY,
    "6": Area.CABIN,
    "7": Area.WHEELS,
    "8": Area.EXTRAS,
}
#: Parts that follow from a decision: number prefix, decision.
FROM_DECISIONS = (
    ("FH-110-00", 1),
    ("FH-320-001", 6),
    ("FH-320-002", 6),
    ("FH-320-004", 6),
    ("FH-330", 12),
    ("FH-810", 9),
    ("FH-820", 7),
    ("FH-830", 12),
    ("FH-840", 16),
    ("FH-850", 13),
)
#: Revisions that a change releases later in the story.
LATER = {("FH-320-004", "B"), ("FH-320-004", "C")}


@lru_cache(maxsize=1)
def told() -> dict[str, Any]:
    """The data of the Feldhase: parts, lines, load cases."""
    data: dict[str, Any] = json.loads((STORY / "feldhase.json").read_text(encoding="utf-8"))
    return data


def parts_chapter() -> None:
    """All parts with their first released revisions, the bill, and the load cases."""
    project, people = Project.objects.get(slug="feldhase"), cast()
    decisions = {d.number: d for d in Decision.objects.filter(project=project)}
    made: dict[str, Part] = {}
    for part in told()["parts"]:
        made[part["number"]] = _add(project, people, part, decisions)
    with clock.at(day(-598)):
        actions.set_lines(
            actor=people["mei"],
            project=project,
            lines=[
                {
                    "parent": made[line["parent"]],
                    "child": made[line["child"]],
                    "quantity": line["quantity"],
                    "unit": line["unit"],
                    "condition": line["condition"],
                    "place": (line["position_de"], line["position_en"]),
                }
                for line in told()["lines"]
            ],
        )
        _load_cases(project, people["mei"])


def _add(
    project: Project, people: dict[str, Person], facts: dict[str, Any], decisions: dict[int, Decision]
) -> Part:
    material = told()["materials"].get(facts["material"], {})
    with clock.at(day(min(r["day"] for r in facts["revisions"]))):
        part = actions.add_part(
            actor=people["mei"],
            project=project,
            number=facts["number"],
            name=(facts["name_de"], facts["name_en"]),
            make=facts["make"],
            material=material.get("name_de", "") if facts["material"] != "mixed" else "",
            density_kg_m3=material.get("density_kg_m3"),
            supplier=facts["supplier"] or "",
            lead_days=facts["lead_days"],
            approval_mark=facts["approval_mark"] or "",
            safety_critical=facts["safety_critical"],
            area=AREAS.get(facts["number"][3], ""),
            module=facts["module"],
            position_mm=facts["position_mm"],
        )
    origin = next((n for prefix, n in FROM_DECISIONS if facts["number"].startswith(prefix)), None)
    for mark in facts["revisions"]:
        if (facts["number"], mark["mark"]) not in LATER:
            _release(part, people[mark["author"]], people["mei"], facts, mark, decisions.get(origin or 0))
    return part


def _release(
    part: Part,
    author: Person,
    engineer: Person,
    facts: dict[str, Any],
    mark: dict[str, Any],
    decision: Decision | None,
) -> None:
    with clock.at(day(mark["day"], 14)):
        revision = draw(part, author, facts, mark)
        decided = decision is not None and decision.made_at is not None and decision.made_at <= clock.now()
        caused: list[tuple[LinkKind, Ref]] = (
            [(LinkKind.DRAWN, decision.thing)] if decided and decision else []
        )
        if mark["state"] in ("valid", "superseded"):
            actions.release_revision(actor=engineer, revision=revision, came_from=caused)


def draw(part: Part, author: Person, facts: dict[str, Any], mark: dict[str, Any]) -> Revision:
    """Draft one revision of the data with its model and its drawing."""
    return actions.draft_revision(
        actor=author,
        part=part,
        letter=mark["mark"],
        note=(mark["note_de"], mark["note_en"]),
        mass_g=mark.get("mass_g", facts["mass_g"]),
        cost_cents=mark.get("cost_cents", facts["cost_cents"]),
        uploads=files_of(part.number, mark["mark"]),
    )


def files_of(number: str, mark: str) -> list[ContentFile[bytes]]:
    """The model and the drawing of a revision, where there are any."""
    places = [
        STORY / "models" / f"{number}-{mark}.step",
        STORY / "drawings" / f"{number}-rev-{mark.lower()}.svg",
    ]
    return [ContentFile(place.read_bytes(), name=place.name) for place in places if place.exists()]


def _load_cases(project: Project, engineer: Person) -> None:
    limits = {(limit["load_case"], limit["key"]): limit["kg"] * 1000 for limit in told()["limits"]}
    for case in told()["load_cases"]:
        actions.set_load_case(
            actor=engineer,
            project=project,
            key=case["key"],
            name=(case["name_de"], case["name_en"]),
            loads=case["loads"],
            wheelbase_mm=told()["vehicle"]["wheelbase_mm"],
            front_limit_g=limits.get((case["key"], "axle-front")),
            rear_limit_g=limits.get((case["key"], "axle-rear")),
            total_limit_g=limits.get((case["key"], "total")),
        )
