"""Things that happen to a project."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.models import Person
from unikat.journey.projects import rules
from unikat.journey.projects.models import Counter, Membership, Phase, Project, Role


@transaction.atomic
def open_project(
    *,
    actor: Person,
    slug: str,
    code: str,
    name: str,
    promise: tuple[str, str],
    brief: tuple[str, str],
    **facts: Any,
) -> Project:
    """Open a project; its opener is its first steward. Texts are (German, English)."""
    if not (actor.is_staff or actor.tier >= 2):
        raise NotAllowed(_("Trusted members open projects. Ask the operator of this server."))
    try:
        with transaction.atomic():
            project = Project.objects.create(
                slug=slug,
                code=code,
                name=name,
                promise_de=promise[0],
                promise_en=promise[1],
                brief_de=brief[0],
                brief_en=brief[1],
                **facts,
            )
    except IntegrityError as error:
        raise Refused(_("There is a project with this address or code already."), field="slug") from error
    Membership.objects.create(project=project, person=actor, role=Role.STEWARD)
    rules.forget_roles(actor)
    tell(actor=actor, verb="project.open", about=project.thing, project_id=project.pk, facts={"name": name})
    return project


@transaction.atomic
def give_role(
    *, actor: Person, project: Project, person: Person, role: str, areas: Sequence[str] = ()
) -> Membership:
    """Give a person a role, for the whole car or for some areas of it."""
    if not rules.is_steward(actor, project):
        raise NotAllowed(_("Stewards hand out the roles."))
    membership, _new = Membership.objects.update_or_create(
        project=project, person=person, role=role, defaults={"areas": list(areas)}
    )
    rules.forget_roles(person)
    person.__dict__.pop("_team_projects", None)
    facts = {"role": role, "areas": list(areas), "person": person.pk}
    tell(actor=actor, verb="project.give_role", about=project.thing, project_id=project.pk, facts=facts)
    return membership


@transaction.atomic
def plan_phase(
    *,
    actor: Person,
    project: Project,
    position: int,
    title: tuple[str, str],
    opens_on: date,
    closes_on: date | None,
    features: Sequence[str] = (),
    note: tuple[str, str] = ("", ""),
) -> Phase:
    """Put a phase on the road, or plan it anew."""
    if not rules.is_steward(actor, project):
        raise NotAllowed(_("Stewards plan the road."))
    if closes_on and closes_on < opens_on:
        raise Refused(_("A phase ends after it began."), field="closes_on")
    phase, _new = Phase.objects.update_or_create(
        project=project,
        position=position,
        defaults={
            "title_de": title[0],
            "title_en": title[1],
            "note_de": note[0],
            "note_en": note[1],
            "features": list(features),
            "opens_on": opens_on,
            "closes_on": closes_on,
        },
    )
    project.__dict__.pop("road", None)
    facts = {
        "phase": title[0],
        "opens": opens_on.isoformat(),
        "closes": closes_on.isoformat() if closes_on else None,
    }
    tell(actor=actor, verb="project.plan_phase", about=project.thing, project_id=project.pk, facts=facts)
    return phase


def next_number(project: Project, noun: str) -> int:
    """The next number of a noun in a project, given out once; call it inside the action's transaction."""
    Counter.objects.get_or_create(project=project, noun=noun)
    counter = Counter.objects.select_for_update().get(project=project, noun=noun)
    Counter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    return counter.last + 1
