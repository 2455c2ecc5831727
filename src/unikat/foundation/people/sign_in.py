"""The doors of sign-in: e-mail codes only, by allauth's own views under our pages.

Only these of allauth's pages exist here; each has a template of ours (a test holds them together).
"""

from __future__ import annotations

from typing import Any

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

from unikat.foundation.people import actions, queries


class SignIn(views.RequestLoginCodeView):  # type: ignore[misc]
    """Ask for a code; in the demo, choose a member of the cast instead."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the cast where it may be chosen."""
        cast = queries.cast_members() if actions.demo_is_on() else []
        return {**super().get_context_data(**kwargs), "cast": cast, "next": self.request.GET.get("next", "")}


_elsewhere = RedirectView.as_view(pattern_name="account_login", query_string=True)
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/request/", _elsewhere, name="account_request_login_code"),
    path("sign-in/code/", views.confirm_login_code, name="account_confirm_login_code"),
    path("sign-up/", views.signup, name="account_signup"),
    path("sign-up/code/", views.email_verification_sent, name="account_email_verification_sent"),
    path("sign-out/", views.logout, name="account_logout"),
    path("sign-in/email/", _elsewhere, name="account_email"),
    path("sign-in/inactive/", views.account_inactive, name="account_inactive"),
    path("sign-in/password/", _elsewhere, name="account_reset_password"),
]
