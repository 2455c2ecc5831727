"""The doors of the house, stage by stage."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.i18n import set_language

from unikat.conf.api import api
from unikat.foundation.ui import stops

handler400, handler403, handler404 = stops.unreadable, stops.forbidden, stops.unknown


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The server is up and reaches its database."""
    from django.db import connection

    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """What the API can do, in the words of OpenAPI 3.1."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/v1/"))


PLACES = [
    *(f"unikat.foundation.{name}" for name in ("people", "files", "talk", "notices", "search")),
    *(f"unikat.journey.{name}" for name in settings.JOURNEY),
    "unikat.site",
]
urlpatterns = [
    path("health", health, name="health"),
    path("language/", set_language, name="set_language"),
    path("", include("unikat.foundation.people.sign_in")),
    *(path("", include(f"{place}.urls")) for place in PLACES),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", api.urls),
]
