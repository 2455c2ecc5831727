"""A step is signed once, measured within its tolerance, behind its gates, by two where two are needed."""

import pytest

from unikat.foundation.ledger.queries import links_to
from unikat.foundation.ledger.refusal import Refused, Taken
from unikat.journey.builds import actions, queries
from unikat.journey.builds.models import SignOff
from unikat.journey.builds.tests.conftest import sign
from unikat.journey.builds.tests.test_actions import refused, told


def test_a_sign_off_is_kept_with_its_values_and_on_the_thread(signed_build, cast):
    rows = SignOff.objects.values_list(
        "step__number", "actor_kind", "actor_name", "second_name", "values", "note"
    )
    assert list(rows) == [
        ("1.1", "person", "Ida", "", [], ""),
        ("2.1", "pass", "Lena", "Tariq", [24_000, 25_900], "Eng."),
        ("2.4", "person", "Ida", "", [], ""),
        ("2.5", "person", "Tariq", "", [5_200], ""),
    ]
    assert told("step.sign")[1] == ("Lena", {"car": 1, "values": [24_000, 25_900], "second": "Tariq"})
    signed = links_to(signed_build.car.thing).filter(kind="signed")
    assert [link.source.kind for link in signed] == ["step"] * 4


def test_a_signed_step_is_never_signed_again_in_silence(signed_build, cast):
    before = list(SignOff.objects.values())
    with pytest.raises(Taken) as taken:
        sign(cast["ida"], signed_build, "2.1", values=[24_000, 24_000], second="Lena")
    assert taken.value.message.startswith("Lena hat diesen Schritt am ")
    assert list(SignOff.objects.values()) == before


def test_nothing_is_signed_before_the_gate(build, cast):
    with pytest.raises(Refused) as first:
        sign(cast["ida"], build, "2.4")
    assert first.value.message == "Erst 1.1: Er schützt alles, was danach kommt."
    sign(cast["ida"], build, "1.1")
    assert sign(cast["ida"], build, "2.4").step.number == "2.4"


def test_a_step_of_other_cars_is_not_signed(build, cast):
    sign(cast["ida"], build, "1.1")
    for number in ("2.2", "2.3"):
        assert refused(sign, cast["ida"], build, number) == (Refused, None)


def test_two_people_sign_what_two_people_do(build, cast):
    """Nobody, oneself, a stranger, and a friend whose pass was taken back are no second pair of eyes."""
    lena, _token = actions.invite_crew(actor=cast["ida"], build=build, name="Lena")
    actions.revoke_pass(actor=cast["ida"], crew_pass=lena)
    sign(cast["ida"], build, "1.1")
    values = [24_000, 24_000]
    for second in ("", "Ida", "ida", "Paul", "Lena"):
        facts = {"values": values, "second": second}
        assert refused(sign, cast["ida"], build, "2.1", **facts) == (Refused, "second")
    assert sign(cast["ida"], build, "2.1", values=values, second="Tariq").second_name == "Tariq"


OFF = [
    ([24_000], "2 Werte werden gebraucht, einer je Schraube."),
    ([24_000] * 3, "2 Werte werden gebraucht, einer je Schraube."),
    ([24_000, 26_001], "Schraube 2: 0,001 Nm zu fest. Lösen, neu anziehen."),
    ([21_500, 24_000], "Schraube 1: 0,5 Nm zu locker. Weiter anziehen."),
    ([-24_000, 24_000], "Schraube 1: 46,0 Nm zu locker. Weiter anziehen."),
]


def test_torque_outside_its_tolerance_is_refused_with_what_to_do(build, cast):
    sign(cast["ida"], build, "1.1")
    for values, said in OFF:
        with pytest.raises(Refused) as off:
            sign(cast["ida"], build, "2.1", values=values, second="Tariq")
        assert (off.value.field, off.value.message) == ("values", said)
    assert SignOff.objects.filter(step__number="2.1").count() == 0


def test_the_edge_of_the_tolerance_is_inside(build, cast):
    sign(cast["ida"], build, "1.1")
    assert sign(cast["ida"], build, "2.1", values=[22_000, 26_000], second="Tariq").values == [22_000, 26_000]


def test_a_step_that_is_ticked_takes_no_values(build, cast):
    assert refused(sign, cast["ida"], build, "1.1", values=[1]) == (Refused, "values")


NO_VALUES = [
    "NaN",
    "inf",
    "-inf",
    "-24",
    "+24",
    "",
    " ",
    "24 Nm",
    "1e2",
    "1_000",
    "24.0004",
    "2.400,5",
    "24,",
    "100000",
    "²4",
]


def test_what_is_no_measured_value_is_refused(build):
    step = queries.step_or_404(build.car.project, "2.1")
    for typed in NO_VALUES:
        with pytest.raises(Refused) as no:
            actions.read_values(step, ["24", typed])
        assert (no.value.field, no.value.message) == ("values", "Wert 2: Gib eine Zahl wie 24,5 ein."), typed


def test_a_comma_is_a_point(build):
    step = queries.step_or_404(build.car.project, "2.1")
    assert actions.read_values(step, ["24,5", " 24.125 "]) == [24_500, 24_125]
    assert refused(actions.read_values, step, ["24"]) == (Refused, "values")
