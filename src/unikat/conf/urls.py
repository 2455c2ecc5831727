"""The doors of the house, stage by stage."""

from __future__ import annotations

from importlib.util import find_spec

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def health(request: HttpRequest) -> HttpResponse:
    """The server is up and reaches its database."""
    from django.db import connection

    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("health", health, name="health"),
]
for place in ("unikat.foundation.people", "unikat.journey.projects"):
    if find_spec(place + ".urls"):
        urlpatterns.append(path("", include(place + ".urls")))
