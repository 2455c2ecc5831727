"""What workshops, guide and builds tell: each car its own steps, gates, free days; at the same cost however long."""

from datetime import UTC, datetime

import pytest

from unikat.engines.planning import Plan
from unikat.foundation.ledger import clock
from unikat.journey.builds import actions, queries
from unikat.journey.builds.models import Build, SignOff, Step, Workshop
from unikat.journey.builds.tests.conftest import in_days, sign
from unikat.journey.cars.actions import reserve_car

STEPS = {
    ("doors", "strap"): ["1.1", "2.1", "2.4", "2.5"],
    ("open",): ["1.1", "2.2", "2.5"],
    ("open", "horn"): ["1.1", "2.2", "2.3", "2.5"],
    ("doors", "lamp"): ["1.1", "2.1", "2.3", "2.5"],
}


def test_each_car_gets_exactly_its_own_steps(guide, place, cast):
    for number, (chosen, steps) in enumerate(STEPS.items()):
        car = reserve_car(actor=cast["ida"], project=guide, chosen=chosen, name="x")
        build = actions.book_days(actor=cast["ida"], car=car, workshop=place, days=in_days(number))
        assert [step.number for step in queries.steps_of(build)] == steps


def test_what_is_open_and_which_gate_waits(build, cast):
    last = queries.step_or_404(build.car.project, "2.5")
    assert [step.number for step in queries.open_steps(build)] == ["1.1", "2.1", "2.4", "2.5"]
    assert queries.gate_before(build, last).number == "1.1"
    sign(cast["ida"], build, "1.1")
    assert [step.number for step in queries.open_steps(build)] == ["2.1", "2.4", "2.5"]
    assert queries.gate_before(build, last) is None


def test_the_calendar_counts_free_bays(build, place, cast):
    actions.add_bay(actor=cast["tariq"], workshop=place, name="Bühne 2")
    Workshop.objects.update(opens_on=in_days(1)[0])
    place.refresh_from_db()
    days = queries.calendar_of(place, clock.today(), 9)
    assert [(day.free, day.is_open) for day in days] == [
        (2, False),
        (1, True),
        *[(2, True)] * 6,
        (1, True),
    ]


def test_the_crew_by_name(build, cast):
    lena, _token = actions.invite_crew(actor=cast["ida"], build=build, name="Lena")
    assert queries.names_of_crew(build) == ["Ida", "Tariq", "Lena"]
    actions.revoke_pass(actor=cast["ida"], crew_pass=lena)
    assert queries.names_of_crew(build) == ["Ida", "Tariq"]


def test_a_sign_off_counts_on_the_day_of_the_workshop(build, cast):
    """Half past midnight in Chemnitz is still the day before in Greenwich."""
    with clock.at(datetime(2027, 5, 1, 22, 30, tzinfo=UTC)):
        sign(cast["ida"], build, "1.1")
    (frame, doors), _plan = queries.progress_of(build)
    assert ([day.isoformat() for day in frame.days][:1], frame.done, doors.done) == (["2027-05-02"], 1, 0)


def test_the_plan_covers_the_days_that_are_left(build):
    modules, plan = queries.progress_of(build)
    assert isinstance(plan, Plan)
    assert [module.days for module in modules] == [in_days(1), in_days(1)]


@pytest.fixture
def lengthen(signed_build, cast):
    """Makes guide, workshops and crew so and so long."""

    def add(count):
        module = Step.objects.get(number="2.5").module
        for number in range(10, 10 + count):
            facts = {"title": ("x", ""), "text": ("x", ""), "minutes": 1}
            step = actions.add_step(actor=cast["tariq"], module=module, number=f"3.{number}", **facts)
            actions.invite_crew(actor=cast["ida"], build=signed_build, name=f"F {number}")
            actions.open_workshop(actor=cast["oskar"], slug=f"w{number}", name="x", city="x", bays=["1"])
            SignOff.objects.create(
                build=signed_build, step=step, step_version=1, actor_kind="person", actor_name="Ida"
            )

    return add


def test_pages_cost_as_many_queries_with_much_as_with_little(
    lengthen, client_of, cast, django_assert_max_num_queries
):
    pages = ["/workshops/", "/workshops/chemnitz/", "/p/feldhase/steps/", "/p/feldhase/builds/1/"]
    pages += ["/p/feldhase/builds/1/crew/", "/p/feldhase/builds/1/steps/1.1/"]
    pages += ["/api/v1/workshops/", "/api/v1/workshops/chemnitz/days/"]
    pages += ["/api/v1/projects/feldhase/steps/", "/api/v1/projects/feldhase/builds/1/"]
    ida, counts = client_of(cast["ida"]), []
    for _round in range(2):
        found = {}
        for page in pages:
            ida.get(page)
            with django_assert_max_num_queries(200) as counted:
                assert ida.get(page).status_code == 200
            found[page] = len(counted)
        counts.append(found)
        if not counts[1:]:
            lengthen(8)
    assert counts[0] == counts[1]
    assert Build.objects.get().sign_offs.count() == 12
