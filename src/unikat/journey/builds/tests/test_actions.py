"""What happens in workshops: booked whole, signed once, measured; what cannot happen is refused in a sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import links_to
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.models import Notice
from unikat.journey.builds import actions, queries
from unikat.journey.builds.models import BayDay, Build, CrewPass, Workshop
from unikat.journey.builds.tests.conftest import in_days, sign
from unikat.journey.cars.actions import cancel_car, reserve_car
from unikat.journey.cars.models import Car
from unikat.journey.parts.actions import add_part


def told(verb):
    return list(Entry.objects.filter(verb=verb).order_by("pk").values_list("actor_name", "facts"))


def other_car(cast, project, *chosen):
    return reserve_car(actor=cast["lena"], project=project, chosen=chosen or ["open"], name="Zweiter")


def refused(act, *args, **facts):
    with pytest.raises(Refused) as found:
        act(*args, **facts)
    return type(found.value), found.value.field


def test_a_booking_takes_its_days_the_car_and_tells_the_keeper(build, cast):
    assert [(d.bay.name, d.day) for d in build.days.all()] == [("Bühne 1", day) for day in in_days(1, 8)]
    assert (Car.objects.get().state, build.coach) == ("building", cast["tariq"])
    days = [day.isoformat() for day in in_days(1, 8)]
    assert told("build.book") == [("Ida", {"workshop": "chemnitz", "days": days})]
    assert list(Notice.objects.filter(verb="build.book").values_list("person__name", flat=True)) == ["Tariq"]


def test_all_days_or_none(build, cast, place):
    other = other_car(cast, build.car.project)
    with pytest.raises(Taken) as taken:
        actions.book_days(actor=cast["lena"], car=other, workshop=place, days=in_days(2, 8, 9))
    assert taken.value.field == "days"
    assert BayDay.objects.count() == 2
    assert (Build.objects.count(), Car.objects.get(pk=other.pk).state) == (1, "reserved")
    actions.book_days(actor=cast["lena"], car=other, workshop=place, days=in_days(9, 2, 2))
    assert BayDay.objects.count() == 4


def test_all_days_are_in_one_bay(build, cast, place):
    """Two bays, each taken on one of the days: no bay is free on both."""
    project, tariq = build.car.project, cast["tariq"]
    actions.add_bay(actor=tariq, workshop=place, name="Bühne 2")
    hanna = reserve_car(actor=cast["hanna"], project=project, chosen=["doors"], name="Dritter")
    actions.book_days(actor=cast["hanna"], car=hanna, workshop=place, days=in_days(1, 3))
    other = other_car(cast, project)
    with pytest.raises(Taken):
        actions.book_days(actor=cast["lena"], car=other, workshop=place, days=in_days(3, 8, 1))
    third = actions.book_days(actor=cast["lena"], car=other, workshop=place, days=in_days(3, 4))
    assert {day.bay.name for day in third.days.all()} == {"Bühne 1"}


def test_days_that_cannot_be_booked(guide, car, place, cast):
    facts = {"actor": cast["ida"], "car": car, "workshop": place}
    for offsets in ((), (-1, 3), range(1, 16)):
        assert refused(actions.book_days, days=in_days(*offsets), **facts) == (Refused, "days")
    assert Build.objects.count() == 0


def test_a_workshop_that_is_not_open_yet_takes_no_car(guide, car, place, cast):
    Workshop.objects.update(opens_on=in_days(5)[0])
    place.refresh_from_db()
    facts = {"actor": cast["ida"], "car": car, "workshop": place}
    assert refused(actions.book_days, days=in_days(4, 6), **facts) == (Refused, "days")


def test_a_car_is_booked_once_and_a_cancelled_one_never(build, cast, place):
    stale = Car.objects.get()
    stale.state = "reserved"
    facts = {"workshop": place, "days": in_days(20)}
    assert refused(actions.book_days, actor=cast["ida"], car=stale, **facts)[0] is Taken
    other = other_car(cast, build.car.project)
    cancel_car(actor=cast["lena"], car=other)
    other.state = "reserved"
    assert refused(actions.book_days, actor=cast["lena"], car=other, **facts)[0] is Taken


@pytest.mark.parametrize(
    ("zone", "today"), [("Pacific/Kiritimati", date(2027, 5, 2)), ("America/Los_Angeles", date(2027, 5, 1))]
)
def test_a_day_is_the_local_day_of_the_workshop(guide, car, place, cast, zone, today):
    """At 11 in the morning in London it is tomorrow on Kiritimati and still night in Los Angeles."""
    Workshop.objects.update(time_zone=zone, opens_on=date(2027, 1, 1))
    place.refresh_from_db()
    with clock.at(datetime(2027, 5, 1, 11, tzinfo=UTC)):
        assert place.today == today
        yesterday = today - timedelta(days=1)
        facts = {"actor": cast["ida"], "car": car, "workshop": place}
        assert refused(actions.book_days, days=[yesterday], **facts) == (Refused, "days")
        assert actions.book_days(days=[today], **facts).days.get().day == today


def test_workshops_and_bays_have_names_of_their_own(place, cast):
    facts = {"actor": cast["oskar"], "slug": "chemnitz", "name": "x", "city": "x", "bays": ["1"]}
    assert refused(actions.open_workshop, **facts) == (Taken, "slug")
    zone = {**facts, "slug": "mars", "time_zone": "Mars/Olympus"}
    assert refused(actions.open_workshop, **zone) == (Refused, "time_zone")
    taken = {"actor": cast["tariq"], "workshop": place, "name": "Bühne 1"}
    assert refused(actions.add_bay, **taken) == (Taken, "name")
    assert told("workshop.open") == [("Tariq", {"name": "Werkstatt Chemnitz"})]


def test_a_friends_link_is_kept_only_as_its_hash_and_ends_at_once(build, cast):
    lena, token = actions.invite_crew(actor=cast["ida"], build=build, name=" Lena ", skills="Löten")
    assert (lena.name, lena.actor_kind, lena.actor_person_id) == ("Lena", "pass", None)
    row = CrewPass.objects.values().get()
    assert [value for value in row.values() if token in str(value)] == []
    assert (actions.pass_of(token), actions.pass_of(token + "x"), actions.pass_of("")) == (lena, None, None)
    assert actions.pass_of(row["token_hash"]) is None
    actions.revoke_pass(actor=cast["tariq"], crew_pass=lena)
    assert actions.pass_of(token) is None
    with pytest.raises(NotAllowed):
        sign(lena, build, "1.1")
    assert (told("build.invite"), told("build.revoke")) == (
        [("Ida", {"name": "Lena"})],
        [("Tariq", {"name": "Lena"})],
    )


def test_friends_have_names_that_tell_them_apart(build, cast):
    actions.invite_crew(actor=cast["ida"], build=build, name="Lena")
    for name in ("", "  ", "ida", "TARIQ", "Lena"):
        facts = {"actor": cast["ida"], "build": build, "name": name}
        assert refused(actions.invite_crew, **facts)[1] == "name"
    assert CrewPass.objects.count() == 1


def test_a_crew_has_an_end(build, cast):
    for number in range(20):
        actions.invite_crew(actor=cast["ida"], build=build, name=f"Freund {number}")
    assert refused(actions.invite_crew, actor=cast["ida"], build=build, name="Zu viel")[0] is Refused


def test_a_build_is_finished_when_all_is_signed_and_only_once(build, cast, place):
    assert refused(actions.finish_build, actor=cast["ida"], build=build)[0] is Refused
    sign(cast["ida"], build, "1.1")
    sign(cast["ida"], build, "2.1", values=[24_000, 24_000], second="Tariq")
    sign(cast["ida"], build, "2.4")
    sign(cast["ida"], build, "2.5", values=[5_000])
    stale = Build.objects.select_related("car__project", "car__owner", "coach").get()
    actions.finish_build(actor=cast["tariq"], build=build)
    assert refused(actions.finish_build, actor=cast["ida"], build=stale)[0] is Taken
    assert [entry[0] for entry in told("build.finish")] == ["Tariq"]
    assert (Car.objects.get().state, Build.objects.get().state) == ("built", "finished")
    with pytest.raises(NotAllowed):
        sign(cast["ida"], build, "1.1")


def test_a_finished_car_gets_no_new_steps(signed_build, cast, guide):
    actions.finish_build(actor=cast["ida"], build=signed_build)
    module = queries.step_or_404(guide, "1.1").module
    facts = {"title": ("Neu", ""), "text": ("Neu.", ""), "minutes": 1}
    actions.add_step(actor=cast["tariq"], module=module, number="1.2", **facts)
    assert [step.number for step in queries.steps_of(signed_build)] == ["1.1", "2.1", "2.4", "2.5"]


def test_steps_and_chapters_that_cannot_be_written(guide, cast):
    module = queries.step_or_404(guide, "1.1").module
    plain = {"number": "1.9", "title": ("x", ""), "text": ("x", ""), "minutes": 1}
    torque = {"check_kind": "torque", "target": 5_000}
    for facts, expected in (
        ({"number": "1.1"}, (Taken, "number")),
        ({"condition": "doors &"}, (Refused, "condition")),
        ({"condition": "wings"}, (Refused, "condition")),
        (torque, (Refused, "tolerance")),
        ({**torque, "tolerance": 5_000}, (Refused, "tolerance")),
    ):
        step = {**plain, **facts}
        assert refused(actions.add_step, actor=cast["tariq"], module=module, **step) == expected
    chapter = {"actor": cast["tariq"], "project": guide, "number": 1, "title": ("x", "")}
    assert refused(actions.add_module, **chapter) == (Taken, "number")


def test_the_thread_leads_from_parts_and_options_to_the_step(guide):
    links = links_to(queries.step_or_404(guide, "2.1").thing).order_by("source_kind")
    assert [(link.kind, link.source.kind) for link in links] == [("built", "option"), ("built", "part")]


def test_a_step_needs_parts_of_its_own_project(guide, cast):
    from unikat.journey.projects.actions import open_project

    facts = {"promise": ("x", ""), "brief": ("x", "")}
    other = open_project(actor=cast["oskar"], slug="other", code="OT", name="Other", **facts)
    part = add_part(actor=cast["oskar"], project=other, number="OT-1", name=("x", ""))
    module = queries.step_or_404(guide, "1.1").module
    step = {"number": "1.9", "title": ("x", ""), "text": ("x", ""), "minutes": 1, "parts": [part]}
    assert refused(actions.add_step, actor=cast["tariq"], module=module, **step) == (Refused, "parts")
