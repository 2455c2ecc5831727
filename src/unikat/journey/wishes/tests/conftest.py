"""What tests of wishes begin with."""

import pytest

from unikat.journey.wishes import actions


@pytest.fixture
def wish(feldhase, cast):
    """Ida's wish."""
    return actions.make_wish(
        actor=cast["ida"], project=feldhase, title="Tür mit Handschuhen", text="Im Februar.", language="de"
    )


@pytest.fixture
def other(feldhase, cast):
    """Hanna's wish, which means the same."""
    return actions.make_wish(
        actor=cast["hanna"],
        project=feldhase,
        title="Griff für Fäustlinge",
        text="Beim Füttern.",
        language="de",
    )


@pytest.fixture
def decide(feldhase):
    """Writes a decision about wishes."""

    def write(actor, wishes=(), **facts):
        said = {
            "outcome": "accept",
            "title": ("Schlaufe", "Strap"),
            "sentence": ("25 mm breit.", "25 mm wide."),
        }
        return actions.make_decision(actor=actor, project=feldhase, wishes=wishes, **{**said, **facts})

    return write
