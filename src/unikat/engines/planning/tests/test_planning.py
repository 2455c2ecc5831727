"""Golden plans of a small build, read like the coach would read them."""

from datetime import date

import pytest

from unikat.engines.planning import Day, Person, Plan, Reason, Refusal, Row, Step, plan, steps_of_car

FRI, SAT, SUN = date(2027, 5, 7), date(2027, 5, 8), date(2027, 5, 9)
TARIQ = Person("tariq", frozenset({"coach", "high-voltage"}))
IDA, LENA, HANNA = Person("ida"), Person("lena"), Person("hanna")


def day(when: date, minutes: int = 480, people=(TARIQ, IDA, LENA), begins: int = 0) -> Day:
    return Day(when, minutes, tuple(people), begins)


def test_steps_run_side_by_side_when_hands_are_free_and_wait_when_they_must():
    steps = [
        Step("1.1", 120, 2, module="frame"),
        Step("2.1", 60, 1, module="drive"),
        Step("1.2", 60, 2, after=("1.1",), module="frame"),
        Step("3.1", 90, 1, after=("2.1",), skill="high-voltage", module="battery"),
    ]
    assert plan(steps, [day(FRI)]) == Plan(
        (
            Row("1.1", FRI, 0, 120, ("ida", "lena")),
            Row("2.1", FRI, 0, 60, ("tariq",)),
            Row("3.1", FRI, 60, 90, ("tariq",)),
            Row("1.2", FRI, 120, 60, ("ida", "lena")),
        )
    )


def test_a_step_never_crosses_the_end_of_a_day():
    steps = [Step("a", 100), Step("b", 100, after=("a",)), Step("c", 60, after=("b",))]
    found = plan(steps, [day(SAT, 180), day(FRI, 180)])
    assert [(row.step, row.day, row.start, row.end) for row in found.rows] == [
        ("a", FRI, 0, 100),
        ("b", SAT, 0, 100),
        ("c", SAT, 100, 160),
    ]


def test_a_short_step_slips_into_a_gap_left_earlier():
    steps = [Step("long", 200), Step("longer", 200, after=("long",)), Step("short", 30)]
    found = plan(steps, [day(FRI, 240, [IDA]), day(SAT, 240, [IDA])])
    assert [(row.step, row.day, row.start) for row in found.rows] == [
        ("long", FRI, 0),
        ("short", FRI, 200),
        ("longer", SAT, 0),
    ]


def test_people_stay_at_their_module():
    steps = [
        Step("f1", 60, module="frame"),
        Step("s1", 60, module="seats"),
        Step("s2", 60, after=("s1",), module="seats"),
        Step("f2", 60, after=("f1",), module="frame"),
    ]
    found = plan(steps, [day(FRI, people=[IDA, LENA])])
    crews = {row.step: row.people for row in found.rows}
    assert crews == {"f1": ("ida",), "s1": ("lena",), "s2": ("lena",), "f2": ("ida",)}


def test_rare_skills_stay_free_for_the_steps_that_need_them():
    steps = [Step("belts", 60), Step("cable", 60, skill="high-voltage")]
    found = plan(steps, [day(FRI, 60)])
    assert {row.step: row.people for row in found.rows} == {"belts": ("ida",), "cable": ("tariq",)}


def test_late_parts_move_their_step_and_what_waits_for_it_only():
    steps = [Step("door", 60), Step("latch", 30, after=("door",)), Step("seat", 60)]
    found = plan(steps, [day(FRI), day(SAT)], late={"door": SAT})
    assert {row.step: row.day for row in found.rows} == {"door": SAT, "latch": SAT, "seat": FRI}


def test_planning_again_leaves_done_steps_out_and_starts_at_the_hour():
    steps = [Step("a", 60), Step("b", 60, after=("a",)), Step("c", 60, after=("b",))]
    assert plan(steps, [day(FRI, people=[IDA], begins=300)], done=frozenset({"a"})) == Plan(
        (Row("b", FRI, 300, 60, ("ida",)), Row("c", FRI, 360, 60, ("ida",)))
    )


def test_nothing_to_do_is_a_complete_plan():
    assert plan([], []) == Plan(())
    assert plan([Step("a", 5)], [], done=frozenset({"a"})) == Plan(())


