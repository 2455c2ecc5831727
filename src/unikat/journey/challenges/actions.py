"""Things that happen in a challenge."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.engines import voting
from unikat.foundation.files.actions import keep_file
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind, Visibility
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.actions import notify
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import forget, keep_findable
from unikat.foundation.ui.words import moment
from unikat.journey.challenges import queries, rules
from unikat.journey.challenges.models import Ballot, Challenge, Consent, Entry, Score, Stage
from unikat.journey.projects.actions import must_be_open, next_number
from unikat.journey.projects.models import Feature, Project
from unikat.journey.wishes.models import Decision

Bilingual = tuple[str, str]


@transaction.atomic
def open_challenge(
    *,
    actor: Person,
    project: Project,
    title: Bilingual,
    brief: Bilingual,
    entries_until: datetime,
    votes_until: datetime,
    decision: Decision | None = None,
    jury: Iterable[Person] = (),
    least_meets: int = 3,
    check_up_at: datetime | None = None,
) -> Challenge:
    """Announce a challenge; dates, jury and counting rule are fixed from now on."""
    must_be_open(project, Feature.CHALLENGING)
    if not rules.may_open(actor, project):
        raise NotAllowed(_("Designers and stewards open challenges."))
    _check_dates(check_up_at, entries_until, votes_until)
    if decision and (decision.project_id != project.pk or decision.made_at is None):
        raise Refused(
            _("A challenge follows from a decision of this project that is in force."), field="decision"
        )
    challenge = Challenge.objects.create(
        project=project,
        number=next_number(project, "challenge"),
        title_de=title[0],
        title_en=title[1],
        brief_de=brief[0],
        brief_en=brief[1],
        decision=decision,
        host=actor,
        check_up_at=check_up_at,
        entries_until=entries_until,
        votes_until=votes_until,
        licence=project.hardware_licence,
        rule={"least_meets": least_meets},
    )
    challenge.jury.set(person for person in jury if person != actor)
    called = [(LinkKind.CALLED, decision.thing)] if decision else []
    tell(actor=actor, verb="challenge.open", about=challenge.thing, project_id=project.pk, came_from=called)
    keep_findable(
        thing=challenge.thing,
        project_id=project.pk,
        title=f"{challenge.reference} {title[0]} {title[1]}",
        text=f"{brief[0]}\n{brief[1]}",
    )
    return challenge


def _check_dates(check_up_at: datetime | None, entries_until: datetime, votes_until: datetime) -> None:
    if not clock.now() < entries_until < votes_until:
        raise Refused(_("First come the entries, then the votes, and both lie ahead."), field="votes_until")
    if check_up_at and not clock.now() < check_up_at < entries_until:
        raise Refused(_("The check-up lies ahead, and before the end of entries."), field="check_up_at")


@transaction.atomic
def enter_challenge(
    *,
    actor: Person,
    challenge: Challenge,
    title: str,
    text: str,
    consent: str,
    uploads: Sequence[Any] = (),
    language: str = "de",
) -> Entry:
    """Hand in a design with its pictures and models; one per person."""
    if challenge.stage != Stage.ENTERING:
        said = _("Entries closed on %(moment)s, by the clock of this server.")
        raise Refused(said % {"moment": moment(challenge.entries_until)})
    if not rules.may_enter(actor, challenge):
        raise NotAllowed(_("Members enter until entries close; host and jury do not."))
    if consent not in Consent.values:
        raise Refused(_("Say what may happen with your design if it does not win."), field="consent")
    if not uploads:
        raise Refused(_("An entry needs at least one picture or drawing."), field="files")
    try:
        with transaction.atomic():
            entry = Entry.objects.create(
                challenge=challenge,
                number=next_number(challenge.project, f"entry of {challenge.reference}"),
                author=actor,
                title=title,
                text=text,
                consent=consent,
                language=language,
            )
    except IntegrityError as error:
        raise Taken(_("You have entered already. Withdraw that entry first.")) from error
    project_id = challenge.project_id
    entered = [(LinkKind.ENTERED, challenge.thing)]
    tell(actor=actor, verb="entry.enter", about=entry.thing, project_id=project_id, came_from=entered)
    for upload in uploads:
        keep_file(actor=actor, upload=upload, name=upload.name, project_id=project_id, about=entry.thing)
    keep_findable(
        thing=entry.thing,
        project_id=project_id,
        title=f"{entry.reference} {title}",
        text=text,
        language=language,
    )
    return entry


@transaction.atomic
def withdraw_entry(*, actor: Person, entry: Entry) -> Entry:
    """Take one's own entry back; it stays its author's."""
    if not rules.may_withdraw(actor, entry):
        raise NotAllowed(_("Its author withdraws an entry, until the votes are counted."))
    entry.withdrawn_at = clock.now()
    entry.save(update_fields=["withdrawn_at"])
    tell(actor=actor, verb="entry.withdraw", about=entry.thing, project_id=entry.challenge.project_id)
    forget(thing=entry.thing)
    return entry


def _must_be_voting(challenge: Challenge) -> None:
    if challenge.stage == Stage.ENTERING:
        said = _("Voting begins on %(moment)s, by the clock of this server.")
        raise Refused(said % {"moment": moment(challenge.entries_until)})
    if challenge.stage != Stage.VOTING:
        said = _("Voting ended on %(moment)s, by the clock of this server.")
        raise Refused(said % {"moment": moment(challenge.votes_until)})


@transaction.atomic
def cast_ballot(*, actor: Person, entry: Entry, meets: int, appeal: int, own: bool) -> Ballot:
    """Say one's word on an entry; until the close it can be said anew, and only its hash is public."""
    _must_be_voting(entry.challenge)
    if not rules.may_vote(actor, entry):
        raise NotAllowed(_("Members vote while voting is open, on the entries of others."))
    pseudonym = queries.pseudonym_of(actor, entry.challenge)
    nonce = secrets.token_bytes(voting.NONCE_BYTES)
    try:
        sealed = voting.Cast(voting.Ballot(pseudonym, entry.reference, meets, appeal, own), nonce)
    except voting.VotingFault as fault:
        raise Refused(_("Choose a grade from 1 to 5 for both questions."), field="meets") from fault
    ballot, _new = Ballot.objects.update_or_create(
        entry=entry,
        voter=actor,
        defaults={
            "pseudonym": pseudonym,
            "meets": meets,
            "appeal": appeal,
            "own": own,
            "nonce": nonce.hex(),
            "hash": sealed.hash,
            "tier": actor.tier,
            "cast_at": clock.now(),
        },
    )
    tell(
        actor=actor,
        verb="ballot.cast",
        about=entry.thing,
        project_id=entry.challenge.project_id,
        facts={"hash": sealed.hash},
        # Not even after the close: the ballots are published under pseudonyms, and who voted where stays secret.
        visibility=Visibility.PRIVATE,
    )
    return ballot


