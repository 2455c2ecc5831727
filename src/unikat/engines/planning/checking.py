"""Finds what makes a plan impossible in principle, before any step is placed."""

from collections import Counter
from collections.abc import Sequence

from .models import Day, Reason, Step


def find_faults(steps: Sequence[Step], days: Sequence[Day], done: frozenset[str]) -> tuple[Reason, ...]:
    """All contradictions among `steps` still to do and `days`; empty if a plan is worth trying."""
    faults = [*_faults_of_names(steps, days, done)]
    if not faults:
        path = find_cycle(steps)
        if path:
            faults.append(Reason("cycle", path, f"These steps wait for each other: {' → '.join(path)}."))
    if days:
        faults.extend(fault for step in steps if (fault := _fault_of_step(step, days)))
    return tuple(faults)


def _faults_of_names(steps: Sequence[Step], days: Sequence[Day], done: frozenset[str]) -> list[Reason]:
    faults = []
    if steps and not days:
        faults.append(Reason("days", (), "No day is booked."))
    for date, times in Counter(day.date for day in days).items():
        if times > 1:
            faults.append(Reason("days", (), f"The day {date.isoformat()} is given {times} times."))
    for day in days:
        for key, times in Counter(person.key for person in day.people).items():
            if times > 1:
                faults.append(
                    Reason("days", (), f"{key} is counted {times} times on {day.date.isoformat()}.")
                )
    for key, times in Counter(step.key for step in steps).items():
        if times > 1:
            faults.append(Reason("twice", (key,), f"The key {key} is used by {times} steps."))
    known = {step.key for step in steps} | done
    faults.extend(
        Reason("unknown", (step.key, key), f"{step.key} waits for {key}, which is no step.")
        for step in steps
        for key in step.after
        if key not in known
    )
    return faults


def find_cycle(steps: Sequence[Step]) -> tuple[str, ...]:
    """The first closed path of steps that wait for each other, first step repeated at the end, or ()."""
    after = {step.key: step.after for step in steps}
    settled: set[str] = set()
    for step in steps:
        path: list[str] = []
        on_path: dict[str, int] = {}
        stack = [(step.key, False)]
        while stack:
            key, leaving = stack.pop()
            if leaving:
                path.pop()
                del on_path[key]
                settled.add(key)
            elif key in on_path:
                # `after` points back in time; turned round the path reads in the order of work
                return tuple(reversed([*path[on_path[key] :], key]))
            elif key in after and key not in settled:
                on_path[key] = len(path)
                path.append(key)
                stack.append((key, True))
                stack.extend((before, False) for before in reversed(after[key]))
    return ()


def fits(step: Step, day: Day) -> bool:
    """Whether the step could be done on this day if nothing else were planned."""
    return (
        day.begins + step.minutes <= day.minutes
        and len(day.people) >= step.people
        and (step.skill is None or any(step.skill in person.skills for person in day.people))
    )


def _fault_of_step(step: Step, days: Sequence[Day]) -> Reason | None:
    if any(fits(step, day) for day in days):
        return None
    key, crowd = step.key, max(len(day.people) for day in days)
    if crowd < step.people:
        sentence = f"{key} needs {step.people} people; no day has more than {crowd}."
        return Reason("people", (key,), sentence, step.people, crowd)
    longest = max(0, *(day.minutes - day.begins for day in days))
    if longest < step.minutes:
        sentence = f"{key} takes {step.minutes} minutes at one go; no day has more than {longest}."
        return Reason("long", (key,), sentence, step.minutes, longest)
    skills = {skill for day in days for person in day.people for skill in person.skills}
    if step.skill is not None and step.skill not in skills:
        return Reason("skill", (key,), f"{key} needs somebody with the skill {step.skill}; nobody has it.")
    return Reason("together", (key,), f"{key} needs people, skill and time together; no single day has them.")
