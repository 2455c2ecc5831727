"""The changes of the demo story: the strap that won the challenge, and the strap that gets longer."""

from __future__ import annotations

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.models import Person
from unikat.foundation.people.seed import cast, day
from unikat.journey.builds.models import Step
from unikat.journey.challenges.models import Entry
from unikat.journey.changes import actions
from unikat.journey.parts.models import Part, Revision
from unikat.journey.parts.seed import draw, told
from unikat.journey.projects.models import Project

LATCH = "FH-320-004"


def _drawn(project: Project, author: Person, mark: str) -> Revision:
    facts = next(part for part in told()["parts"] if part["number"] == LATCH)
    revision = next(r for r in facts["revisions"] if r["mark"] == mark)
    return draw(
        Part.objects.select_related("project").get(project=project, number=LATCH), author, facts, revision
    )


def strap_change() -> None:
    """Deniz turns the winning entry into revision B; Jonas and Mei look at it, Mei accepts."""
    project, people = Project.objects.get(slug="feldhase"), cast()
    entry = Entry.objects.get(challenge__project=project, challenge__number=1, author=people["deniz"])
    with clock.at(day(-563, 18)):
        change = actions.propose_change(
            actor=people["deniz"],
            project=project,
            title="Schlaufe statt Knopf",
            why="Die Schlaufe aus meinem Entwurf, 25 mm breit. Zieht man sie mit der ganzen Hand, geht die Falle auf. "
            "Bei 900 N reißt sie ab, bevor die Tür aufgeht.",
            raised_from=entry.thing,
            revisions=[_drawn(project, people["deniz"], "B")],
        )
    with clock.at(day(-562)):
        actions.review_change(
            actor=people["jonas"], change=change, verdict="approve", text="Sieht man von weitem. Rot bitte."
        )
    with clock.at(day(-561)):
        actions.review_change(
            actor=people["mei"],
            change=change,
            verdict="approve",
            text="900 N gerechnet und gezogen: 912, 905, 921.",
        )
    with clock.at(day(-560)):
        actions.accept_change(actor=people["mei"], change=change)


def longer_strap() -> None:
    """On N° 02 the mitten did not fit: Mei proposes 28 mm more, one of two reviews is there."""
    project, people = Project.objects.get(slug="feldhase"), cast()
    step = Step.objects.get(project=project, number="4.12")
    with clock.at(day(-152, 16)):
        change = actions.propose_change(
            actor=people["mei"],
            project=project,
            title="Schlaufe 28 mm länger",
            why="Mit 40 mm passt nur eine flache Hand. Mit 68 mm greift auch der Fäustling von Ida (38 mm dick). "
            "Aufgefallen beim Einstellen der Halbtür an N° 02.",
            raised_from=Ref("step", step.pk),
            revisions=[_drawn(project, people["mei"], "C")],
        )
    with clock.at(day(-150)):
        actions.review_change(actor=people["jonas"], change=change, verdict="approve", text="Passt zur Form.")
