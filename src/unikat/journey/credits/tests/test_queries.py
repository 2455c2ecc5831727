"""A car from its choice to its book: chosen, reserved, booked, torqued, sealed; strangers stay outside."""

from datetime import timedelta

import pytest
from django.test import override_settings

from unikat.engines.sealing import verify_archive
from unikat.foundation.files.storing import store
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.queries import ancestors
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.journey.builds import actions, queries
from unikat.journey.builds.models import BayDay, SignOff
from unikat.journey.carbooks.actions import seal_book
from unikat.journey.carbooks.queries import origins_of
from unikat.journey.cars.actions import cancel_car, reserve_car
from unikat.journey.cars.models import Car
from unikat.journey.credits.queries import credits_of
from unikat.journey.options.actions import add_group, add_option, add_rule, release_edition
from unikat.journey.parts.actions import add_part, draft_revision, release_revision, set_line
from unikat.journey.wishes.actions import make_decision, make_wish


@pytest.fixture
def offer(feldhase, cast):
    """A wish, its decision, its part, two options with a rule, and an edition."""
    mei, jonas = cast["mei"], cast["jonas"]
    wish = make_wish(actor=cast["ida"], project=feldhase, title="Tür", text="Handschuhe.", language="de")
    decision = make_decision(
        actor=mei,
        project=feldhase,
        outcome="accept",
        title=("Schlaufe", ""),
        sentence=("So.", ""),
        wishes=[wish],
    )
    car = add_part(actor=mei, project=feldhase, number="FH-000", name=("Feldhase", ""))
    door = add_part(actor=mei, project=feldhase, number="FH-320", name=("Halbtür", ""))
    revision = draft_revision(actor=mei, part=door, mass_g=6000, cost_cents=9000)
    release_revision(actor=mei, revision=revision, came_from=[("drawn", decision.thing)])
    body = add_group(actor=jonas, project=feldhase, code="body", kind="one", name=("Aufbau", ""))
    add_option(actor=jonas, group=body, code="open", name=("Offen", ""))
    add_option(
        actor=jonas, group=body, code="doors", name=("Türen", ""), brings=(door.thing,), price_cents=78000
    )
    more = add_group(actor=jonas, project=feldhase, code="more", kind="several", name=("Dazu", ""))
    add_option(actor=jonas, group=more, code="strap", name=("Rote Schlaufe", ""))
    add_rule(
        actor=mei,
        project=feldhase,
        code="R1",
        sentence=("Nur mit Tür.", ""),
        formula="strap => doors",
        decision=decision,
    )
    set_line(actor=mei, parent=car, child=door, quantity="2", condition="doors")
    release_edition(actor=cast["oskar"], project=feldhase, base_price_cents=2_600_000)
    _write_guide(feldhase, cast["tariq"], door)
    return feldhase


def _write_guide(feldhase, tariq, door):
    module = actions.add_module(actor=tariq, project=feldhase, number=1, title=("Türen", ""))
    for number, facts in (
        ("1.1", {"is_gate": True}),
        ("1.2", {"condition": "doors", "parts": [door], "people": 2, "screws": 2, "check_kind": "torque",
                 "target": 24_000, "tolerance": 2_000, "unit": "Nm"}),
        ("1.3", {"condition": "open"}),
    ):  # fmt: skip
        actions.add_step(
            actor=tariq,
            module=module,
            number=number,
            title=("Schritt", ""),
            text=("Tun.", ""),
            minutes=10,
            **facts,
        )


@pytest.fixture
def car(offer, cast):
    """Ida's car with doors."""
    return reserve_car(actor=cast["ida"], project=offer, chosen=["doors", "strap"], name="Hakenschlag")


@pytest.fixture
def build(car, cast):
    """Her build in Chemnitz, one bay, two days apart."""
    place = actions.open_workshop(
        actor=cast["tariq"], slug="chemnitz", name="Chemnitz", city="Chemnitz", bays=["1"]
    )
    days = [clock.today() + timedelta(days=offset) for offset in (1, 8)]
    return actions.book_days(actor=cast["ida"], car=car, workshop=place, days=days)


def sign(actor, build, number, **facts):
    step = queries.step_or_404(build.car.project, number)
    return actions.sign_off(actor=actor, build=build, step=step, **facts)


def test_each_choice_exists_once_until_it_is_cancelled(car, cast, offer):
    with pytest.raises(Taken):
        reserve_car(actor=cast["lena"], project=offer, chosen=["doors", "strap"], name="Zwilling")
    with pytest.raises(NotAllowed):
        cancel_car(actor=cast["lena"], car=car)
    cancel_car(actor=cast["ida"], car=car)
    again = reserve_car(actor=cast["lena"], project=offer, chosen=["doors", "strap"], name="Zwilling")
    assert (again.number, again.price_cents) == (2, 2_678_000)


@pytest.mark.parametrize("chosen", [["strap"], ["open", "strap"], ["open", "doors"], ["nothing"], []])
def test_only_complete_and_valid_choices_are_reserved(offer, cast, chosen):
    with pytest.raises(Refused):
        reserve_car(actor=cast["ida"], project=offer, chosen=chosen, name="x")
    assert Car.objects.count() == 0


