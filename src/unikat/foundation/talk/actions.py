"""Things that happen in a discussion."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from unikat.foundation.ledger import clock, things
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.ledger.things import Ref
from unikat.foundation.notices.actions import notify
from unikat.foundation.people.models import Person
from unikat.foundation.talk import rules
from unikat.foundation.talk.models import LONGEST, Comment, Wording
from unikat.foundation.ui import markdown


def _checked(text: str) -> str:
    if not text.strip():
        raise Refused(_("Write something first."), field="text")
    if len(text) > LONGEST:
        said = _(
            "That is %(length)s characters; a comment has at most %(most)s. Attach long texts as a file."
        )
        raise Refused(said % {"length": len(text), "most": LONGEST}, field="text")
    if markdown.is_tangled(text):
        raise Refused(_("That is nested too deeply to be read. Write it with fewer levels."), field="text")
    return text


@transaction.atomic
def say(
    *, actor: Person, about: Ref, text: str, reply_to: Comment | None = None, stance: str = ""
) -> Comment:
    """Say something about a thing one may see; whoever spoke there before is told."""
    if not rules.may_speak(actor):
        raise NotAllowed(_("Members speak here. Confirm your address to join in."))
    card = things.card(about, actor)
    if card is None or (reply_to is not None and reply_to.thing != about):
        raise NotAllowed(_("There is no such thing."))
    parent = reply_to.reply_to or reply_to if reply_to else None
    comment = Comment.objects.create(
        thing_kind=about.kind,
        thing_id=about.id,
        project_id=card.project_id,
        author=actor,
        text=_checked(text),
        stance=stance if stance in ("for", "against") else "",
        reply_to=parent,
    )
    tell(actor=actor, verb="talk.say", about=about, project_id=card.project_id, facts={"comment": comment.pk})
    spoke = Comment.objects.filter(thing_kind=about.kind, thing_id=about.id).exclude(author=actor)
    notify(
        people=spoke.values_list("author_id", flat=True).distinct(),
        about=about,
        verb="talk.say",
        text_de=f"{actor.name} hat etwas zu „{card.title}“ gesagt.",
        text_en=f"{actor.name} said something about “{card.title}”.",
    )
    return comment


@transaction.atomic
def edit_comment(*, actor: Person, comment: Comment, text: str) -> Comment:
    """Put one's own words differently; the old ones stay readable."""
    if not rules.may_edit(actor, comment):
        raise NotAllowed(_("Only its author edits a comment."))
    new = _checked(text)
    if new != comment.text:
        Wording.objects.create(comment=comment, text=comment.text)
        comment.text, comment.edited_at = new, clock.now()
        comment.save(update_fields=["text", "edited_at"])
        facts = {"comment": comment.pk}
        tell(actor=actor, verb="talk.edit", about=comment.thing, project_id=comment.project_id, facts=facts)
    return comment


@transaction.atomic
def hide_comment(*, actor: Person, comment: Comment, reason: str) -> Comment:
    """Fold a comment away with a reason that everybody reads; its author is told."""
    if not rules.may_hide(actor, comment):
        raise NotAllowed(_("Moderators of this project hide comments."))
    if not reason.strip():
        raise Refused(_("Say why: the author and everybody else will read it."), field="reason")
    comment.hidden_reason = reason.strip()[:280]
    comment.save(update_fields=["hidden_reason"])
    facts = {"comment": comment.pk, "reason": comment.hidden_reason}
    tell(actor=actor, verb="talk.hide", about=comment.thing, project_id=comment.project_id, facts=facts)
    notify(
        people=[comment.author_id],
        about=comment.thing,
        verb="talk.hide",
        text_de=f"Ein Beitrag von dir wurde eingeklappt: {comment.hidden_reason}",
        text_en=f"A comment of yours was folded away: {comment.hidden_reason}",
    )
    return comment
