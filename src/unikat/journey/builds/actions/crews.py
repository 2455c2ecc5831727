"""Friends for one build."""

from __future__ import annotations

import hashlib
import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.people.models import Person
from unikat.journey.builds import queries, rules
from unikat.journey.builds.models import Build, CrewPass

MOST_FRIENDS = 20


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_crew(
    *, actor: Person, build: Build, name: str, skills: str = "", person: Person | None = None
) -> tuple[CrewPass, str]:
    """Invite a friend by name; returns the pass and the secret of its link, which is kept nowhere."""
    if not rules.leads(actor, build):
        raise NotAllowed(_("The owner and the coach invite friends."))
    if build.crew.filter(revoked_at__isnull=True).count() >= MOST_FRIENDS:
        raise Refused(_("A crew has at most %(most)s friends.") % {"most": MOST_FRIENDS})
    called = name.strip()
    if not called:
        raise Refused(_("Say the name of your friend."), field="name")
    # Sign-offs are told apart by name: two people of one name could be each other's second pair of eyes.
    if called.casefold() in {known.casefold() for known in queries.names_of_crew(build)}:
        raise _same_name(called)
    token = secrets.token_urlsafe(18)
    facts = {"skills": skills.strip(), "token_hash": _hashed(token), "person": person}
    try:
        with transaction.atomic():
            crew_pass = CrewPass.objects.create(build=build, name=called, **facts)
    except IntegrityError as error:
        raise _same_name(called) from error
    tell(
        actor=actor,
        verb="build.invite",
        about=build.thing,
        project_id=build.car.project_id,
        facts={"name": called},
    )
    return crew_pass, token


def _same_name(name: str) -> Taken:
    return Taken(
        _("There is a %(name)s in this crew. Add a letter, so that one can tell them apart.")
        % {"name": name},
        field="name",
    )


def pass_of(token: str) -> CrewPass | None:
    """The valid pass of a secret link."""
    return queries.valid_passes().filter(token_hash=_hashed(token)).first()


@transaction.atomic
def revoke_pass(*, actor: Person, crew_pass: CrewPass) -> None:
    """The link works no more; what was signed with it stays."""
    if not rules.leads(actor, crew_pass.build):
        raise NotAllowed(_("The owner and the coach invite friends."))
    crew_pass.revoked_at = clock.now()
    crew_pass.save(update_fields=["revoked_at"])
    build = crew_pass.build
    facts = {"name": crew_pass.name}
    tell(actor=actor, verb="build.revoke", about=build.thing, project_id=build.car.project_id, facts=facts)