def test_a_bay_day_is_given_once_and_all_days_or_none(build, cast, offer):
    other = reserve_car(actor=cast["lena"], project=offer, chosen=["open"], name="Zweiter")
    free, taken = clock.today() + timedelta(days=2), clock.today() + timedelta(days=8)
    with pytest.raises(NotAllowed):
        actions.book_days(actor=cast["ida"], car=other, workshop=build.workshop, days=[free])
    with pytest.raises(Taken):
        actions.book_days(actor=cast["lena"], car=other, workshop=build.workshop, days=[free, taken])
    assert BayDay.objects.filter(day=free).count() == 0


def test_a_car_gets_its_own_steps(build):
    assert [step.number for step in queries.steps_of(build)] == ["1.1", "1.2"]


def test_torque_gates_and_two_people(build, cast):
    lena, _token = actions.invite_crew(actor=cast["ida"], build=build, name="Lena")
    with pytest.raises(Refused):
        sign(lena, build, "1.2", values=[24_000, 24_000], second="Ida")
    sign(cast["ida"], build, "1.1")
    for values, second in (
        ([24_000], "Ida"),
        ([24_000, 29_000], "Ida"),
        ([24_000, 24_000], "Lena"),
        ([24_000, 24_000], ""),
    ):
        with pytest.raises(Refused):
            sign(lena, build, "1.2", values=values, second=second)
    sign(lena, build, "1.2", values=[24_000, 25_900], second="Ida")
    with pytest.raises(Taken):
        sign(cast["ida"], build, "1.2", values=[24_000, 24_000], second="Lena")
    assert list(SignOff.objects.values_list("actor_name", "second_name")) == [("Ida", ""), ("Lena", "Ida")]


@pytest.mark.parametrize(
    "typed", [["NaN", "24"], ["-1", "24"], ["", "24"], ["24 Nm", "24"], ["1e99", "24"], ["24"]]
)
def test_what_is_no_torque_is_refused(build, typed):
    with pytest.raises(Refused):
        actions.read_values(queries.step_or_404(build.car.project, "1.2"), typed)


def test_a_comma_is_fine(build):
    assert actions.read_values(queries.step_or_404(build.car.project, "1.2"), ["24,5", " 24.25 "]) == [
        24_500,
        24_250,
    ]


@pytest.mark.parametrize("handle", ["lena", "mei", "vera"])
def test_strangers_neither_sign_nor_invite_nor_finish(build, cast, handle):
    with pytest.raises(NotAllowed):
        sign(cast[handle], build, "1.1")
    with pytest.raises(NotAllowed):
        actions.invite_crew(actor=cast[handle], build=build, name="x")
    with pytest.raises(NotAllowed):
        actions.finish_build(actor=cast[handle], build=build)


def test_a_pass_is_for_one_build_and_can_be_taken_back(build, cast, client_of):
    lena, token = actions.invite_crew(actor=cast["ida"], build=build, name="Lena")
    assert client_of().get(f"/crew/{token}/").status_code == 200
    actions.revoke_pass(actor=cast["ida"], crew_pass=lena)
    assert client_of().get(f"/crew/{token}/").status_code == 404
    with pytest.raises(NotAllowed):
        sign(lena, build, "1.1")


def test_the_book_leads_back_to_the_wish_and_its_seal_holds(build, cast, tmp_path):
    sign(cast["ida"], build, "1.1")
    sign(cast["ida"], build, "1.2", values=[24_000, 24_000], second="Tariq")
    with pytest.raises(NotAllowed):
        seal_book(actor=cast["ida"], car=build.car)
    actions.finish_build(actor=cast["ida"], build=build)
    car = Car.objects.select_related("project", "owner", "edition").get()
    with pytest.raises(NotAllowed):
        seal_book(actor=cast["lena"], car=car)
    with override_settings(KEYS=tmp_path / "keys"):
        book = seal_book(actor=cast["ida"], car=car)
    archive = tmp_path / "book.zip"
    archive.write_bytes(store().open(book.archive.blob_id).read())
    assert verify_archive(archive, trusted=book.key_fingerprint).problems == ()
    (row,) = origins_of(car, None)
    told = (
        [c.ref for c in row.wishes],
        [c.ref for c in row.decisions],
        row.part.ref,
        row.revision,
        row.step.ref,
    )
    assert told == (["W-001"], ["D-001"], "FH-320", "A", "1.2")
    assert {"wish", "decision", "part", "option", "step"} <= {ref.kind for ref in ancestors(car.thing)}
    assert {"Ida", "Mei", "Tariq"} <= {credit.name for credit in credits_of(car, None)}


def test_pages_of_a_private_car_do_not_exist_for_strangers(build, cast, client_of):
    Car.objects.update(is_public=False)
    pages = [f"/p/feldhase/{page}" for page in ("cars/1/", "cars/1/book/", "cars/1/credits/", "builds/1/")]
    assert [client_of(cast["lena"]).get(page).status_code for page in pages] == [404] * 4
    assert [client_of(cast["ida"]).get(page).status_code for page in pages] == [200] * 4
