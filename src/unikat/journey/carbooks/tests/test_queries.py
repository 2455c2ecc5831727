"""Where every part of a car comes from: its own bill, its own revisions, its own steps; at the same cost for any size."""

from fractions import Fraction

from unikat.foundation.ledger.things import Ref, Station
from unikat.journey.carbooks import queries
from unikat.journey.cars.actions import reserve_car
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries import thread_of_car
from unikat.journey.cars.tests.conftest import drawn
from unikat.journey.parts.actions import add_part, set_line
from unikat.journey.parts.models import Part
from unikat.journey.wishes.actions import make_decision, make_wish


def told(origins):
    return [
        (
            row.part.ref,
            row.amount,
            row.revision,
            [card.ref for card in row.wishes],
            [card.ref for card in row.decisions],
            [(one.step.ref, one.signed.actor_name if one.signed else None) for one in row.fitted],
        )
        for row in origins
    ]


DOOR = ("FH-320", Fraction(2), "A", ["W-001"], ["D-001"])
WHEEL = ("FH-500", Fraction(4), "A", [], [], [])


def test_every_part_of_the_bill_is_told_also_one_without_a_wish(built):
    assert told(queries.origins_of(built, None)) == [(*DOOR, [("2.1", "Lena")]), WHEEL]


def test_a_car_that_is_being_built_shows_the_steps_to_come(build):
    assert told(queries.origins_of(build.car, None)) == [(*DOOR, [("2.1", None)]), WHEEL]


def test_another_car_has_its_own_bill(build, cast):
    other = reserve_car(actor=cast["lena"], project=build.car.project, chosen=["open"], name="Offen")
    assert told(queries.origins_of(other, None)) == [WHEEL]


def later_wish(cast, project, part):
    """A wish that came after the car was built, and the revision drawn for it."""
    wish = make_wish(actor=cast["paul"], project=project, title="Lauter", text="Lauter.", language="de")
    decision = make_decision(
        actor=cast["mei"],
        project=project,
        outcome="accept",
        title=("Lauter", ""),
        sentence=("So.", ""),
        wishes=[wish],
    )
    return drawn(cast["mei"], part, decision)


def test_a_later_revision_does_not_come_into_an_older_car(built, cast):
    door = Part.objects.get(number="FH-320")
    later_wish(cast, built.project, door)
    assert told(queries.origins_of(built, None))[0] == (*DOOR, [("2.1", "Lena")])
    assert [card.ref for card in thread_of_car(built, None).at(Station.WISH)] == ["W-001"]
    other = reserve_car(actor=cast["lena"], project=built.project, chosen=["doors"], name="Später")
    row = told(queries.origins_of(other, None))[0]
    assert row[2:5] == ("B", ["W-001", "W-002"], ["D-001", "D-002"])


def test_a_draft_is_in_no_car(built, cast):
    from unikat.journey.parts.actions import draft_revision

    draft = draft_revision(actor=cast["mei"], part=Part.objects.get(number="FH-320"), mass_g=1)
    other = reserve_car(actor=cast["lena"], project=built.project, chosen=["doors"], name="Später")
    assert [draft.thing in queries.walked(queries.causes_in(car), [Ref("part", draft.part_id)], queries.REASONS)
            for car in (built, other)] == [False, False]  # fmt: skip


def test_whose_hands(signed_build):
    hands = [(hand.name, hand.steps, hand.seconds) for hand in queries.hands_of(signed_build)]
    assert hands == [("Ida", 2, 0), ("Tariq", 1, 1), ("Lena", 1, 0)]


def test_a_book_costs_as_many_queries_with_many_parts_as_with_few(
    build, cast, client_of, django_assert_max_num_queries
):
    mei, project = cast["mei"], build.car.project
    root, counts = Part.objects.get(number="FH-000"), []
    addresses = ("/p/feldhase/cars/1/book/", "/api/v1/projects/feldhase/cars/1/book/")
    for first in (600, 610):
        for number in range(first, first + (1 if first == 600 else 9)):
            part = add_part(actor=mei, project=project, number=f"FH-{number}", name=(f"Teil {number}", ""))
            set_line(actor=mei, parent=root, child=part, quantity="1")
            later_wish(cast, project, part)
        for address in addresses:
            client_of().get(address)
            with django_assert_max_num_queries(200) as counted:
                assert client_of().get(address).status_code == 200
            counts.append(len(counted))
    assert counts[:2] == counts[2:]
    assert len(queries.origins_of(Car.objects.select_related("project").get(), None)) == 12
