"""Places steps on booked days by serial schedule generation.

Method: R. Kolisch, "Serial and parallel resource-constrained project scheduling methods revisited",
European Journal of Operational Research 90 (1996) 320-333. Each step in turn gets the earliest place that
precedence, people and the end of the day allow; the turn goes to the step with the latest start closest
(LST). If that leaves a step without a place, two further rules are tried (most work waiting behind it;
largest piece of work) and the plan with the least work left over is kept. No chance is involved.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from .checking import find_faults, fits
from .models import Day, Person, Plan, Reason, Refusal, Row, Step

Rank = dict[str, int]


def plan(
    steps: Sequence[Step],
    days: Sequence[Day],
    done: frozenset[str] = frozenset(),
    late: Mapping[str, date] | None = None,
) -> Plan | Refusal:
    """A plan for all steps that are not `done`; `late` names the earliest day of steps waiting for parts.

    A step never crosses the end of a day, nobody does two things at once, order holds across days. The
    same input always gives the same plan. Keys in `done` or `late` that are no step are ignored. A
    `Refusal` means no order of work can do it; a `Plan` with `unplanned` steps means the days are too short.
    """
    to_do = [step for step in steps if step.key not in done]
    in_order = sorted(days, key=lambda day: day.date)
    faults = find_faults(to_do, in_order, done)
    if faults:
        return Refusal(faults)
    tried = []
    for rule in (_by_latest_start, _by_work_behind, _by_size):
        tried.append(_one_pass(to_do, in_order, rule(to_do), late or {}))
        if tried[-1].complete:
            return tried[-1]
    return min(tried, key=lambda found: found.missing)


def steps_of_car(steps: Sequence[Step], wanted: Callable[[Step], bool]) -> tuple[Step, ...]:
    """The wanted steps; who waited for a dropped step waits for what that step waited for."""
    by_key = {step.key: step for step in steps}
    kept = {step.key for step in steps if wanted(step)}

    def bridged(step: Step) -> tuple[str, ...]:
        found: dict[str, None] = {}
        seen: set[str] = set()
        stack = list(reversed(step.after))
        while stack:
            key = stack.pop()
            if key in kept or key not in by_key:
                found[key] = None
            elif key not in seen:
                seen.add(key)
                stack.extend(reversed(by_key[key].after))
        return tuple(found)

    return tuple(
        Step(step.key, step.minutes, step.people, bridged(step), step.skill, step.module)
        for step in steps
        if step.key in kept
    )


class _Board:
    """Who is busy when, while a plan grows."""

    def __init__(self, days: Sequence[Day]) -> None:
        self.days = days
        self.busy: dict[tuple[int, str], list[tuple[int, int]]] = {}
        self.last_module: dict[str, str] = {}

    def place(self, step: Step, day: int, minute: int) -> tuple[int, Row] | None:
        """Take the earliest place at or after this day and minute; the day's index and the row, or None."""
        for index in range(day, len(self.days)):
            today = self.days[index]
            if not fits(step, today):
                continue
            floor = max(today.begins, minute if index == day else 0)
            for start in self._starts(index, floor):
                if start + step.minutes > today.minutes:
                    break
                crew = self._crew(step, index, start)
                if crew:
                    return index, self._take(step, index, start, crew)
        return None

    def _starts(self, index: int, floor: int) -> list[int]:
        """Somebody becomes free only when a piece of work ends: no other starts need a look."""
        ends = {
            end
            for person in self.days[index].people
            for _, end in self.busy.get((index, person.key), ())
            if end > floor
        }
        return sorted(ends | {floor})

    def _crew(self, step: Step, index: int, start: int) -> tuple[str, ...]:
        end = start + step.minutes
        free = [
            person
            for person in self.days[index].people
            if all(end <= a or b <= start for a, b in self.busy.get((index, person.key), ()))
        ]
        # rare skills stay free for the steps that need them; people stay with their module
        free.sort(key=lambda person: (len(person.skills), self._has_moved(person, step)))
        if step.skill is not None:
            lead = next((person for person in free if step.skill in person.skills), None)
            if lead is None:
                return ()
            free.remove(lead)
            free.insert(0, lead)
        return tuple(person.key for person in free[: step.people]) if len(free) >= step.people else ()

    def _has_moved(self, person: Person, step: Step) -> bool:
        return self.last_module.get(person.key, step.module) != step.module

    def _take(self, step: Step, index: int, start: int, crew: tuple[str, ...]) -> Row:
        for person in crew:
            self.busy.setdefault((index, person), []).append((start, start + step.minutes))
            self.last_module[person] = step.module
        return Row(step.key, self.days[index].date, start, step.minutes, crew)


