"""Everybody and everything that the matrix of access speaks of."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client

BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Who of the cast stands for a role; coach, keeper and operator come anew, so that each has one role only.
CAST = {
    "member": "paul",
    "designer": "jonas",
    "engineer": "mei",
    "steward": "oskar",
    "inspector": "vera",
    "owner": "ida",
}


@dataclass
class World:
    """The project, a person for each role, and the names that stand in the matrix in angle brackets."""

    project: object
    people: dict
    names: dict = field(default_factory=dict)
    sessions: dict = field(default_factory=dict)

    def client(self, role, **options):
        """A new browser in which somebody of this role is."""
        if role not in self.sessions:
            self.sessions[role] = self._begin(role)
        client = Client(raise_request_exception=False, **options)
        client.cookies.load(self.sessions[role])
        return client

    def _begin(self, role):
        """The session cookie of somebody who has just come in."""
        client = Client()
        if role == "pass":
            assert client.get(f"/crew/{self.names['token']}/").status_code == 200
        elif role != "visitor":
            client.force_login(self.people[role], backend=BACKEND)
        return {name: morsel.value for name, morsel in client.cookies.items()}

    def address(self, template):
        """An address of the matrix with the names put in."""
        for name, value in self.names.items():
            template = template.replace(f"<{name}>", str(value))
        return template


@contextmanager
def undone():
    """What happens inside did not happen, and does not count for the limits of sign-in."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def set_up():
    """Tell the story, then bring every act within somebody's reach."""
    from unikat.cli.seed import tell
    from unikat.foundation.people.models import Person, Tier
    from unikat.journey.projects.actions import give_role
    from unikat.journey.projects.models import Project

    tell(say=lambda line: None)
    project = Project.objects.get(slug="feldhase")
    people = {role: Person.objects.get(handle=handle) for role, handle in CAST.items()}
    for role in ("coach", "keeper"):
        address = f"{role}@feldhase.example"
        people[role] = Person.objects.create_user(address, handle=role, name=role, tier=Tier.TRUSTED)
        give_role(actor=people["steward"], project=project, person=people[role], role=role)
    people["operator"] = Person.objects.create_superuser(
        "root@feldhase.example", handle="root", name="Root", tier=Tier.CONFIRMED
    )
    world = World(project, people)
    for prepare in (_talk, _wishes, _challenges, _parts, _cars, _builds, _changes):
        prepare(world)
    for role in ("visitor", "pass", *people):
        world.client(role)
    return world


def _talk(world):
    from unikat.foundation.jobs.models import Run, RunState
    from unikat.foundation.talk.actions import edit_comment, say
    from unikat.journey.wishes.models import Wish

    paul = world.people["member"]
    comment = say(actor=paul, about=Wish.objects.get(number=1).thing, text="Stimmt.")
    edit_comment(actor=paul, comment=comment, text="Stimmt nicht.")
    run = Run.objects.create(function="no.such.job", state=RunState.FAILED)
    world.names |= {"comment": comment.pk, "run": run.pk, "wish": Wish.objects.get(number=1).pk}


def _wishes(world):
    from unikat.journey.wishes.actions import agree_merge, make_decision, make_wish, propose_merge
    from unikat.journey.wishes.models import Wish, WishState

    ida, mei, jonas = (world.people[role] for role in ("owner", "engineer", "designer"))
    own, joined = (
        make_wish(actor=ida, project=world.project, title=title, text="Bitte.", language="de")
        for title in ("Ein Haken", "Zwei Haken")
    )
    twin = Wish.objects.get(number=20)
    propose_merge(actor=jonas, wish=own, into=twin)
    agree_merge(actor=ida, merging=propose_merge(actor=jonas, wish=joined, into=twin))
    answered = Wish.objects.filter(project=world.project, state=WishState.ANSWERED).first()
    draft = make_decision(
        actor=mei,
        project=world.project,
        outcome="accept",
        title=("Ja", "Yes"),
        sentence=("So.", "So."),
        deciders=[jonas],
    )
    world.names |= {
        "asked": own.number,
        "joined": joined.number,
        "draft": draft.number,
        "answered": answered.number,
    }


