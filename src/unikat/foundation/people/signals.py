"""allauth tells by signal that an address was confirmed; the act itself is an action."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import email_confirmed, user_logged_in
from django.dispatch import receiver

from unikat.foundation.people.actions import confirm_address
from unikat.foundation.people.models import Person


@receiver(email_confirmed)
def on_confirmed(email_address: Any, **_rest: Any) -> None:
    """An address was confirmed by its code."""
    confirm_address(person=email_address.user)


@receiver(user_logged_in)
def on_signed_in(user: Person, **_rest: Any) -> None:
    """Signing in by e-mail code proves the address as well."""
    confirm_address(person=user)
