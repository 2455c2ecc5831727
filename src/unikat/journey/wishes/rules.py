"""Who may wish, support, merge and answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unikat.journey.projects.models import Feature, Project
from unikat.journey.projects.rules import Who, decides_in, is_member, is_open, is_steward
from unikat.journey.wishes.models import Decision, Merging, Wish, WishState

WHO_DECIDES = _("Engineers and designers decide in their areas, stewards decide the rest.")


def may_wish(who: Who, project: Project) -> bool:
    """Members, while wishing is open."""
    return is_member(who) and is_open(project, Feature.WISHING)


def may_support(who: Who, wish: Wish) -> bool:
    """Members other than the authors (of the wish and of those that joined it), while it waits for its answer."""
    waiting = is_member(who) and wish.state == WishState.OPEN and wish.author_id != who.pk
    return waiting and not wish.merged.filter(author_id=who.pk).exists()


def may_agree_merging(who: Who, merging: Merging) -> bool:
    """The author of the wish that would be merged, and nobody else."""
    return is_member(who) and merging.agreed is None and merging.wish.author_id == who.pk


def may_undo_merge(who: Who, wish: Wish) -> bool:
    """Its author or a steward takes a merge back, as long as no decision rests on it."""
    mine = is_member(who) and (wish.author_id == who.pk or is_steward(who, wish.project))
    return mine and wish.merged_into is not None and wish.merged_into.state == WishState.OPEN


def may_decide(who: Who, project: Project, area: str = "") -> bool:
    """Engineers and designers in their areas, stewards everywhere."""
    return is_member(who) and decides_in(who, project, area)


def may_agree(who: Who, decision: Decision) -> bool:
    """Somebody named as deciding who has not agreed yet."""
    return is_member(who) and any(
        d.person_id == who.pk and d.agreed_at is None for d in decision.deciders.all()
    )
