"""Two wishes that mean the same become one, with their authors' word, and can be parted again."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.foundation.ledger.actions import retract_links, tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.queries import links_from
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.actions import notify, settle
from unikat.foundation.people.models import Person
from unikat.journey.projects.rules import is_member
from unikat.journey.wishes import rules
from unikat.journey.wishes.models import Merging, Support, Wish, WishState


def _recount(wish: Wish) -> None:
    """People are counted once, over the wish and all that joined it."""
    family = [wish.pk, *Wish.objects.filter(merged_into=wish).values_list("pk", flat=True)]
    wish.voices = Support.objects.filter(wish__in=family).values("person").distinct().count()
    wish.save(update_fields=["voices"])


def _must_wait(wish: Wish, into: Wish) -> None:
    if {wish.state, into.state} != {WishState.OPEN.value} or wish.merged.exists():
        raise Refused(
            _("Only wishes that wait for an answer and that nothing was merged into can be merged.")
        )


@transaction.atomic
def propose_merge(*, actor: Person, wish: Wish, into: Wish, why: str = "") -> Merging:
    """Propose that a wish is the same as another; its author is asked."""
    if not is_member(actor):
        raise NotAllowed(_("Members propose to merge wishes."))
    if wish == into or wish.project_id != into.project_id:
        raise Refused(_("A wish can only be merged into another wish of the same project."), field="into")
    _must_wait(wish, into)
    try:
        with transaction.atomic():
            merging = Merging.objects.create(wish=wish, into=into, proposed_by=actor, why=why)
    except IntegrityError as error:
        raise Taken(_("Somebody has already proposed to merge this wish.")) from error
    facts = {"into": into.reference}
    tell(actor=actor, verb="wish.propose_merge", about=wish.thing, project_id=wish.project_id, facts=facts)
    notify(
        people=[wish.author_id],
        about=wish.thing,
        verb="wish.propose_merge",
        text_de=f"{actor.name} meint, dein Wunsch ist derselbe wie {into.reference}. Du entscheidest.",
        text_en=f"{actor.name} thinks your wish is the same as {into.reference}. You decide.",
        needs_you=True,
    )
    return merging


@transaction.atomic
def agree_merge(*, actor: Person, merging: Merging) -> Wish:
    """The author agrees: the wish joins the other, people are counted once."""
    if not rules.may_agree_merging(actor, merging):
        raise NotAllowed(_("The author of the wish decides about merging it."))
    pair = Wish.objects.select_for_update().select_related("project").order_by("pk")
    found = {wish.pk: wish for wish in pair.filter(pk__in=[merging.wish_id, merging.into_id])}
    wish, into = found[merging.wish_id], found[merging.into_id]
    # Either may have been answered or joined while the proposal waited.
    _must_wait(wish, into)
    merging.agreed = True
    merging.save(update_fields=["agreed"])
    settle(people=[actor.pk], about=wish.thing, verb="wish.propose_merge")
    wish.state, wish.merged_into = WishState.MERGED, into
    wish.save(update_fields=["state", "merged_into"])
    _recount(into)
    joined = [(LinkKind.JOINED, into.thing)]
    tell(actor=actor, verb="wish.agree_merge", about=wish.thing, project_id=wish.project_id, led_to=joined)
    notify(
        people=wish.supports.exclude(person=actor).values_list("person_id", flat=True),
        about=into.thing,
        verb="wish.agree_merge",
        text_de=f"{wish.reference} ist jetzt Teil von {into.reference}. Du zählst dort einmal mit.",
        text_en=f"{wish.reference} is now part of {into.reference}. You count there once.",
    )
    return into


@transaction.atomic
def refuse_merge(*, actor: Person, merging: Merging) -> None:
    """The author keeps the wish apart."""
    if not rules.may_agree_merging(actor, merging):
        raise NotAllowed(_("The author of the wish decides about merging it."))
    merging.agreed = False
    merging.save(update_fields=["agreed"])
    wish = merging.wish
    settle(people=[actor.pk], about=wish.thing, verb="wish.propose_merge")
    facts = {"into": merging.into.reference}
    tell(actor=actor, verb="wish.refuse_merge", about=wish.thing, project_id=wish.project_id, facts=facts)


@transaction.atomic
def undo_merge(*, actor: Person, wish: Wish, why: str) -> Wish:
    """Part a merged wish again; it waits for its own answer."""
    if not rules.may_undo_merge(actor, wish):
        raise NotAllowed(_("The author or a steward undoes a merge, until a decision rests on it."))
    into = wish.merged_into
    assert into is not None
    joined = links_from(wish.thing).filter(kind=LinkKind.JOINED)
    project_id = wish.project_id
    retract_links(
        actor=actor, verb="wish.undo_merge", about=wish.thing, links=joined, why=why, project_id=project_id
    )
    wish.state, wish.merged_into = WishState.OPEN, None
    wish.save(update_fields=["state", "merged_into"])
    _recount(into)
    return wish
