"""Reviewing, accepting and declining what was proposed."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.actions import notify, settle
from unikat.foundation.people.models import Person
from unikat.journey.changes import rules
from unikat.journey.changes.actions.proposing import line_at
from unikat.journey.changes.models import BillEdit, Change, ChangeState, Review, Verdict
from unikat.journey.parts.actions import mark_revision, release_revision, remove_line, set_line
from unikat.journey.parts.models import Revision, RevisionState


@transaction.atomic
def review_change(*, actor: Person, change: Change, verdict: str, text: str = "") -> Review:
    """Say yes, or say what is missing."""
    # Whoever reviews and whoever accepts at the same moment come one after the other.
    change = Change.objects.select_for_update().get(pk=change.pk)
    if not rules.may_review(actor, change):
        raise NotAllowed(_("The team reviews changes, nobody reviews their own."))
    if verdict not in Verdict.values:
        raise Refused(_("Say yes, or say what is missing."), field="verdict")
    if verdict == Verdict.ASK and not text.strip():
        raise Refused(_("Say what is missing."), field="text")
    review, _new = Review.objects.update_or_create(
        change=change, person=actor, defaults={"verdict": verdict, "text": text.strip(), "at": clock.now()}
    )
    settle(people=[actor.pk], about=change.thing, verb="change.propose")
    facts = {"verdict": verdict, "text": text.strip()}
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
    """Release what was proposed, all of it or nothing; refused when a part or the bill has moved on meanwhile."""
    change = Change.objects.select_for_update().select_related("author", "project").get(pk=change.pk)
    if change.state != ChangeState.OPEN:
        raise Taken(_("Somebody has just closed this change."))
    if not rules.may_accept(actor, change):
        raise NotAllowed(_("Two reviewers besides the author approve, then an engineer or steward accepts."))
    _close(change, ChangeState.ACCEPTED)
    # In the order of their parts, so that two changes of the same parts never wait for each other.
    for revision in change.revisions.select_related("part__project").order_by("part_id"):
        _must_be_next(revision)
        release_revision(actor=actor, revision=revision, came_from=[(LinkKind.RELEASED, change.thing)])
    for edit in change.bill_edits.select_related("parent__project", "child__project"):
        _apply(actor, edit)
    tell(actor=actor, verb="change.accept", about=change.thing, project_id=change.project_id)
    _tell_author(change, "ist angenommen", "is accepted")
    return change


def _close(change: Change, state: ChangeState) -> None:
    """Close an open change; whoever comes second is told, and nobody is asked to look at it any more."""
    closed = Change.objects.filter(pk=change.pk, state=ChangeState.OPEN).update(
        state=state, closed_at=clock.now()
    )
    if not closed:
        raise Taken(_("Somebody has just closed this change."))
    settle(
        people=change.project.memberships.values_list("person_id", flat=True),
        about=change.thing,
        verb="change.propose",
    )
    change.refresh_from_db(fields=["state", "closed_at"])


def _must_be_next(revision: Revision) -> None:
    """A revision drawn before another one was released would take back what that one brought."""
    newer = revision.part.revisions.filter(released_at__gt=revision.made_at).order_by("-pk").first()
    if newer:
        said = _("%(revision)s was released after this revision was drawn. Draw it anew on top of that one.")
        raise Taken(said % {"revision": newer})


def _apply(actor: Person, edit: BillEdit) -> None:
    line = line_at(edit.parent, edit.child, edit.condition)
    found = (line.quantity, line.unit) if line else ("", "")
    if found != (edit.before, edit.before_unit):
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
    # What its author takes back can be proposed again; what others declined stays declined.
    left_as = RevisionState.DRAFT if own else RevisionState.DECLINED
    _close(change, ChangeState.WITHDRAWN if own else ChangeState.DECLINED)
    Change.objects.filter(pk=change.pk).update(closing_words=reason.strip()[:1000])
    for revision in change.revisions.select_related("part__project"):
        mark_revision(actor=actor, revision=revision, state=left_as)
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
