"""What holds for every page, whoever wrote it: which methods exist, what no address may hold, what nobody may keep."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from unikat.foundation.ui import stops

METHODS = ("GET", "HEAD", "POST")


class GuardMiddleware:
    """Stands before all pages; the API keeps its own methods."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        if _is_personal(request, response):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            # PostgreSQL takes no such sign, so nothing can be called like that.
            return stops.unknown(request)
        if request.path.startswith("/api/"):
            return self.get_response(request)
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        response = self.get_response(request)
        return stops.wrong_way(request, response) if response.status_code == 405 else response


def _is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A session began or goes on: what stands in the page is for one pair of eyes."""
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies
