"""Whatever the build, a plan keeps its promises; unlimited hands give the published critical paths."""

import json
import os
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.planning import Day, Person, Plan, Step, plan

ROOT = Path(__file__).parents[5]
SAMPLES = Path(os.environ.get("UNIKAT_DATA_SAMPLES", ROOT.parent / "shared" / "data")) / "psplib"
SKILLS = ("coach", "brakes")


@st.composite
def builds(draw):
    count = draw(st.integers(1, 14))
    steps = []
    for number in range(count):
        after = draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set()
        steps.append(
            Step(
                f"s{number}",
                draw(st.integers(1, 90)),
                draw(st.integers(1, 3)),
                tuple(f"s{before}" for before in sorted(after)),
                draw(st.sampled_from((None, None, *SKILLS))),
                draw(st.sampled_from(("frame", "body"))),
            )
        )
    days = []
    for number in range(draw(st.integers(1, 4))):
        people = tuple(
            Person(f"p{index}", frozenset(draw(st.sets(st.sampled_from(SKILLS)))))
            for index in range(draw(st.integers(1, 4)))
        )
        begins = draw(st.integers(0, 30))
        minutes = draw(st.integers(30, 200))
        days.append(Day(date(2027, 5, 7) + timedelta(number), minutes, people, begins))
    late = draw(
        st.dictionaries(st.sampled_from([step.key for step in steps]), st.sampled_from(days), max_size=2)
    )
    done = draw(st.sets(st.sampled_from([step.key for step in steps]), max_size=3))
    return steps, days, frozenset(done), {key: day.date for key, day in late.items()}


def broken_promises(steps, days, done, late, found):
    by_key, on = {step.key: step for step in steps}, {day.date: day for day in days}
    placed = {row.step: row for row in found.rows}
    for row in found.rows:
        step, day = by_key[row.step], on[row.day]
        skills = {person.key: person.skills for person in day.people}
        if not day.begins <= row.start < row.end <= day.minutes or row.minutes != step.minutes:
            yield "hours", row
        if len(set(row.people)) != step.people or not set(row.people) <= set(skills):
            yield "hands", row
        if step.skill and not any(step.skill in skills[person] for person in row.people):
            yield "skill", row
        if row.day < late.get(row.step, row.day):
            yield "late", row
        for key in set(step.after) - done:
            if key not in placed or (placed[key].day, placed[key].end) > (row.day, row.start):
                yield "order", row
    for person in {person for row in found.rows for person in row.people}:
        times = sorted((row.day, row.start, row.end) for row in found.rows if person in row.people)
        yield from (("double", a, b) for a, b in pairwise(times) if a[0] == b[0] and a[2] > b[1])


@given(builds())
def test_every_plan_can_be_carried_out(build):
    steps, days, done, late = build
    found = plan(steps, days, done, late)
    assert found == plan(steps, days, done, late)
    if isinstance(found, Plan):
        assert list(broken_promises(steps, days, done, late, found)) == []
        planned, lost = [row.step for row in found.rows], [reason.steps[0] for reason in found.unplanned]
        assert sorted(planned + lost) == sorted(step.key for step in steps if step.key not in done)
        left_over = sum(step.minutes * step.people for step in steps if step.key in lost)
        assert found.missing == left_over


@given(builds(), st.data())
def test_planning_again_at_any_step_never_moves_what_is_done(build, data):
    steps, days, _, late = build
    found = plan(steps, days, frozenset(), late)
    if isinstance(found, Plan) and found.rows:
        done = frozenset(row.step for row in found.rows[: data.draw(st.integers(0, len(found.rows)))])
        again = plan(steps, days, done, late)
        assert isinstance(again, Plan)
        assert done.isdisjoint({row.step for row in again.rows})
        assert list(broken_promises(steps, days, done, late, again)) == []


def read_instance(path: Path) -> list[Step]:
    """The activities of a file in Patterson's format, without the two that take no time."""
    numbers = iter(map(int, re.findall(r"-?\d+", path.read_text())))
    count, kinds = next(numbers), next(numbers)
    [next(numbers) for _ in range(kinds)]
    minutes, before = [], [[] for _ in range(count)]
    for index in range(count):
        minutes.append(next(numbers))
        [next(numbers) for _ in range(kinds)]
        for _ in range(next(numbers)):
            before[next(numbers) - 1].append(index)
    return [
        Step(str(index), minutes[index], 1, tuple(str(key) for key in before[index] if minutes[key]))
        for index in range(count)
        if minutes[index]
    ]


@pytest.mark.parametrize("series", ["j30", "j60", "j120"])
def test_with_hands_enough_the_plan_is_the_critical_path(series):
    if not SAMPLES.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"scheduling samples are missing: {SAMPLES}")
        pytest.skip("no scheduling samples beside this checkout")
    published = json.loads((SAMPLES / "bks.json").read_text())
    crowd = tuple(Person(f"p{index:03}") for index in range(60))
    files = sorted((SAMPLES / series).glob("*.rcp"))
    assert files != []
    measured = {}
    for path in files[::4]:
        found = plan(read_instance(path), [Day(date(2027, 5, 7), 2000, crowd)])
        measured[path.stem] = max(row.end for row in found.rows)
    assert measured == {name: published[name]["cpm"] for name in measured}
