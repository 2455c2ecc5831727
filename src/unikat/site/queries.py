"""What the home of a project shows: the road, what one can do now, what was decided, how open it really is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.models import Entry, Link
from unikat.foundation.ledger.things import Card, Ref, Viewer
from unikat.foundation.people.models import Person
from unikat.foundation.ui.words import day, say
from unikat.journey.builds.models import Build
from unikat.journey.cars.models import HOLDING, Car
from unikat.journey.challenges.models import Stage
from unikat.journey.challenges.queries import challenges_of
from unikat.journey.changes.queries import open_changes
from unikat.journey.changes.rules import REVIEWS_NEEDED
from unikat.journey.parts.models import Part, RevisionState
from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.rules import is_open, is_steward
from unikat.journey.wishes.models import Decision, Wish, WishState


@dataclass(frozen=True)
class Stretch:
    """A phase as the timeline draws it."""

    title: str
    detail: str
    state: str


def timeline_of(project: Project) -> list[Stretch]:
    """The road: what is behind us, where we are, what is still open."""
    today = clock.today()
    stretches = []
    for phase in project.road:
        here = phase.opens_on <= today and (phase.closes_on is None or today <= phase.closes_on)
        state = "here" if here else "open" if phase.opens_on > today else ""
        detail = f"{day(phase.opens_on, 'medium')} · {say(phase, 'note')}"
        stretches.append(Stretch(say(phase, "title").text, detail, state))
    return stretches


@dataclass(frozen=True)
class Task:
    """Something a person can do now, and the time it costs."""

    minutes: int
    title: str
    url: str
    text: str
    card: Card | None = None
    person: Person | None = None
    person_says: str = ""

    @property
    def time(self) -> str:
        """The time in the unit a person would say."""
        if self.minutes >= 1440:
            return ngettext("%(num)s day", "%(num)s days", self.minutes // 1440) % {
                "num": self.minutes // 1440
            }
        return _("%(num)s min") % {"num": self.minutes}


def tasks_for(project: Project, viewer: Viewer) -> list[Task]:
    """What this viewer can do now, the quickest first."""
    found = [
        *_steering(project, viewer),
        *_wishing(project),
        *_voting(project),
        *_reviewing(project),
        *_choosing(project),
        *_building(project),
    ]
    return sorted(found, key=lambda task: task.minutes)


def _steering(project: Project, viewer: Viewer) -> list[Task]:
    """What a project needs of its steward before others can begin."""
    if not is_steward(viewer, project):
        return []
    wanted = [
        (
            project.memberships.count() == 1,
            2,
            _("Hand out the first roles"),
            _("Who draws, who computes, who coaches?"),
        ),
        (
            not project.phases.all(),
            10,
            _("Plan the road"),
            _("Phases say what is open when: wishing, ordering, building."),
        ),
    ]
    about = reverse("projects:about", args=[project.slug])
    return [Task(minutes, title, about, text) for is_wanted, minutes, title, text in wanted if is_wanted]


def _wishing(project: Project) -> list[Task]:
    if not is_open(project, Feature.WISHING):
        return []
    latest = Wish.objects.filter(project=project).select_related("author").order_by("-number").first()
    return [
        Task(
            2,
            _("Say what your car should be able to do"),
            reverse("wishes:list", args=[project.slug]),
            _("While you write you see who wants something alike."),
            person=latest.author if latest else None,
            person_says=_("%(name)s wrote the latest wish.") % {"name": latest.author.name} if latest else "",
        )
    ]


def _voting(project: Project) -> list[Task]:
    return [
        Task(
            5,
            _("Vote: %(name)s") % {"name": say(one, "title")},
            one.get_absolute_url(),
            _("%(num)s entries. The count stays sealed until the end.") % {"num": one.entries.count()},
            person=one.host,
            person_says=_("%(name)s looks after it.") % {"name": one.host.name},
        )
        for one in challenges_of(project)[:10]
        if one.stage == Stage.VOTING
    ][:2]


def _reviewing(project: Project) -> list[Task]:
    return [
        Task(
            20,
            _("Review a change: %(name)s") % {"name": change.title},
            change.get_absolute_url(),
            _("%(have)s of %(needed)s reviews are there.")
            % {"have": len(change.reviews.all()), "needed": REVIEWS_NEEDED},
            person=change.author,
            person_says=_("%(name)s has drawn it.") % {"name": change.author.name},
        )
        for change in open_changes(project)[:2]
    ]


def _building(project: Project) -> list[Task]:
    builds = Build.objects.filter(car__project=project, car__is_public=True, state="booked")
    return [
        Task(
            4320,
            _("Help %(name)s to finish %(car)s") % {"name": build.car.owner.name, "car": build.car.reference},
            build.get_absolute_url(),
            build.workshop.city,
            person=build.coach,
            person_says=_("%(name)s leads the bay.") % {"name": build.coach.name},
        )
        for build in builds.select_related("car__project", "car__owner", "workshop", "coach").order_by("-pk")[
            :1
        ]
    ]


def _choosing(project: Project) -> list[Task]:
    if not is_open(project, Feature.ORDERING) or not project.editions.exists():
        return []
    return [
        Task(
            10,
            _("Put a car together that exists only once"),
            reverse("cars:configure", args=[project.slug]),
            _("After every click you see what goes and what does not, and why."),
        )
    ]


def decided_lately(project: Project, most: int = 3) -> list[Decision]:
    """The latest decisions with their faces."""
    made = Decision.objects.filter(project=project, made_at__isnull=False).select_related("project")
    return list(made.prefetch_related("deciders__person").order_by("-made_at")[:most])


@dataclass(frozen=True)
class Openness:
    """How open a project really is, counted now."""

    days_to_answer: float | None
    promised_days: int
    answered: int
    wishes: int
    oldest_waiting_days: int | None
    open_parts: int
    parts: int
    people: int
    newcomers: int
    driving_wishes: int
    cars: int


def openness_of(project: Project) -> Openness:
    """Counted from the records themselves, in a constant number of queries."""
    waits = [
        (made - said).total_seconds() / 86_400 if made else 0.0
        for made, said in Decision.objects.filter(
            project=project, made_at__isnull=False, wishes__isnull=False
        ).values_list("made_at", "wishes__made_at")
    ]
    states = dict(Wish.objects.filter(project=project).values_list("state").annotate(Count("pk")).order_by())
    waiting = Wish.objects.filter(project=project, state=WishState.OPEN).order_by("made_at").first()
    actors = Entry.objects.filter(project_id=project.pk, actor_person__isnull=False)
    month_ago = clock.now() - timedelta(days=30)
    before = set(actors.filter(at__lt=month_ago).values_list("actor_person_id", flat=True))
    everybody = set(actors.values_list("actor_person_id", flat=True))
    released = Exists(Part.objects.filter(pk=OuterRef("pk"), revisions__state=RevisionState.VALID))
    return Openness(
        days_to_answer=round(median(waits), 1) if waits else None,
        promised_days=project.answer_days,
        answered=states.get("answered", 0) + states.get("merged", 0),
        wishes=sum(states.values()),
        oldest_waiting_days=(clock.now() - waiting.made_at).days if waiting else None,
        open_parts=Part.objects.filter(project=project).filter(released).count(),
        parts=Part.objects.filter(project=project).count(),
        people=len(everybody),
        newcomers=len(everybody - before),
        driving_wishes=_driving_wishes(project),
        cars=Car.objects.filter(project=project, state__in=HOLDING).count(),
    )


def _driving_wishes(project: Project) -> int:
    """Wishes whose thread reaches a car, walked in memory over the project's links in one query."""
    above: dict[Ref, list[Ref]] = {}
    links = Link.objects.filter(entry__project_id=project.pk, retraction__isnull=True)
    for source_kind, source_id, target_kind, target_id in links.values_list(
        "source_kind", "source_id", "target_kind", "target_id"
    ):
        above.setdefault(Ref(target_kind, target_id), []).append(Ref(source_kind, source_id))
    waiting = [ref for ref in above if ref.kind == "car"]
    seen = set(waiting)
    while waiting:
        for cause in above.get(waiting.pop(), ()):
            if cause not in seen:
                seen.add(cause)
                waiting.append(cause)
    return sum(ref.kind == "wish" for ref in seen)


def newest_car(project: Project) -> Car | None:
    """The car the home page draws: the one that is being built, or the latest."""
    cars_ = Car.objects.filter(project=project, state__in=HOLDING, is_public=True).select_related("owner")
    return cars_.filter(state="building").order_by("-number").first() or cars_.order_by("-number").first()


def people_of(project: Project, most: int = 6) -> list[Person]:
    """Who is met here: the team and the owners, each once."""
    team = [m.person for m in project.memberships.select_related("person").order_by("pk")]
    owners = [
        car.owner
        for car in Car.objects.filter(project=project, is_public=True)
        .select_related("owner")
        .order_by("-pk")[:most]
    ]
    return list({person.pk: person for person in [*owners[:2], *team, *owners]}.values())[:most]
