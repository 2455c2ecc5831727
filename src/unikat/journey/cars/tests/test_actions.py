"""What happens to cars: chosen, reserved, cancelled, built; what cannot happen is refused in a sentence."""

import pytest
from django.db import IntegrityError, transaction

from unikat.engines.configuring import fingerprint
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import ancestors, links_to
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.journey.cars import actions, queries
from unikat.journey.cars.models import Car
from unikat.journey.options.actions import add_option, release_edition
from unikat.journey.options.models import OptionGroup
from unikat.journey.options.queries import current_edition
from unikat.journey.parts.actions import set_line
from unikat.journey.parts.models import Part
from unikat.journey.projects.models import Project


def reserve(actor, project, *chosen, name="Windhund"):
    return actions.reserve_car(actor=actor, project=project, chosen=chosen, name=name)


def told(verb):
    return list(Entry.objects.filter(verb=verb).values_list("actor_name", "thing_kind", "thing_id", "facts"))


def test_a_reserved_car_has_its_number_price_and_thread(car, cast):
    assert (car.number, car.name, car.owner, car.state) == (1, "Hakenschlag", cast["ida"], "reserved")
    assert (car.chosen, car.fingerprint) == (["doors", "strap"], fingerprint({"doors", "strap"}))
    assert car.price_cents == 2_600_000 + 78_000
    assert told("car.reserve") == [
        ("Ida", "car", car.pk, {"number": 1, "fingerprint": car.fingerprint}),
    ]
    links = links_to(car.thing).values_list("kind", "source_kind")
    assert list(links) == [("chosen", "option")] * 2


def test_each_choice_exists_once_until_it_is_cancelled(car, cast, offer):
    with pytest.raises(Taken) as refused:
        reserve(cast["lena"], offer, "strap", "doors")
    assert (refused.value.status, refused.value.field) == (409, "chosen")
    actions.cancel_car(actor=cast["ida"], car=car)
    again = reserve(cast["lena"], offer, "strap", "doors")
    assert (again.number, again.fingerprint) == (2, car.fingerprint)
    assert list(Car.objects.order_by("number").values_list("number", "state")) == [
        (1, "cancelled"),
        (2, "reserved"),
    ]
    assert told("car.cancel") == [("Ida", "car", car.pk, {"why": "cancelled"})]
    assert ancestors(car.thing) == []


def test_the_database_itself_keeps_cars_apart(car, cast, offer):
    twin = {name: getattr(car, name) for name in ("project", "owner", "edition", "chosen", "fingerprint")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Car.objects.create(number=2, name="Zwilling", price_cents=1, **twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Car.objects.create(number=1, name="Nummer", price_cents=1, **{**twin, "fingerprint": "x"})


@pytest.mark.parametrize("state", ["building", "built"])
def test_a_car_keeps_its_choice_once_its_build_began(car, cast, offer, state):
    actions.begin_build_of(actor=cast["ida"], car=car)
    if state == "built":
        actions.finish_build_of(actor=cast["ida"], car=car)
    with pytest.raises(NotAllowed):
        actions.cancel_car(actor=cast["ida"], car=car)
    with pytest.raises(Taken):
        reserve(cast["lena"], offer, "strap", "doors")
    assert Car.objects.get().state == state


NO_CARS = [
    ([], "Aufbau: wähl genau eins."),
    (["lamp"], "Aufbau: wähl genau eins."),
    (["strap"], "Aufbau: wähl genau eins. Nur mit Tür. (D-001)"),
    (["open", "strap"], "Nur mit Tür. (D-001)"),
    (["open", "doors"], "Aufbau: wähl genau eins."),
    (["wings", "open"], "Die Option wings gibt es nicht."),
]


def test_only_complete_and_valid_choices_are_reserved(offer, cast):
    for chosen, why in NO_CARS:
        with pytest.raises(Refused) as refused:
            reserve(cast["ida"], offer, *chosen)
        assert (refused.value.field, refused.value.message) == ("chosen", why)
    assert Car.objects.count() == 0


def test_a_name_fits_on_the_plate(offer, cast):
    with pytest.raises(Refused) as refused:
        reserve(cast["ida"], offer, "open", name="x" * 61)
    assert refused.value.field == "name"
    assert reserve(cast["ida"], offer, "open", name="  ").name == "Namenlos"


def test_a_series_ends_and_a_cancelled_car_makes_room_under_a_new_number(offer, cast):
    Project.objects.update(car_limit=1)
    offer.refresh_from_db()
    first = reserve(cast["ida"], offer, "open")
    with pytest.raises(Taken):
        reserve(cast["lena"], offer, "doors")
    actions.cancel_car(actor=cast["ida"], car=first)
    assert reserve(cast["lena"], offer, "doors").number == 2


def test_without_an_edition_there_is_nothing_to_reserve(feldhase, cast):
    with pytest.raises(Refused):
        reserve(cast["ida"], feldhase, "open")


def test_what_was_chosen_stays_under_a_link_and_nobody_learns_who(offer, cast):
    edition = current_edition(offer)
    kept = actions.save_configuration(actor=None, edition=edition, choices={"doors": True, "open": False})
    assert (kept.choices, kept.person) == ({"doors": True}, None)
    with pytest.raises(Refused):
        actions.save_configuration(actor=cast["ida"], edition=edition, choices={"wings": True})


def test_a_built_car_stays_what_it_was_built_of(car, cast, offer):
    """The bill and the drawings go on; the car that stands does not change with them."""
    from unikat.journey.cars.tests.conftest import drawn

    ida, mei = cast["ida"], cast["mei"]
    parts = {part.number: part for part in Part.objects.all()}
    actions.begin_build_of(actor=ida, car=car)
    actions.finish_build_of(actor=ida, car=car)
    set_line(actor=mei, parent=parts["FH-000"], child=parts["FH-500"], quantity="6")
    drawn(mei, parts["FH-320"])
    other = reserve(cast["lena"], offer, "doors")
    assert {n: int(amount) for n, amount in queries.bill_of(car).items()} == {"FH-320": 2, "FH-500": 4}
    assert {n: int(amount) for n, amount in queries.bill_of(other).items()} == {"FH-320": 2, "FH-500": 6}
    letters = [[(r.part.number, r.letter) for r in queries.revisions_of(one)] for one in (car, other)]
    assert letters == [[("FH-320", "A"), ("FH-500", "A")], [("FH-320", "B"), ("FH-500", "A")]]
    fitted = links_to(car.thing).filter(kind="fitted").count()
    assert (fitted, told("car.finish")[0][3]) == (2, {"bill": {"FH-320": "2", "FH-500": "4"}})


def test_a_choice_is_the_same_in_every_edition(car, cast, offer):
    """What an edition adds does not change the fingerprint of a car that does not have it."""
    group = OptionGroup.objects.get(code="more")
    add_option(actor=cast["jonas"], group=group, code="flag", name=("Wimpel", "Flag"))
    release_edition(actor=cast["oskar"], project=offer, base_price_cents=1)
    with pytest.raises(Taken):
        reserve(cast["lena"], offer, "doors", "strap")
    assert reserve(cast["lena"], offer, "doors", "strap", "flag").number == 2
