"""What tests of changes begin with."""

import pytest

from unikat.journey.changes import actions
from unikat.journey.parts.actions import add_part, draft_revision, release_revision, set_line
from unikat.journey.parts.models import BillLine
from unikat.journey.wishes.actions import make_decision


@pytest.fixture
def latch(feldhase, cast):
    """A latch in a door, with a valid revision A."""
    mei = cast["mei"]
    door = add_part(actor=mei, project=feldhase, number="FH-320-001", name=("Halbtür", "Half door"))
    latch = add_part(actor=mei, project=feldhase, number="FH-320-004", name=("Türfalle", "Latch"))
    set_line(actor=mei, parent=door, child=latch, quantity="1")
    release_revision(actor=mei, revision=draft_revision(actor=mei, part=latch, mass_g=436))
    return latch


@pytest.fixture
def change(feldhase, cast, latch):
    """Deniz proposes revision B and two latches."""
    decision = make_decision(
        actor=cast["mei"], project=feldhase, outcome="accept", title=("Schlaufe", ""), sentence=("So.", "")
    )
    return actions.propose_change(
        actor=cast["deniz"],
        project=feldhase,
        title="Schlaufe",
        why="Wegen der Fäustlinge.",
        raised_from=decision.thing,
        revisions=[draft_revision(actor=cast["deniz"], part=latch, mass_g=412)],
        bill_edits=[{"parent": BillLine.objects.get().parent, "child": latch, "quantity": "2"}],
    )


@pytest.fixture
def approve(cast):
    """These people (by handle) say yes to a change."""

    def say_yes(change, *handles):
        for handle in handles:
            actions.review_change(actor=cast[handle], change=change, verdict="approve")

    return say_yes
