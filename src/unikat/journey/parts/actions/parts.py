"""Parts and their revisions: added, drawn, weighed, released, declined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.foundation.files.actions import keep_file
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.parts import rules
from unikat.journey.parts.models import Part, Revision, RevisionState
from unikat.journey.projects.actions import must_be_open
from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.rules import is_member

LETTERS = "ABCDEFGHJKLMNPRTUVWXY"


@transaction.atomic
def add_part(*, actor: Person, project: Project, number: str, name: tuple[str, str], **facts: Any) -> Part:
    """Add a part to a project; it has no revision yet. Names are (German, English)."""
    if not rules.may_edit_bill(actor, project):
        raise NotAllowed(_("Engineers, designers and stewards add parts."))
    try:
        with transaction.atomic():
            part = Part.objects.create(
                project=project, number=number, name_de=name[0], name_en=name[1], **facts
            )
    except IntegrityError as error:
        raise Taken(_("There is a part %(number)s already.") % {"number": number}, field="number") from error
    tell(actor=actor, verb="part.add", about=part.thing, project_id=project.pk, facts={"number": number})
    keep_findable(
        thing=part.thing, project_id=project.pk, title=f"{number} {name[0]} {name[1]}", text=part.material
    )
    return part


def next_letter(part: Part) -> str:
    """The letter of the next revision; I, O, Q, S and Z are left out as on drawings (ISO 7200 practice)."""
    taken = part.revisions.count()
    first, second = divmod(taken, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[second]


@transaction.atomic
def draft_revision(
    *,
    actor: Person,
    part: Part,
    letter: str | None = None,
    note: tuple[str, str] = ("", ""),
    mass_g: int | None = None,
    cost_cents: int | None = None,
    mass_source: str = "stated",
    uploads: Sequence[Any] = (),
) -> Revision:
    """Draw a new revision with its files; it changes nothing until it is released."""
    must_be_open(part.project, Feature.ENGINEERING)
    if not rules.may_draft(actor, part.project):
        raise NotAllowed(_("Members draw revisions. Confirm your address to join in."))
    try:
        with transaction.atomic():
            revision = Revision.objects.create(
                part=part,
                letter=letter or next_letter(part),
                note_de=note[0],
                note_en=note[1],
                mass_g=mass_g,
                cost_cents=cost_cents,
                mass_source=mass_source,
                author=actor,
            )
    except IntegrityError as error:
        raise Taken(_("Somebody has just drawn this revision. Reload the page."), field="letter") from error
    project_id = part.project_id
    tell(
        actor=actor,
        verb="revision.draft",
        about=revision.thing,
        project_id=project_id,
        led_to=[(LinkKind.REVISED, part.thing)],
    )
    for upload in uploads:
        keep_file(actor=actor, upload=upload, name=upload.name, project_id=project_id, about=revision.thing)
    return revision


@transaction.atomic
def release_first(*, actor: Person, revision: Revision) -> Revision:
    """Release the first revision of a part; every later one goes through a change that two others look at."""
    Part.objects.select_for_update().get(pk=revision.part_id)
    revision.refresh_from_db(fields=["state"])
    if revision.state == RevisionState.PROPOSED:
        raise Refused(_("This revision is proposed in a change; it is released with it."))
    if revision.part.revisions.filter(released_at__isnull=False).exists():
        raise Refused(_("This part has a valid revision. Propose a change, so that two others look at it."))
    return release_revision(actor=actor, revision=revision)


@transaction.atomic
def release_revision(
    *, actor: Person, revision: Revision, came_from: Iterable[tuple[LinkKind, Ref]] = ()
) -> Revision:
    """Make a revision the valid one; the one before is superseded and stays readable for ever."""
    if not rules.may_release(actor, revision.part):
        raise NotAllowed(_("Those who decide in this area release revisions."))
    # One release of a part after the other: the later one supersedes the earlier.
    Part.objects.select_for_update().get(pk=revision.part_id)
    revision.refresh_from_db(fields=["state"])
    if revision.state not in (RevisionState.DRAFT, RevisionState.PROPOSED):
        raise Refused(_("This revision is released or declined already."))
    Revision.objects.filter(part=revision.part, state=RevisionState.VALID).update(
        state=RevisionState.SUPERSEDED
    )
    revision.state, revision.released_at = RevisionState.VALID, clock.now()
    revision.save(update_fields=["state", "released_at"])
    tell(
        actor=actor,
        verb="revision.release",
        about=revision.thing,
        project_id=revision.part.project_id,
        came_from=came_from,
    )
    return revision


@transaction.atomic
def mark_revision(*, actor: Person, revision: Revision, state: str) -> Revision:
    """Propose or decline a revision that is not released, or make it a draft again."""
    if not is_member(actor):
        raise NotAllowed(_("Members draw revisions. Confirm your address to join in."))
    if state == RevisionState.PROPOSED:
        must_be_open(revision.part.project, Feature.ENGINEERING)
    if revision.state not in (RevisionState.DRAFT, RevisionState.PROPOSED) or state not in (
        RevisionState.DRAFT,
        RevisionState.PROPOSED,
        RevisionState.DECLINED,
    ):
        raise Refused(_("This revision is released or declined already."))
    revision.state = state
    revision.save(update_fields=["state"])
    verb = "revision.withdrawn" if state == RevisionState.DRAFT else f"revision.{state}"
    tell(actor=actor, verb=verb, about=revision.thing, project_id=revision.part.project_id)
    return revision


@transaction.atomic
def weigh_revision(*, actor: Person, revision: Revision, mass_g: int, source: str) -> Revision:
    """Say what a revision weighs and how that is known, before it is released."""
    if not rules.may_draft(actor, revision.part.project):
        raise NotAllowed(_("Members draw revisions while engineering is open."))
    if revision.state not in (RevisionState.DRAFT, RevisionState.PROPOSED):
        raise Refused(_("This revision is released or declined already."))
    revision.mass_g, revision.mass_source = mass_g, source
    revision.save(update_fields=["mass_g", "mass_source"])
    facts = {"mass_g": mass_g, "source": source}
    project_id = revision.part.project_id
    tell(actor=actor, verb="revision.weigh", about=revision.thing, project_id=project_id, facts=facts)
    return revision