@transaction.atomic
def judge_entry(*, actor: Person, entry: Entry, words: str = "", **grades: int) -> Score:
    """A juror grades an entry on novelty, usefulness, feasibility and elaboration."""
    if not rules.may_judge(actor, entry):
        raise NotAllowed(_("The jury judges after the entries close, and nobody their own."))
    try:
        voting.JuryScore(actor.handle, entry.reference, **grades)
    except (voting.VotingFault, TypeError) as fault:
        raise Refused(_("Choose a grade from 1 to 5 for each criterion.")) from fault
    score, _new = Score.objects.update_or_create(
        entry=entry, juror=actor, defaults={**grades, "words": words.strip(), "at": clock.now()}
    )
    tell(
        actor=actor,
        verb="entry.judge",
        about=entry.thing,
        project_id=entry.challenge.project_id,
        visibility=Visibility.SEALED,
        sealed_until=entry.challenge.votes_until,
    )
    return score


@transaction.atomic
def close_challenge(*, actor: Person, challenge: Challenge) -> Challenge:
    """Count the ballots by the rule of the brief, and the jury's scores apart; publish both with every ballot."""
    if not rules.may_close(actor, challenge):
        raise NotAllowed(_("The host or a steward closes a challenge, once voting is over."))
    closed = Challenge.objects.filter(pk=challenge.pk, closed_at__isnull=True).update(closed_at=clock.now())
    if not closed:
        raise Taken(_("Somebody has just closed this challenge."))
    challenge.refresh_from_db()
    challenge.result = queries.counted(challenge)
    challenge.save(update_fields=["result"])
    facts = {"crowns": challenge.result["crowns"]}
    tell(
        actor=actor,
        verb="challenge.close",
        about=challenge.thing,
        project_id=challenge.project_id,
        facts=facts,
    )
    notify(
        people=challenge.entries.values_list("author_id", flat=True),
        about=challenge.thing,
        verb="challenge.close",
        text_de=f"{challenge.reference} „{challenge.title_de}“ ist entschieden.",
        text_en=f"{challenge.reference} “{challenge.title_en or challenge.title_de}” is decided.",
    )
    return challenge
