"""The API under /api/v1: the same actions and queries, as JSON, with problem+json errors."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from unikat.foundation.ledger.refusal import Refused
from unikat.foundation.ui.sent import StrictParser

api = NinjaAPI(
    title="Unikat",
    version="1",
    description="Everything public can be read; the main acts can be written with a signed-in session.",
    urls_namespace="api",
    # Only the document, mounted by urls.py: the interactive page would fetch its scripts from elsewhere.
    docs_url=None,
    openapi_url=None,
    parser=StrictParser(),
)


def _problem(status: int, title: str, detail: str, **more: object) -> HttpResponse:
    problem = {"type": "about:blank", "status": status, "title": title, "detail": detail, **more}
    return JsonResponse(problem, status=status, content_type="application/problem+json")


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    field = {"field": refusal.field} if refusal.field else {}
    return _problem(refusal.status, type(refusal).__name__, refusal.message, **field)


@api.exception_handler(Http404)
def _unknown(request: HttpRequest, error: Http404) -> HttpResponse:
    return _problem(404, "Not found", "There is no such thing, or it is not yours to see.")


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    # Ninja hides what the parser said behind a sentence of its own.
    said = error.__cause__ if isinstance(error.__cause__, HttpError) else error
    return _problem(error.status_code, "Not accepted", str(said))


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _problem(401, "Not signed in", "Sign in first; this needs a session and its CSRF token.")


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [{"field": ".".join(map(str, one["loc"][1:])), "detail": one["msg"]} for one in error.errors]
    told = "; ".join(f"{one['field']}: {one['detail']}" for one in wrong)
    return _problem(422, "Not valid", told[:2000], errors=wrong[:10])


for _place in [
    *(f"unikat.foundation.{n}" for n in settings.FOUNDATION),
    *(f"unikat.journey.{n}" for n in settings.JOURNEY),
]:
    if find_spec(f"{_place}.api"):
        api.add_router("", import_module(f"{_place}.api").router)
