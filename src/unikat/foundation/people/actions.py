"""Things that happen to people's accounts."""

from __future__ import annotations

import os

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import System
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.ledger.things import Ref
from unikat.foundation.people.models import Person, Tier

#: The link of the first steward works for a day, and only while nobody has an account.
FIRST_LINK_LASTS = 86_400
_first = signing.TimestampSigner(salt="first-steward")


def free_handle(name: str) -> str:
    """A handle made from a name that nobody has yet."""
    stem = slugify(name)[:32] or "person"
    taken = set(Person.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    number = 1
    handle = stem
    while handle in taken:
        number += 1
        handle = f"{stem}-{number}"
    return handle


def first_steward_link() -> str:
    """The address by which the first steward of an empty server signs in, once."""
    return str(settings.SITE_URL) + reverse("people:first", args=[_first.sign("first")])


def may_be_first(token: str) -> bool:
    """The token is ours and fresh, and nobody has an account yet."""
    try:
        _first.unsign(token, max_age=FIRST_LINK_LASTS)
    except signing.BadSignature:
        return False
    return not Person.objects.exists()


@transaction.atomic
def become_first_steward(*, token: str, name: str, email: str) -> Person:
    """The first person of a server: its operator, verified by having read the server's own output."""
    if not may_be_first(token):
        raise Refused(_("This link has been used or is too old. Restart the server to get a new one."))
    person = Person.objects.create_user(
        email, name=name, handle=free_handle(name), is_staff=True, tier=Tier.VERIFIED
    )
    tell(actor=System("first start"), verb="person.join", about=Ref("person", person.pk))
    return person


@transaction.atomic
def confirm_address(*, person: Person) -> None:
    """Somebody proved that the address is theirs; a guest becomes a member."""
    if person.tier < Tier.CONFIRMED:
        person.tier = Tier.CONFIRMED
        person.save(update_fields=["tier"])
        tell(actor=person, verb="person.join", about=Ref("person", person.pk))


@transaction.atomic
def describe_oneself(*, actor: Person, name: str, about: str, language: str) -> Person:
    """Change one's own name, line about oneself and language."""
    actor.name, actor.about, actor.language = name, about, language
    actor.save(update_fields=["name", "about", "language"])
    tell(actor=actor, verb="person.describe", about=Ref("person", actor.pk))
    return actor


@transaction.atomic
def trust(*, actor: Person, person: Person, tier: int) -> Person:
    """Say how well somebody is known here; operators of the server do, after they earned it or were seen."""
    if not actor.is_staff:
        raise NotAllowed(_("The operators of this server say whom they trust."))
    if person.tier == Tier.GUEST or tier not in (Tier.CONFIRMED, Tier.TRUSTED, Tier.VERIFIED):
        raise Refused(_("Trust begins with a confirmed address."), field="tier")
    facts = {"before": person.tier, "after": tier}
    person.tier = tier
    person.save(update_fields=["tier"])
    tell(actor=actor, verb="person.trust", about=Ref("person", person.pk), facts=facts)
    return person


def demo_is_on() -> bool:
    """The demo's one-click sign-in exists only in demo mode and never in production."""
    return bool(settings.DEMO) and not settings.PRODUCTION and os.environ.get("UNIKAT_PRODUCTION", "") == ""


def member_of_the_cast(handle: str) -> Person:
    """The member of the cast who is signed in with one click; refused outside the demo."""
    person = Person.objects.filter(handle=handle, in_cast=True, is_active=True).first()
    if person is None or not demo_is_on():
        raise NotAllowed(_("One-click sign-in exists in the demo only."))
    return person
