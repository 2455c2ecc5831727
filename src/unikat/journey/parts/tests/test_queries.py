"""Questions about parts and bills: sums done by hand, every row once, at a price that does not grow."""

from fractions import Fraction

import pytest
from django.core.files.base import ContentFile

from unikat.foundation.files.actions import keep_file
from unikat.foundation.files.models import StoredFile
from unikat.journey.parts import actions, queries
from unikat.journey.parts.tests.test_actions import SVG

#: FH-100 is 500 + 4 x 250 = 1500 g and 1000 + 4 x 199 = 1796 ct, twice in the car: 3000 g, 3592 ct.
#: FH-200 is 1200 + 250/3 g and 4500 + 199/3 ct; without a winch 10 x FH-210 come on top: 750 g, 330 ct.
#: FH-900 comes with the winch: 9000 g, 70000 ct, 90 days.
WITHOUT = (5033, 8488, 30)
WITH_WINCH = (13283, 78158, 90)


@pytest.mark.parametrize(("chosen", "expected"), [(set(), WITHOUT), ({"winch"}, WITH_WINCH)])
def test_a_car_weighs_and_costs_what_the_hand_reckons(parts, feldhase, chosen, expected):
    rolled = queries.roll_up_for(feldhase, frozenset(chosen))
    assert (rolled.mass_g, rolled.cost_cents, rolled.lead_days) == expected
    assert [(gap.number, gap.what) for gap in rolled.missing if gap.what in ("mass", "cost")] == []


def test_a_car_has_so_many_of_each_part(parts, feldhase):
    assert queries.parts_in(feldhase, frozenset({"winch"})) == {
        "FH-100": 2,
        "FH-110": Fraction(25, 3),
        "FH-200": 1,
        "FH-900": 1,
    }


def test_what_nobody_stated_is_said_and_not_guessed(parts, cast, feldhase):
    part = actions.add_part(actor=cast["mei"], project=feldhase, number="FH-300", name=("Neu", ""))
    actions.set_line(actor=cast["mei"], parent=parts["FH-000"], child=part, quantity="1")
    missing = queries.roll_up_for(feldhase, frozenset()).missing
    assert [gap.what for gap in missing if gap.number == "FH-300"] != []


def test_the_top_is_what_is_in_nothing(parts, feldhase):
    assert queries.root_of(feldhase) == "FH-000"
    assert [line.child.number for line in queries.lines_of(parts["FH-200"])] == ["FH-110", "FH-210"]
    assert [line.parent.number for line in queries.uses_of(parts["FH-110"])] == ["FH-100", "FH-200"]


def test_axle_loads_are_the_hands(parts, feldhase, cast):
    for number, position in (("FH-100", [0, 0, 0]), ("FH-200", [2000, 0, 0])):
        part = parts[number]
        part.position_mm = position
        part.save()
    actions.set_load_case(
        actor=cast["mei"],
        project=feldhase,
        key="two",
        name=("Zwei Menschen", ""),
        wheelbase_mm=2000,
        loads=[{"mass_g": 1000, "position_mm": [500, 0, 0]}],
        rear_limit_g=2000,
    )
    [case] = queries.axle_loads_for(feldhase, frozenset())
    # 3000 g stand on the front axle and 2033 g on the rear one; of the 1000 g a quarter is behind.
    assert (case.front_g, case.rear_g, case.total_g, case.broken) == (3750, 2283, 6033, ("rear",))


def test_walking_the_list_meets_every_part_once(feldhase, cast):
    numbers = [f"FH-{number:03}" for number in range(120)]
    for number in reversed(numbers):
        actions.add_part(actor=cast["mei"], project=feldhase, number=number, name=("x", ""))
    seen, after = [], ""
    while True:
        page = queries.part_page(feldhase, None, after=after)
        seen += [row.part.number for row in page.rows]
        after = page.after
        if not after:
            break
    assert seen == numbers


def test_pages_cost_the_same_however_long(parts, feldhase, cast, client_of, costs):
    clients = [client_of(), client_of(cast["lena"])]
    pages = ("parts/", "parts/FH-000/", "parts/FH-100/", "bill/")
    paths = [f"{root}/feldhase/{page}" for root in ("/p", "/api/v1/projects") for page in pages]
    paths.append("/api/v1/projects/feldhase/bill/sum/")
    mei = cast["mei"]
    file = keep_file(actor=mei, upload=ContentFile(SVG), name="a.svg")

    def grow(first, count):
        for number in range(first, first + count):
            part = actions.add_part(actor=mei, project=feldhase, number=f"FH-5{number:02}", name=("x", ""))
            revisions = [actions.draft_revision(actor=mei, part=one) for one in (part, parts["FH-100"])]
            for revision in revisions:
                StoredFile.objects.create(
                    blob=file.blob, name="a.svg", about_kind="revision", about_id=revision.pk
                )
            actions.release_first(actor=mei, revision=revisions[0])
            actions.set_line(actor=mei, parent=parts["FH-000"], child=part, quantity="1")
            actions.set_line(actor=mei, parent=part, child=parts["FH-110"], quantity="1")

    grow(0, 3)
    few = costs(clients, paths)
    grow(3, 27)
    assert costs(clients, paths) == few