def _challenges(world):
    from unikat.foundation.files.models import StoredFile
    from unikat.foundation.ledger import clock
    from unikat.journey.challenges.actions import enter_challenge, open_challenge

    oskar, mei, ida = (world.people[role] for role in ("steward", "engineer", "owner"))
    now = clock.now()

    def opened(begun, entries, votes):
        with clock.at(now + timedelta(days=begun)):
            return open_challenge(
                actor=oskar,
                project=world.project,
                title=("Zeichne", "Draw"),
                brief=("Los.", "Go."),
                entries_until=now + timedelta(days=entries),
                votes_until=now + timedelta(days=votes),
                jury=[mei],
            )

    entering, counting = opened(-1, 9, 19), opened(-9, -5, -1)
    drawing = ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>', "a.svg")
    entry = enter_challenge(
        actor=ida, challenge=entering, title="Meins", text="So.", consent="show", uploads=[drawing]
    )
    drawn = StoredFile.objects.get(about_kind="entry", about_id=entry.pk)
    model = StoredFile.objects.filter(about_kind="revision", blob__shape__model__isnull=False).first()
    world.names |= {
        "entering": entering.number,
        "counting": counting.number,
        "entry": entry.number,
        "file": drawn.pk,
        "filename": drawn.name,
        "model": model.pk,
    }


def _parts(world):
    from unikat.engines.reconciling import read_folder
    from unikat.journey.options.models import OptionGroup
    from unikat.journey.parts.actions import add_part, draft_revision, import_bill
    from unikat.journey.parts.models import Part
    from unikat.journey.wishes.models import Decision

    part = add_part(
        actor=world.people["engineer"],
        project=world.project,
        number="FH-900",
        name=("Haken", "Hook"),
        make="make",
        area="body",
    )
    draft_revision(actor=world.people["member"], part=part, note=("Neu", "New"))
    with TemporaryDirectory() as folder:
        Path(folder, "list.csv").write_text("number,name\nFH-901,Klammer\n")
        told = {"project": world.project, "reading": read_folder(Path(folder)), "source": "list.csv"}
        imported = import_bill(actor=world.people["engineer"], **told)
    world.names |= {
        "part": part.pk,
        "child": Part.objects.get(number="FH-320-004").pk,
        "group": (group := OptionGroup.objects.first()).pk,
        "group code": group.code,
        "import": imported.run.pk,
        "decision": Decision.objects.filter(made_at__isnull=False).first().pk,
    }


def _cars(world):
    from unikat.journey.cars.actions import reserve_car, save_configuration
    from unikat.journey.cars.models import Car
    from unikat.journey.options.queries import current_edition

    ida = world.people["owner"]
    Car.objects.filter(number=2).update(owner=ida)
    chosen = [code for code in Car.objects.get(number=3).chosen if code != "pennant"]
    reserved = reserve_car(actor=ida, project=world.project, chosen=chosen, name="Wimpellos")
    edition = current_edition(world.project)
    kept = save_configuration(actor=None, edition=edition, choices={"winch": True})
    free = [code for code in chosen if code != "tow-bar"]
    world.names |= {"reserved": reserved.number, "saved": kept.token, "free": free}


def _builds(world):
    from unikat.foundation.ledger import clock
    from unikat.journey.builds import queries
    from unikat.journey.builds.actions import invite_crew
    from unikat.journey.builds.models import Build, Workshop

    Workshop.objects.filter(slug="chemnitz").update(keeper=world.people["keeper"])
    build = Build.objects.get(car__number=3)
    _karl, token = invite_crew(actor=build.car.owner, build=build, name="Karl")
    other, _secret = invite_crew(actor=build.car.owner, build=build, name="Egon")
    step = queries.open_steps(build)[0]
    values = [step.target] * max(1, step.screws) if step.target else []
    free = next(day for day in queries.calendar_of(build.workshop, clock.today()) if day.free)
    world.names |= {
        "token": token,
        "friend": other.pk,
        "step": step.number,
        "values": values,
        "value": str((step.target or 0) / 1000),
        "day": free.day.isoformat(),
        "days": [free.day.isoformat()],
        "module": step.module_id,
    }


def _changes(world):
    from unikat.foundation.people.models import Person
    from unikat.journey.changes.actions import review_change
    from unikat.journey.changes.models import Change

    change = Change.objects.get(number=2)
    review_change(actor=Person.objects.get(handle="tariq"), change=change, verdict="approve")
