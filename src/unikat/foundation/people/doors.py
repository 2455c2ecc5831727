"""Who is asking: for views behind a sign-in."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from unikat.foundation.ledger.refusal import NotAllowed
from unikat.foundation.people.models import Person


def me(request: HttpRequest) -> Person:
    """The signed-in person; a visitor is refused."""
    if not isinstance(request.user, Person):
        raise NotAllowed(_("Sign in first."))
    return request.user
