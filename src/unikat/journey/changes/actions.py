"""Things that happen to changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unikat.engines.configuring.expressions import ExpressionError, parse
from unikat.foundation.ledger import clock, things
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.ledger.things import Ref
from unikat.foundation.notices.actions import notify
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.changes import rules
from unikat.journey.changes.models import BillEdit, Change, ChangeState, Review, Verdict
from unikat.journey.options.models import Option
from unikat.journey.parts.actions import mark_revision, read_quantity, release_revision, remove_line, set_line
from unikat.journey.parts.models import BillLine, Part, Revision, RevisionState
from unikat.journey.projects.actions import next_number
from unikat.journey.projects.models import Project, Role

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
    if not rules.may_propose(actor, project):
        raise NotAllowed(_("Members propose changes while engineering is open."))
    edits = list(bill_edits)
    if not revisions and not edits:
        raise Refused(
            _("A change proposes at least one revision or one line of the bill."), field="revisions"
        )
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
    for revision in revisions:
        _propose_revision(actor, change, revision)
    for edit in edits:
        _propose_edit(change, **edit)
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


def _check_origin(raised_from: Ref | None, actor: Person) -> None:
    if raised_from and (raised_from.kind not in RAISED_FROM or things.card(raised_from, actor) is None):
        raise Refused(_("There is no such thing to answer."), field="raised_from")


def _propose_revision(actor: Person, change: Change, revision: Revision) -> None:
    if revision.part.project_id != change.project_id or revision.state != RevisionState.DRAFT:
        raise Refused(_("Only drafts of this project can be proposed."), field="revisions")
    mark_revision(actor=actor, revision=revision, state=RevisionState.PROPOSED)
    change.revisions.add(revision)


def _propose_edit(
    change: Change, *, parent: Part, child: Part, quantity: str = "", unit: str = "pcs", condition: str = ""
) -> None:
    amount = str(read_quantity(quantity)) if quantity else ""
    try:
        codes = parse(condition).codes()
    except ExpressionError as error:
        raise Refused(str(error), field="condition") from error
    known = Option.objects.filter(project=change.project, code__in=codes).values_list("code", flat=True)
    unknown = sorted(codes - set(known))
    if unknown:
        raise Refused(_("There is no option %(codes)s.") % {"codes": ", ".join(unknown)}, field="condition")
    now = BillLine.objects.filter(parent=parent, child=child, condition=condition).first()
    BillEdit.objects.create(
        change=change,
        parent=parent,
        child=child,
        quantity=amount,
        unit=unit,
        condition=condition,
        before=now.quantity if now else "",
    )


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
def review_change(*, actor: Person, change: Change, verdict: str, text: str = "") -> Review:
    """Say yes, or say what is missing."""
    if not rules.may_review(actor, change):
        raise NotAllowed(_("The team reviews changes, nobody reviews their own."))
    if verdict not in Verdict.values:
        raise Refused(_("Say yes, or say what is missing."), field="verdict")
    if verdict == Verdict.ASK and not text.strip():
        raise Refused(_("Say what is missing."), field="text")
    review, _new = Review.objects.update_or_create(
        change=change, person=actor, defaults={"verdict": verdict, "text": text.strip(), "at": clock.now()}
    )
    facts = {"verdict": verdict}
    tell(actor=actor, verb="change.review", about=change.thing, project_id=change.project_id, facts=facts)
    notify(
        people=[change.author_id],
        about=change.thing,
        verb="change.review",
        text_de=f"{actor.name} hat {change.reference} geprüft.",
        text_en=f"{actor.name} reviewed {change.reference}.",
    )
    return review


@transaction.atomic
def accept_change(*, actor: Person, change: Change) -> Change:
    """Release what was proposed, all of it or nothing; refused when the bill has moved on meanwhile."""
    if not rules.may_accept(actor, change):
        raise NotAllowed(_("Two reviewers besides the author approve, then an engineer or steward accepts."))
    _close(change, ChangeState.ACCEPTED)
    # In the order of their parts, so that two changes of the same parts never wait for each other.
    for revision in change.revisions.select_related("part__project").order_by("part_id"):
        release_revision(actor=actor, revision=revision, came_from=[(LinkKind.RELEASED, change.thing)])
    for edit in change.bill_edits.select_related("parent__project", "child__project"):
        _apply(actor, edit)
    tell(actor=actor, verb="change.accept", about=change.thing, project_id=change.project_id)
    _tell_author(change, "ist angenommen", "is accepted")
    return change


def _close(change: Change, state: ChangeState) -> None:
    """Close an open change; whoever comes second is told."""
    closed = Change.objects.filter(pk=change.pk, state=ChangeState.OPEN).update(
        state=state, closed_at=clock.now()
    )
    if not closed:
        raise Taken(_("Somebody has just closed this change."))
    change.refresh_from_db(fields=["state", "closed_at"])


def _apply(actor: Person, edit: BillEdit) -> None:
    line = BillLine.objects.filter(parent=edit.parent, child=edit.child, condition=edit.condition).first()
    if (line.quantity if line else "") != edit.before:
        raise Taken(
            _("%(child)s in %(parent)s has changed since this was proposed.")
            % {"child": edit.child.number, "parent": edit.parent.number}
        )
    if edit.quantity:
        place = (line.place_de, line.place_en) if line else ("", "")
        set_line(
            actor=actor,
            parent=edit.parent,
            child=edit.child,
            quantity=edit.quantity,
            unit=edit.unit,
            condition=edit.condition,
            place=place,
        )
    elif line:
        remove_line(actor=actor, line=line)


@transaction.atomic
def decline_change(*, actor: Person, change: Change, reason: str) -> Change:
    """Say no with a reason, or take one's own change back; the work stays readable."""
    if not rules.may_decline(actor, change):
        raise NotAllowed(_("Engineers and stewards decline a change; its author may withdraw it."))
    if not reason.strip():
        raise Refused(_("Say why: the author and everybody else will read it."), field="reason")
    own = change.author_id == actor.pk
    _close(change, ChangeState.WITHDRAWN if own else ChangeState.DECLINED)
    Change.objects.filter(pk=change.pk).update(closing_words=reason.strip()[:1000])
    for revision in change.revisions.select_related("part__project"):
        mark_revision(actor=actor, revision=revision, state=RevisionState.DECLINED)
    verb = "change.withdraw" if own else "change.decline"
    tell(actor=actor, verb=verb, about=change.thing, project_id=change.project_id, facts={"why": reason})
    if not own:
        _tell_author(change, "ist abgelehnt", "is declined")
    return change


def _tell_author(change: Change, said_de: str, said_en: str) -> None:
    notify(
        people=[change.author_id],
        about=change.thing,
        verb=f"change.{change.state}",
        text_de=f"{change.reference} „{change.title}“ {said_de}.",
        text_en=f"{change.reference} “{change.title}” {said_en}.",
    )
