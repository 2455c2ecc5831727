"""Counts the questions to the database, for requests that want to know; others pass as they are."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED = "X-Count-Queries"
ANSWERED = "X-Queries"


def counting(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware."""

    def answer(request: HttpRequest) -> HttpResponse:
        if ASKED not in request.headers:
            return get_response(request)
        asked = []
        with connection.execute_wrapper(lambda execute, *question: asked.append(1) or execute(*question)):
            response = get_response(request)
        response[ANSWERED] = str(len(asked))
        return response

    return answer
