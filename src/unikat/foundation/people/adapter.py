"""How sign-in (django-allauth) meets our people."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from unikat.foundation.people.actions import free_handle


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """New accounts get a free handle and a first name from their address; the rest is allauth's."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Fill what a person needs beyond the address; codes and passkeys come instead of a password."""
        user = super().save_user(request, user, form, commit=False)
        user.name = user.name or user.email.split("@")[0]
        user.handle = free_handle(user.name)
        user.set_unusable_password()
        if commit:
            user.save()
        return user
