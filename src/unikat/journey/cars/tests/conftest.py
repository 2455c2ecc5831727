"""Something to choose from: a wish, its decision, its part, and options with a rule."""

import tomllib
from pathlib import Path

import pytest

from unikat.journey.cars.actions import reserve_car
from unikat.journey.options import seed as options_seed
from unikat.journey.options.actions import add_group, add_option, add_rule, release_edition
from unikat.journey.parts.actions import add_part, draft_revision, release_revision, set_line
from unikat.journey.wishes.actions import make_decision, make_wish


def drawn(actor, part, decision=None):
    """A valid revision of a part, drawn because of a decision."""
    revision = draft_revision(actor=actor, part=part, mass_g=6000, cost_cents=9000)
    came_from = [("drawn", decision.thing)] if decision else []
    return release_revision(actor=actor, revision=revision, came_from=came_from)


@pytest.fixture
def offer(feldhase, cast):
    """An edition: open or with doors; with doors a red strap may hang; a lamp and a horn may come to any."""
    mei, jonas = cast["mei"], cast["jonas"]
    wish = make_wish(actor=cast["ida"], project=feldhase, title="Tür", text="Handschuhe.", language="de")
    decision = make_decision(
        actor=mei,
        project=feldhase,
        outcome="accept",
        title=("Schlaufe", "Strap"),
        sentence=("So.", "So."),
        wishes=[wish],
    )
    car = add_part(actor=mei, project=feldhase, number="FH-000", name=("Feldhase", ""))
    door = add_part(actor=mei, project=feldhase, number="FH-320", name=("Halbtür", "Half door"))
    wheel = add_part(actor=mei, project=feldhase, number="FH-500", name=("Rad", "Wheel"))
    drawn(mei, door, decision)
    drawn(mei, wheel)
    _questions(feldhase, jonas, door)
    add_rule(
        actor=mei,
        project=feldhase,
        code="R1",
        sentence=("Nur mit Tür.", "Only with a door."),
        formula="strap => doors",
        decision=decision,
    )
    set_line(actor=mei, parent=car, child=door, quantity="2", condition="doors")
    set_line(actor=mei, parent=car, child=wheel, quantity="4")
    release_edition(actor=cast["oskar"], project=feldhase, base_price_cents=2_600_000)
    return feldhase


def _questions(project, jonas, door):
    body = add_group(actor=jonas, project=project, code="body", kind="one", name=("Aufbau", "Body"))
    add_option(actor=jonas, group=body, code="open", name=("Offen", "Open"))
    add_option(
        actor=jonas,
        group=body,
        code="doors",
        name=("Türen", "Doors"),
        brings=(door.thing,),
        price_cents=78000,
        lead_days=7,
    )
    more = add_group(actor=jonas, project=project, code="more", kind="several", name=("Dazu", "Extras"))
    for code, name in (("strap", "Schlaufe"), ("lamp", "Lampe"), ("horn", "Hupe")):
        add_option(actor=jonas, group=more, code=code, name=(name, code.title()))


@pytest.fixture
def car(offer, cast):
    """Ida's car with doors and the strap."""
    return reserve_car(actor=cast["ida"], project=offer, chosen=["doors", "strap"], name="Hakenschlag")


STORY = tomllib.loads((Path(options_seed.__file__).parent / "story" / "options.toml").read_text("utf-8"))


@pytest.fixture
def story_offer(feldhase, cast):
    """The edition of the demo story with all its options and rules, without its parts."""
    mei, jonas = cast["mei"], cast["jonas"]
    decision = make_decision(
        actor=mei, project=feldhase, outcome="accept", title=("So", ""), sentence=("So.", "")
    )
    for told in STORY["group"]:
        group = add_group(
            actor=jonas, project=feldhase, code=told["code"], kind=told["kind"], name=tuple(told["name"])
        )
        for one in told["options"]:
            cents = one["price"] * 100
            name = tuple(one["name"])
            add_option(actor=jonas, group=group, code=one["code"], name=name, price_cents=cents)
    for told in STORY["rule"]:
        add_rule(
            actor=mei,
            project=feldhase,
            code=told["code"],
            sentence=tuple(told["sentence"]),
            formula=told["formula"],
            decision=decision,
        )
    release_edition(actor=cast["oskar"], project=feldhase, base_price_cents=STORY["base_price"] * 100)
    return feldhase
