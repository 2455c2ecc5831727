"""Turns a refused action into an answer for the person who asked."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from unikat.foundation.ledger.refusal import Refused
from unikat.foundation.ui.pages import page


class RefusalMiddleware:
    """A `Refused` that no view caught becomes a page with its sentence, never a traceback."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its own status and sentence; anything else is not ours."""
        if not isinstance(exception, Refused):
            return None
        return page(
            request,
            "ui/refused.html",
            {"refusal": exception, "back": request.headers.get("Referer", "/")},
            fragment="refusal",
            status=exception.status,
        )
