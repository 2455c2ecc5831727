"""Answering wishes: a decision with reasons, agreed by everybody it names."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.notices.actions import notify, settle
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.projects.actions import next_number
from unikat.journey.projects.models import Area, Project
from unikat.journey.wishes import rules
from unikat.journey.wishes.models import Decider, Decision, Outcome, Support, Wish, WishState

Bilingual = tuple[str, str]


@transaction.atomic
def make_decision(
    *,
    actor: Person,
    project: Project,
    outcome: str,
    title: Bilingual,
    sentence: Bilingual,
    pro: Bilingual = ("", ""),
    con: Bilingual = ("", ""),
    open_point: Bilingual = ("", ""),
    wishes: Iterable[Wish] = (),
    deciders: Iterable[Person] = (),
    area: str = "",
) -> Decision:
    """Write a decision; it is in force as soon as everybody named has agreed (the actor does by writing it)."""
    if not rules.may_decide(actor, project, area):
        raise NotAllowed(str(rules.WHO_DECIDES))
    answered = _answerable(project, wishes)
    if outcome not in Outcome.values or area not in ("", *Area.values):
        raise Refused(_("Choose one of the answers and an area of the car."), field="outcome")
    if outcome == Outcome.DECLINE and not con[0]:
        raise Refused(_("A no needs its reason: say what speaks against it."), field="con_de")
    decision = Decision.objects.create(
        project=project,
        number=next_number(project, "decision"),
        outcome=outcome,
        area=area,
        title_de=title[0],
        title_en=title[1],
        sentence_de=sentence[0],
        sentence_en=sentence[1],
        pro_de=pro[0],
        pro_en=pro[1],
        con_de=con[0],
        con_en=con[1],
        open_de=open_point[0],
        open_en=open_point[1],
        drafted_by=actor,
    )
    decision.wishes.set(answered)
    others = [person for person in deciders if person != actor]
    Decider.objects.create(decision=decision, person=actor, agreed_at=clock.now())
    Decider.objects.bulk_create(Decider(decision=decision, person=person) for person in others)
    if others:
        _ask(decision, actor, others)
    else:
        _bring_into_force(decision, actor)
    return decision


@transaction.atomic
def agree_decision(*, actor: Person, decision: Decision) -> Decision:
    """Stand for a decision one is named in; the last one brings it into force."""
    if not rules.may_agree(actor, decision):
        raise NotAllowed(_("Only those a decision names can agree to it, once."))
    # Two who agree at the same moment come one after the other, so that the last one brings it into force.
    Decision.objects.select_for_update().get(pk=decision.pk)
    decision.deciders.filter(person=actor).update(agreed_at=clock.now())
    settle(people=[actor.pk], about=decision.thing, verb="decision.draft")
    if not decision.deciders.filter(agreed_at__isnull=True).exists():
        _answerable(decision.project, decision.wishes.all())
        _bring_into_force(decision, actor)
    return decision


def _answerable(project: Project, wishes: Iterable[Wish]) -> list[Wish]:
    found = list(wishes)
    for wish in found:
        if wish.project_id != project.pk or wish.state != WishState.OPEN:
            raise Refused(
                _("%(wish)s is answered or merged already.") % {"wish": wish.reference}, field="wishes"
            )
    return found


def _ask(decision: Decision, actor: Person, others: list[Person]) -> None:
    tell(actor=actor, verb="decision.draft", about=decision.thing, project_id=decision.project_id)
    notify(
        people=[person.pk for person in others],
        about=decision.thing,
        verb="decision.draft",
        text_de=f"{actor.name} nennt dich in {decision.reference} „{decision.title_de}“. Stimmst du zu?",
        text_en=f"{actor.name} names you in {decision.reference}. Do you agree?",
        needs_you=True,
    )


def _bring_into_force(decision: Decision, actor: Person) -> None:
    decision.made_at = clock.now()
    decision.save(update_fields=["made_at"])
    answered = list(decision.wishes.all())
    family = [*answered, *Wish.objects.filter(merged_into__in=answered)]
    Wish.objects.filter(pk__in=[wish.pk for wish in answered]).update(state=WishState.ANSWERED)
    for wish in answered:
        settle(people=[wish.owner_id] if wish.owner_id else [], about=wish.thing, verb="wish.make")
    tell(
        actor=actor,
        verb="decision.make",
        about=decision.thing,
        project_id=decision.project_id,
        facts={"outcome": decision.outcome, "title": decision.title_de},
        came_from=[(LinkKind.ANSWERED, wish.thing) for wish in answered],
    )
    keep_findable(
        thing=decision.thing,
        project_id=decision.project_id,
        title=f"{decision.reference} {decision.title_de} {decision.title_en}",
        text=f"{decision.sentence_de}\n{decision.sentence_en}",
    )
    notify(
        people=Support.objects.filter(wish__in=family).values_list("person_id", flat=True).distinct(),
        about=decision.thing,
        verb="decision.make",
        text_de=f"Antwort auf deinen Wunsch: {decision.title_de}.",
        text_en=f"An answer to your wish: {decision.title_en or decision.title_de}.",
    )
