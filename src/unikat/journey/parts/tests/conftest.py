"""What tests of parts begin with: a small car whose sums are easy to do by hand."""

import pytest

from unikat.journey.parts import actions
from unikat.journey.parts.models import Part

#: number: mass in grams, cost in cents (None: stated nowhere), where it comes from, days until it is there
PARTS = {
    "FH-000": (None, None, "make", None),
    "FH-100": (500, 1000, "make", 5),
    "FH-110": (250, 199, "buy", 30),
    "FH-200": (1200, 4500, "make", 14),
    "FH-210": (75, 33, "buy", 3),
    "FH-900": (9000, 70000, "donor", 90),
}
#: in, part, how many, only if
BILL = (
    ("FH-000", "FH-100", "2", ""),
    ("FH-000", "FH-200", "1", ""),
    ("FH-000", "FH-900", "1", "winch"),
    ("FH-100", "FH-110", "4", ""),
    ("FH-200", "FH-110", "1/3", ""),
    ("FH-200", "FH-210", "10", "!winch"),
)


@pytest.fixture
def parts(feldhase, cast):
    """Six parts on three levels, each released, and their bill."""
    mei = cast["mei"]
    for number, (mass, cost, make, days) in PARTS.items():
        part = actions.add_part(
            actor=mei, project=feldhase, number=number, name=(f"Teil {number}", ""), make=make, lead_days=days
        )
        revision = actions.draft_revision(actor=mei, part=part, mass_g=mass, cost_cents=cost)
        actions.release_first(actor=mei, revision=revision)
    found = {part.number: part for part in Part.objects.select_related("project")}
    lines = [
        {"parent": found[parent], "child": found[child], "quantity": quantity, "condition": condition}
        for parent, child, quantity, condition in BILL
    ]
    actions.set_lines(actor=mei, project=feldhase, lines=lines)
    return found