def _one_pass(steps: Sequence[Step], days: Sequence[Day], rank: Rank, late: Mapping[str, date]) -> Plan:
    board = _Board(days)
    ends: dict[str, tuple[int, int]] = {}
    rows: list[Row] = []
    lost: dict[str, Reason] = {}
    for step in _turns(steps, rank):
        blocker = next((key for key in step.after if key in lost), None)
        first = _first_day(days, late.get(step.key))
        if blocker is not None:
            lost[step.key] = Reason("after", (step.key, blocker), f"{step.key} waits for {blocker}.")
        elif first == len(days):
            lost[step.key] = Reason("late", (step.key,), f"Parts for {step.key} come after the last day.")
        else:
            earliest = max([(first, 0), *(ends[key] for key in step.after if key in ends)])
            placed = board.place(step, *earliest)
            if placed is None:
                sentence = f"No gap of {step.minutes} minutes is left for {step.key}."
                lost[step.key] = Reason("full", (step.key,), sentence)
            else:
                ends[step.key] = (placed[0], placed[1].end)
                rows.append(placed[1])
    rows.sort(key=lambda row: (row.day, row.start))
    missing = sum(step.minutes * step.people for step in steps if step.key in lost)
    return Plan(tuple(rows), tuple(lost[step.key] for step in steps if step.key in lost), missing)


def _first_day(days: Sequence[Day], earliest: date | None) -> int:
    if earliest is None:
        return 0
    return next((index for index, day in enumerate(days) if day.date >= earliest), len(days))


def _turns(steps: Sequence[Step], rank: Rank) -> list[Step]:
    """All steps, each after those it waits for, the lowest rank first among those whose turn it can be."""
    place = {step.key: index for index, step in enumerate(steps)}
    waits = {step.key: len({key for key in step.after if key in place}) for step in steps}
    behind = _behind(steps)
    heap = [(rank[key], place[key]) for key, count in waits.items() if count == 0]
    heapq.heapify(heap)
    order = []
    while heap:
        step = steps[heapq.heappop(heap)[1]]
        order.append(step)
        for key in behind[step.key]:
            waits[key] -= 1
            if waits[key] == 0:
                heapq.heappush(heap, (rank[key], place[key]))
    return order


def _behind(steps: Sequence[Step]) -> dict[str, list[str]]:
    """For each step the steps that wait directly for it."""
    behind: dict[str, list[str]] = {step.key: [] for step in steps}
    for step in steps:
        for key in dict.fromkeys(step.after):
            if key in behind:
                behind[key].append(step.key)
    return behind


def _by_latest_start(steps: Sequence[Step]) -> Rank:
    """The latest start, counted back from the end: the longest path of minutes that begins with the step."""
    behind = _behind(steps)
    tail: Rank = {}
    for step in reversed(_turns(steps, dict.fromkeys(behind, 0))):
        tail[step.key] = -step.minutes + min((tail[key] for key in behind[step.key]), default=0)
    return tail


def _by_work_behind(steps: Sequence[Step]) -> Rank:
    """Person-minutes of the step and of everything that waits for it, directly or not."""
    behind = _behind(steps)
    work = {step.key: step.minutes * step.people for step in steps}
    everything: dict[str, set[str]] = {}
    for step in reversed(_turns(steps, dict.fromkeys(behind, 0))):
        everything[step.key] = {step.key}.union(*(everything[key] for key in behind[step.key]))
    return {key: -sum(work[other] for other in all_behind) for key, all_behind in everything.items()}


def _by_size(steps: Sequence[Step]) -> Rank:
    """Person-minutes of the step alone, largest first."""
    return {step.key: -step.minutes * step.people for step in steps}
