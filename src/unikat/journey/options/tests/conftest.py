"""What tests of options begin with: wheels and extras, two decisions, one rule."""

import pytest

from unikat.journey.options import actions
from unikat.journey.wishes.actions import make_decision


@pytest.fixture
def decision(feldhase, cast):
    """A decision in force."""
    return make_decision(
        actor=cast["mei"],
        project=feldhase,
        outcome="accept",
        title=("Winde", "Winch"),
        sentence=("So.", "So."),
    )


@pytest.fixture
def groups(feldhase, cast):
    """Wheels, exactly one of two; extras, any number of two."""
    made = {}
    for code, kind, options in (
        ("wheels", "one", (("steel", "Stahl", 0), ("spoke", "Speichen", 48_000))),
        ("extras", "several", (("winch", "Winde", 90_000), ("tow-bar", "Kupplung", 35_000))),
    ):
        group = actions.add_group(
            actor=cast["mei"], project=feldhase, code=code, kind=kind, name=(code, code)
        )
        for option, name, price in options:
            made[option] = actions.add_option(
                actor=cast["mei"], group=group, code=option, name=(name, option), price_cents=price
            )
    return made


@pytest.fixture
def rule(feldhase, cast, decision):
    """Writes a rule."""

    def write(code, formula, sentence="Die Winde braucht Stahlräder.", **facts):
        said = {"actor": cast["mei"], "project": feldhase, "decision": decision, **facts}
        return actions.add_rule(**said, code=code, formula=formula, sentence=(sentence, ""))

    return write
