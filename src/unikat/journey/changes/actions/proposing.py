"""Proposing: revisions and lines of the bill together, with a reason; and other contents later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unikat.engines.configuring.expressions import ExpressionError, parse
from unikat.foundation.ledger import clock, things
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.ledger.things import Ref
from unikat.foundation.notices.actions import notify
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.changes import rules
from unikat.journey.changes.models import BillEdit, Change
from unikat.journey.options.models import Option
from unikat.journey.parts.actions import mark_revision, read_quantity
from unikat.journey.parts.models import BillLine, Part, Revision, RevisionState
from unikat.journey.projects.actions import must_be_open, next_number
from unikat.journey.projects.models import Feature, Project, Role

#: What a change may answer.
RAISED_FROM = ("wish", "decision", "challenge", "entry", "step", "part")


@transaction.atomic
def propose_change(
    *,
    actor: Person,
    project: Project,
    title: str,
    why: str,
    raised_from: Ref | None = None,
    revisions: Sequence[Revision] = (),
    bill_edits: Iterable[dict[str, Any]] = (),
    language: str = "de",
) -> Change:
    """Propose revisions (drafts) and bill edits together; edits: parent, child, quantity ("" removes), unit, condition."""
    must_be_open(project, Feature.ENGINEERING)
    if not rules.may_propose(actor, project):
        raise NotAllowed(_("Members propose changes. Confirm your address to join in."))
    edits = list(bill_edits)
    _check_origin(raised_from, actor)
    change = Change.objects.create(
        project=project,
        number=next_number(project, "change"),
        title=title,
        why=why,
        language=language,
        author=actor,
        raised_kind=raised_from.kind if raised_from else "",
        raised_id=raised_from.id if raised_from else None,
    )
    _propose_contents(actor, change, revisions, edits)
    asked = [(LinkKind.ASKED, raised_from)] if raised_from else []
    tell(
        actor=actor,
        verb="change.propose",
        about=change.thing,
        project_id=project.pk,
        facts={"title": title},
        came_from=asked,
        led_to=[(LinkKind.DRAWN, revision.thing) for revision in revisions],
    )
    keep_findable(thing=change.thing, project_id=project.pk, title=f"{change.reference} {title}", text=why)
    _ask_reviewers(change)
    return change


def _propose_contents(
    actor: Person, change: Change, revisions: Sequence[Revision], edits: Iterable[dict[str, Any]]
) -> None:
    for revision in revisions:
        _propose_revision(actor, change, revision)
    for edit in edits:
        _propose_edit(change, **edit)
    if not change.revisions.exists() and not change.bill_edits.exists():
        raise Refused(
            _("A change proposes at least one revision or one line of the bill."), field="revisions"
        )


def _check_origin(raised_from: Ref | None, actor: Person) -> None:
    if raised_from and (raised_from.kind not in RAISED_FROM or things.card(raised_from, actor) is None):
        raise Refused(_("There is no such thing to answer."), field="raised_from")


def _propose_revision(actor: Person, change: Change, revision: Revision) -> None:
    if revision.part.project_id != change.project_id or revision.state != RevisionState.DRAFT:
        raise Refused(_("Only drafts of this project can be proposed."), field="revisions")
    mark_revision(actor=actor, revision=revision, state=RevisionState.PROPOSED)
    change.revisions.add(revision)


def _propose_edit(
    change: Change, *, parent: Part, child: Part, quantity: str = "", unit: str = "", condition: str = ""
) -> None:
    if {parent.project_id, child.project_id} != {change.project_id}:
        raise Refused(_("Both parts belong to the same project."), field="child")
    if parent.pk == child.pk:
        raise Refused(_("A part cannot contain itself."), field="child")
    amount = str(read_quantity(quantity)) if quantity else ""
    try:
        codes = parse(condition).codes()
    except ExpressionError as error:
        raise Refused(str(error), field="condition") from error
    known = Option.objects.filter(project=change.project, code__in=codes).values_list("code", flat=True)
    unknown = sorted(codes - set(known))
    if unknown:
        raise Refused(_("There is no option %(codes)s.") % {"codes": ", ".join(unknown)}, field="condition")
    now = line_at(parent, child, condition)
    if now is None and not amount:
        raise Refused(_("There is no such line to take out."), field="quantity")
    BillEdit.objects.create(
        change=change,
        parent=parent,
        child=child,
        quantity=amount,
        unit=unit or (now.unit if now else "pcs"),
        condition=condition,
        before=now.quantity if now else "",
        before_unit=now.unit if now else "",
    )


def line_at(parent: Part, child: Part, condition: str) -> BillLine | None:
    """The line a change speaks of; refused when the child stands in several places of the assembly."""
    lines = list(BillLine.objects.filter(parent=parent, child=child, condition=condition)[:2])
    if len(lines) > 1:
        said = _(
            "%(child)s stands in several places of %(parent)s. Change these lines one by one in the bill."
        )
        raise Refused(said % {"child": child.number, "parent": parent.number}, field="child")
    return lines[0] if lines else None


def _ask_reviewers(change: Change) -> None:
    deciding = change.project.memberships.filter(role__in=[Role.ENGINEER, Role.DESIGNER, Role.STEWARD])
    notify(
        people=deciding.exclude(person=change.author).values_list("person_id", flat=True),
        about=change.thing,
        verb="change.propose",
        text_de=f"{change.author.name} schlägt vor: {change.title}. Schaust du es dir an?",
        text_en=f"{change.author.name} proposes: {change.title}. Will you look at it?",
        needs_you=True,
    )


@transaction.atomic
def amend_change(
    *,
    actor: Person,
    change: Change,
    title: str,
    why: str,
    revisions: Sequence[Revision] = (),
    bill_edits: Iterable[dict[str, Any]] = (),
    language: str = "de",
) -> Change:
    """Propose other contents in the same change; what reviewers said of the old ones does not count any more."""
    change = Change.objects.select_for_update().select_related("author", "project").get(pk=change.pk)
    must_be_open(change.project, Feature.ENGINEERING)
    if not rules.may_amend(actor, change):
        raise NotAllowed(_("Its author changes a proposal, as long as it is open."))
    kept = {revision.pk for revision in revisions}
    for revision in change.revisions.select_related("part__project").exclude(pk__in=kept):
        mark_revision(actor=actor, revision=revision, state=RevisionState.DRAFT)
        change.revisions.remove(revision)
    held = set(change.revisions.values_list("pk", flat=True))
    change.bill_edits.all().delete()
    asked = list(change.reviews.values_list("person_id", flat=True))
    change.reviews.all().delete()
    change.title, change.why, change.language, change.proposed_at = title, why, language, clock.now()
    change.save(update_fields=["title", "why", "language", "proposed_at"])
    new = [revision for revision in revisions if revision.pk not in held]
    _propose_contents(actor, change, new, bill_edits)
    tell(
        actor=actor,
        verb="change.amend",
        about=change.thing,
        project_id=change.project_id,
        facts={"title": title, "reviews_gone": len(asked)},
        led_to=[(LinkKind.DRAWN, revision.thing) for revision in new],
    )
    keep_findable(
        thing=change.thing, project_id=change.project_id, title=f"{change.reference} {title}", text=why
    )
    notify(
        people=asked,
        about=change.thing,
        verb="change.propose",
        text_de=f"{actor.name} hat {change.reference} geändert. Schaust du noch einmal?",
        text_en=f"{actor.name} changed {change.reference}. Will you look again?",
        needs_you=True,
    )
    return change
