"""Making and supporting wishes."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.refusal import NotAllowed
from unikat.foundation.notices.actions import notify
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.projects.actions import must_be_open, next_number
from unikat.journey.projects.models import Feature, Membership, Project, Role
from unikat.journey.wishes import queries, rules
from unikat.journey.wishes.models import Support, Wish


def _answering(project: Project, area: str) -> Person | None:
    """Who owes the answer: an engineer or designer of this area, else a steward; the earliest in the team."""
    team = list(project.memberships.select_related("person").order_by("pk"))
    deciding = [m for m in team if m.role in (Role.ENGINEER, Role.DESIGNER)]
    in_area = [m for m in deciding if area and area in m.areas] or [m for m in deciding if not m.areas]
    chosen: list[Membership] = in_area or [m for m in team if m.role == Role.STEWARD]
    return chosen[0].person if chosen else None


@transaction.atomic
def make_wish(
    *, actor: Person, project: Project, title: str, text: str, language: str, area: str = ""
) -> Wish:
    """Say a wish. Somebody owes it an answer from now on, by a published day."""
    must_be_open(project, Feature.WISHING)
    if not rules.may_wish(actor, project):
        raise NotAllowed(_("Members wish. Confirm your address to join in."))
    wish = Wish.objects.create(
        project=project,
        number=next_number(project, "wish"),
        title=title,
        text=text,
        language=language,
        area=area,
        author=actor,
        owner=_answering(project, area),
        voices=1,
        due_on=clock.today() + timedelta(days=project.answer_days),
    )
    Support.objects.create(wish=wish, person=actor)
    tell(actor=actor, verb="wish.make", about=wish.thing, project_id=project.pk, facts={"title": title})
    keep_findable(
        thing=wish.thing,
        project_id=project.pk,
        title=f"{wish.reference} {title}",
        text=text,
        language=language,
    )
    _ask_for_an_answer(wish)
    return wish


def _ask_for_an_answer(wish: Wish) -> None:
    """Whoever owes the answer learns it at once, with the published day."""
    if wish.owner is None or wish.owner == wish.author:
        return
    notify(
        people=[wish.owner.pk],
        about=wish.thing,
        verb="wish.make",
        text_de=f"{wish.author.name} wünscht: {wish.title}. Die Antwort ist deine Sache.",
        text_en=f"{wish.author.name} wishes: {wish.title}. The answer is yours to give.",
        needs_you=True,
        due=wish.due_on,
    )


@transaction.atomic
def support_wish(*, actor: Person, wish: Wish) -> Wish:
    """Want it too. Supporting twice changes nothing."""
    if not rules.may_support(actor, wish):
        raise NotAllowed(_("Members support the wishes of others, until they are answered."))
    counted = queries.supports_in_family(wish, actor).exists()
    _support, new = Support.objects.get_or_create(wish=wish, person=actor)
    if new and not counted:
        Wish.objects.filter(pk=wish.pk).update(voices=F("voices") + 1)
    if new:
        tell(actor=actor, verb="wish.support", about=wish.thing, project_id=wish.project_id)
        wish.refresh_from_db(fields=["voices"])
    return wish


@transaction.atomic
def withdraw_support(*, actor: Person, wish: Wish) -> Wish:
    """Not want it any more, nor the wishes that joined it."""
    if not rules.may_support(actor, wish):
        raise NotAllowed(_("Support can be taken back until the wish is answered."))
    gone, _rows = queries.supports_in_family(wish, actor).delete()
    if gone:
        Wish.objects.filter(pk=wish.pk).update(voices=F("voices") - 1)
        tell(actor=actor, verb="wish.withdraw_support", about=wish.thing, project_id=wish.project_id)
        wish.refresh_from_db(fields=["voices"])
    return wish
