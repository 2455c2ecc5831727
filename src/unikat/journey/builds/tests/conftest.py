"""A guide, a workshop and Ida's build in it."""

from datetime import timedelta

import pytest

from unikat.foundation.ledger import clock
from unikat.journey.builds import actions, queries
from unikat.journey.cars.tests.conftest import car, offer  # noqa: F401 - fixtures for this stage's tests
from unikat.journey.parts.models import Part


def sign(actor, build, number, **facts):
    """Sign a step by its number."""
    step = queries.step_or_404(build.car.project, number)
    return actions.sign_off(actor=actor, build=build, step=step, **facts)


def in_days(*offsets):
    """Dates so many days from today."""
    return [clock.today() + timedelta(days=offset) for offset in offsets]


@pytest.fixture
def guide(offer, cast):  # noqa: F811
    """A gate for all; doors torqued by two; a lamp or horn; something for open cars."""
    tariq, door = cast["tariq"], Part.objects.get(number="FH-320")
    first = actions.add_module(actor=tariq, project=offer, number=1, title=("Rahmen", "Frame"))
    second = actions.add_module(actor=tariq, project=offer, number=2, title=("Türen", "Doors"))
    torque = {"check_kind": "torque", "target": 24_000, "tolerance": 2_000, "unit": "Nm", "screws": 2}
    for module, number, facts in (
        (first, "1.1", {"is_gate": True}),
        (second, "2.1", {"condition": "doors", "parts": [door], "people": 2, **torque}),
        (second, "2.2", {"condition": "open"}),
        (second, "2.3", {"condition": "lamp | horn"}),
        (second, "2.4", {"condition": "doors & !lamp"}),
        (second, "2.5", {"check_kind": "value", "target": 5_000, "tolerance": 500, "unit": "mm"}),
    ):
        actions.add_step(
            actor=tariq,
            module=module,
            number=number,
            title=(f"Schritt {number}", f"Step {number}"),
            text=("Tun.", "Do."),
            minutes=10,
            **facts,
        )
    return offer


@pytest.fixture
def place(cast):
    """Tariq's workshop with one bay."""
    return actions.open_workshop(
        actor=cast["tariq"], slug="chemnitz", name="Werkstatt Chemnitz", city="Chemnitz", bays=["Bühne 1"]
    )


@pytest.fixture
def build(guide, car, place, cast):  # noqa: F811
    """Ida's build on two days apart."""
    return actions.book_days(actor=cast["ida"], car=car, workshop=place, days=in_days(1, 8))


@pytest.fixture
def signed_build(build, cast):
    """Everything of Ida's build signed, one step by a friend."""
    ida = cast["ida"]
    lena, _token = actions.invite_crew(actor=ida, build=build, name="Lena", skills="Löten")
    sign(ida, build, "1.1")
    sign(lena, build, "2.1", values=[24_000, 25_900], second="Tariq", note="Eng.")
    sign(ida, build, "2.4")
    sign(cast["tariq"], build, "2.5", values=[5_200])
    return build
