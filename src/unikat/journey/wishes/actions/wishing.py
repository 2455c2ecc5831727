"""Making and supporting wishes."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.refusal import NotAllowed
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.projects.actions import next_number
from unikat.journey.projects.models import Membership, Project, Role
from unikat.journey.wishes import rules
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
    if not rules.may_wish(actor, project):
        raise NotAllowed(_("Wishing is open to members while the project collects wishes."))
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
    return wish


@transaction.atomic
def support_wish(*, actor: Person, wish: Wish) -> Wish:
    """Want it too. Supporting twice changes nothing."""
    if not rules.may_support(actor, wish):
        raise NotAllowed(_("Members support the wishes of others, until they are answered."))
    _support, new = Support.objects.get_or_create(wish=wish, person=actor)
    if new:
        Wish.objects.filter(pk=wish.pk).update(voices=F("voices") + 1)
        tell(actor=actor, verb="wish.support", about=wish.thing, project_id=wish.project_id)
        wish.refresh_from_db(fields=["voices"])
    return wish


@transaction.atomic
def withdraw_support(*, actor: Person, wish: Wish) -> Wish:
    """Not want it any more."""
    if not rules.may_support(actor, wish):
        raise NotAllowed(_("Support can be taken back until the wish is answered."))
    gone, _rows = Support.objects.filter(wish=wish, person=actor).delete()
    if gone:
        Wish.objects.filter(pk=wish.pk).update(voices=F("voices") - 1)
        tell(actor=actor, verb="wish.withdraw_support", about=wish.thing, project_id=wish.project_id)
        wish.refresh_from_db(fields=["voices"])
    return wish