def test_days_too_short_say_which_steps_and_how_much_work_has_no_place():
    steps = [Step("a", 100, 2), Step("b", 100, 2, after=("a",)), Step("c", 30, after=("b",)), Step("d", 10)]
    found = plan(steps, [day(FRI, 150, [IDA, LENA])], late={"d": SAT})
    assert [row.step for row in found.rows] == ["a"]
    assert found.unplanned == (
        Reason("full", ("b",), "No gap of 100 minutes is left for b."),
        Reason("after", ("c", "b"), "c waits for b."),
        Reason("late", ("d",), "Parts for d come after the last day."),
    )
    assert (found.missing, found.complete) == (240, False)


def test_another_rule_helps_when_the_first_leaves_work_over():
    # by latest start the chain goes first and breaks both days so that the big piece fits nowhere
    steps = [Step("chain-1", 50), Step("chain-2", 50, after=("chain-1",)), Step("big", 80, 2)]
    days = [day(FRI, 100, [IDA, LENA]), day(SAT, 100, [IDA])]
    assert plan(steps, days).complete


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        (
            [Step("a", 5, after=("c",)), Step("b", 5, after=("a",)), Step("c", 5, after=("b",))],
            Reason("cycle", ("a", "b", "c", "a"), "These steps wait for each other: a → b → c → a."),
        ),
        (
            [Step("a", 5, after=("a",))],
            Reason("cycle", ("a", "a"), "These steps wait for each other: a → a."),
        ),
        (
            [Step("hood", 5, 4)],
            Reason("people", ("hood",), "hood needs 4 people; no day has more than 3.", 4, 3),
        ),
        (
            [Step("paint", 500)],
            Reason(
                "long", ("paint",), "paint takes 500 minutes at one go; no day has more than 480.", 500, 480
            ),
        ),
        (
            [Step("weld", 5, skill="welding")],
            Reason("skill", ("weld",), "weld needs somebody with the skill welding; nobody has it."),
        ),
        ([Step("a", 5), Step("a", 6)], Reason("twice", ("a",), "The key a is used by 2 steps.")),
        (
            [Step("a", 5, after=("z",))],
            Reason("unknown", ("a", "z"), "a waits for z, which is no step."),
        ),
    ],
)
def test_what_no_order_of_work_can_do_is_refused_with_the_reason(steps, reason):
    assert plan(steps, [day(FRI)]) == Refusal((reason,))
    assert reason.missing == max(0, reason.needed - reason.available)


def test_people_and_time_that_never_meet_are_refused():
    short_and_many, long_and_few = day(FRI, 60), day(SAT, 480, [IDA])
    sentence = "hood needs people, skill and time together; no single day has them."
    assert plan([Step("hood", 90, 2)], [short_and_many, long_and_few]) == Refusal(
        (Reason("together", ("hood",), sentence),)
    )


def test_days_that_contradict_themselves_are_refused():
    assert plan([Step("a", 5)], []) == Refusal((Reason("days", (), "No day is booked."),))
    twice = plan([Step("a", 5)], [day(FRI), day(FRI)])
    assert twice == Refusal((Reason("days", (), "The day 2027-05-07 is given 2 times."),))
    doubled = plan([Step("a", 5)], [day(FRI, people=[IDA, IDA])])
    assert doubled == Refusal((Reason("days", (), "ida is counted 2 times on 2027-05-07."),))


@pytest.mark.parametrize(("minutes", "people"), [(0, 1), (-5, 1), (5, 0)])
def test_a_step_without_time_or_hands_is_no_step(minutes, people):
    with pytest.raises(ValueError, match="at least one minute and one person"):
        Step("a", minutes, people)


def test_a_car_gets_its_own_steps_and_the_order_bridges_the_dropped_ones():
    steps = [
        Step("frame", 60),
        Step("hinge", 20, after=("frame",)),
        Step("door", 30, after=("hinge",)),
        Step("number", 10, after=("door", "frame"), module="body"),
    ]
    assert steps_of_car(steps, lambda step: step.key not in {"hinge", "door"}) == (
        Step("frame", 60),
        Step("number", 10, after=("frame",), module="body"),
    )
