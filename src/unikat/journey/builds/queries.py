"""Questions about workshops, builds, the guide and what is signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.http import Http404

from unikat.engines import planning
from unikat.engines.configuring.expressions import parse
from unikat.foundation.ledger.things import Viewer
from unikat.journey.builds.models import (
    BayDay,
    Build,
    BuildState,
    CrewPass,
    Module,
    SignOff,
    Step,
    Workshop,
)
from unikat.journey.cars.queries import car_or_404
from unikat.journey.projects.models import Project

#: Minutes of work on a booked day, without the breaks.
WORKING_MINUTES = 420


def workshops() -> QuerySet[Workshop]:
    """All workshops by city."""
    return Workshop.objects.select_related("keeper").annotate(bay_count=Count("bays")).order_by("city")


def workshop_or_404(slug: str) -> Workshop:
    """The workshop of this address."""
    found = workshops().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class FreeDay:
    """A day in the calendar and how many bays are free on it."""

    day: date
    free: int
    is_open: bool


def calendar_of(workshop: Workshop, first: date, days: int = 42) -> list[FreeDay]:
    """How many bays are free on each day, in two queries."""
    bays = workshop.bays.count()
    last = first + timedelta(days=days - 1)
    taken = dict(
        BayDay.objects.filter(bay__workshop=workshop, day__range=(first, last))
        .values_list("day")
        .annotate(Count("pk"))
        .order_by()
    )
    every = [first + timedelta(days=offset) for offset in range(days)]
    return [FreeDay(day, bays - taken.get(day, 0), day >= workshop.opens_on) for day in every]


def build_or_404(project: Project, number: int, viewer: Viewer) -> Build:
    """The build of this car, if the car is the viewer's to see."""
    car = car_or_404(project, number, viewer)
    build = (
        Build.objects.filter(car=car)
        .select_related("car__project", "car__owner", "workshop", "coach")
        .first()
    )
    if build is None:
        raise Http404
    return build


def valid_passes() -> QuerySet[CrewPass]:
    """The passes that work, each with its build as a page shows it."""
    whole = ("build__car__project", "build__car__owner", "build__workshop", "build__coach", "person")
    return CrewPass.objects.filter(revoked_at__isnull=True).select_related(*whole)


def guide_of(project: Project) -> list[tuple[Module, list[Step]]]:
    """All modules with their steps, in order."""
    steps = list(Step.objects.filter(project=project).select_related("module", "project"))
    modules = list(Module.objects.filter(project=project))
    return [(module, [step for step in steps if step.module_id == module.pk]) for module in modules]


def step_or_404(project: Project, number: str) -> Step:
    """The step of this number."""
    step = Step.objects.filter(project=project, number=number).select_related("project", "module").first()
    if step is None:
        raise Http404
    return step


def steps_of(build: Build) -> list[Step]:
    """The car's own steps: those whose condition holds for its options, in order."""
    codes = build.car.codes
    steps = Step.objects.filter(project=build.car.project_id).select_related("module", "project")
    if build.state == BuildState.FINISHED:
        # What was written into the guide afterwards was not done on this car.
        return list(steps.filter(pk__in=build.sign_offs.values("step_id")))
    return [step for step in steps if parse(step.condition).holds(codes)]


def signed_in(build: Build) -> dict[int, SignOff]:
    """What is signed, by step."""
    return {signed.step_id: signed for signed in build.sign_offs.select_related("person", "step")}


def open_steps(build: Build) -> list[Step]:
    """The car's steps that nobody has signed yet, in order."""
    done = set(build.sign_offs.values_list("step_id", flat=True))
    return [step for step in steps_of(build) if step.pk not in done]


def gate_before(build: Build, step: Step) -> Step | None:
    """The first open safety gate that stands before this step."""
    place = (step.module.number, step.position)
    for waiting in open_steps(build):
        if waiting.is_gate and (waiting.module.number, waiting.position) < place:
            return waiting
    return None


def names_of_crew(build: Build) -> list[str]:
    """Everybody who may sign here, by name: owner, coach, friends with a valid pass."""
    friends = build.crew.filter(revoked_at__isnull=True).values_list("name", flat=True)
    return list(dict.fromkeys([build.car.owner.name, build.coach.name, *friends]))


@dataclass(frozen=True)
class ModuleProgress:
    """A module of a build: its steps, how many are signed, and the day they are planned for."""

    module: Module
    steps: list[tuple[Step, SignOff | None]]
    days: list[date]

    @property
    def done(self) -> int:
        """How many steps are signed."""
        return sum(signed is not None for _step, signed in self.steps)


def progress_of(build: Build) -> tuple[list[ModuleProgress], planning.Plan | planning.Refusal]:
    """Every module with its signed and open steps, and the plan of the booked days."""
    own, signed = steps_of(build), signed_in(build)
    planned = plan_of(build, own, signed)
    day_of = {row.step: row.day for row in planned.rows} if isinstance(planned, planning.Plan) else {}
    modules: dict[int, list[tuple[Step, SignOff | None]]] = {}
    for step in own:
        modules.setdefault(step.module_id, []).append((step, signed.get(step.pk)))
    told = []
    for steps in modules.values():
        days = {day_of[step.number] for step, _done in steps if step.number in day_of}
        days |= {build.workshop.day_of(done.at) for _step, done in steps if done}
        told.append(ModuleProgress(steps[0][0].module, steps, sorted(days)))
    return told, planned


def plan_of(build: Build, own: list[Step], signed: dict[int, SignOff]) -> planning.Plan | planning.Refusal:
    """The open steps on the booked days that are left, one after the other within a module."""
    people = tuple(planning.Person(name) for name in names_of_crew(build))
    left = [day for day in build.days.values_list("day", flat=True) if day >= build.workshop.today]
    days = [planning.Day(day, WORKING_MINUTES, people) for day in left]
    steps, before = [], ""
    for step in own:
        after = (before,) if before else ()
        steps.append(
            planning.Step(step.number, step.minutes, step.people, after, module=str(step.module.number))
        )
        before = step.number
    done = frozenset(step.number for step in own if step.pk in signed)
    return planning.plan(steps, days, done)
