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
from unikat.journey.projects.models import Area, Counter, Feature, Membership, Phase, Project, Role


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
    if not rules.may_open(actor):
        raise NotAllowed(str(rules.WHO_OPENS))
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
def describe_project(*, actor: Person, project: Project, **facts: Any) -> Project:
    """Say anew what a project is: its texts (both languages by field), licences, limit of cars, days to answer."""
    if not rules.is_steward(actor, project):
        raise NotAllowed(_("Stewards describe the project."))
    changed = sorted(name for name, value in facts.items() if getattr(project, name) != value)
    for name in changed:
        setattr(project, name, facts[name])
    if changed:
        project.save(update_fields=changed)
        told = {"changed": changed}
        tell(actor=actor, verb="project.describe", about=project.thing, project_id=project.pk, facts=told)
    return project


@transaction.atomic
def give_role(
    *, actor: Person, project: Project, person: Person, role: str, areas: Sequence[str] = ()
) -> Membership:
    """Give a person a role, for the whole car or for some areas of it."""
    if not rules.is_steward(actor, project):
        raise NotAllowed(_("Stewards hand out the roles."))
    if role not in Role.values:
        raise Refused(_("There is no such role."), field="role")
    if not set(areas) <= set(Area.values):
        raise Refused(_("There is no such area of the car."), field="areas")
    membership, _new = Membership.objects.update_or_create(
        project=project, person=person, role=role, defaults={"areas": list(areas)}
    )
    rules.forget_roles(person)
    facts = {"role": role, "areas": list(areas), "person": person.pk}
    tell(actor=actor, verb="project.give_role", about=project.thing, project_id=project.pk, facts=facts)
    return membership


@transaction.atomic
def take_role(*, actor: Person, project: Project, person: Person, role: str) -> None:
    """Take a role back; a project always keeps a steward."""
    if not rules.is_steward(actor, project):
        raise NotAllowed(_("Stewards hand out the roles."))
    # Two stewards who take each other's role at the same moment come one after the other.
    Project.objects.select_for_update().get(pk=project.pk)
    others = project.memberships.filter(role=Role.STEWARD).exclude(person=person)
    if role == Role.STEWARD and not others.exists():
        raise Refused(_("A project keeps at least one steward. Name another one first."), field="role")
    gone, _rows = project.memberships.filter(person=person, role=role).delete()
    if not gone:
        raise Refused(_("This person does not have this role."), field="role")
    rules.forget_roles(person)
    facts = {"role": role, "person": person.pk}
    tell(actor=actor, verb="project.take_role", about=project.thing, project_id=project.pk, facts=facts)


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
    if not set(features) <= set(Feature.values):
        raise Refused(_("There is no such feature to open."), field="features")
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


def must_be_open(project: Project, feature: Feature) -> None:
    """Refuse, with a sentence that names the day, what no phase of the road opens today."""
    if why := rules.why_closed(project, feature):
        raise Refused(why)


def next_number(project: Project, noun: str) -> int:
    """The next number of a noun in a project, given out once; call it inside the action's transaction."""
    Counter.objects.get_or_create(project=project, noun=noun)
    counter = Counter.objects.select_for_update().get(project=project, noun=noun)
    Counter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    return counter.last + 1
