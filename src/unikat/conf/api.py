"""The API under /api/v1: the same actions and queries, as JSON, with problem+json errors."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from unikat.foundation.ledger.refusal import Refused


class WithoutNull(Parser):
    """JSON and forms as usual, but no text with the null sign: PostgreSQL keeps none."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The JSON of the body; an error here is answered with 400."""
        if b"\\u0000" in request.body:
            raise ValueError("the null sign")
        return super().parse_body(request)

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """The fields of an address or a form."""
        if any("\0" in str(value) for values in data.lists() for value in values[1]):
            raise HttpError(400, "Text with the null sign cannot be kept.")
        return super().parse_querydict(data, list_fields, request)


api = NinjaAPI(
    title="Unikat",
    version="1",
    description="Everything public can be read; the main acts can be written with a signed-in session.",
    urls_namespace="api",
    parser=WithoutNull(),
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
def _failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(error.status_code, type(error).__name__, str(error))


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [{"field": ".".join(map(str, one["loc"][1:])), "detail": one["msg"]} for one in error.errors]
    told = "; ".join(f"{one['field']}: {one['detail']}" for one in wrong)
    return _problem(422, "Wrong input", told, errors=wrong)


for _place in [
    *(f"unikat.foundation.{n}" for n in settings.FOUNDATION),
    *(f"unikat.journey.{n}" for n in settings.JOURNEY),
]:
    if find_spec(f"{_place}.api"):
        api.add_router("", import_module(f"{_place}.api").router)
