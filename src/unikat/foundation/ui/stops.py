"""Requests that cannot be answered: one sentence about what happened, and the way on."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from unikat.foundation.ui.pages import page


def _stopped(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        problem = {
            "type": "about:blank",
            "status": status,
            "title": _("That did not work"),
            "detail": sentence,
        }
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    return page(request, "ui/stopped.html", {"sentence": sentence}, status=status)


def unknown(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing is there, or not for these eyes."""
    return page(request, "404.html", status=404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request is too large or makes no sense (400)."""
    if isinstance(exception, DisallowedHost):
        return HttpResponse(_("This server does not answer under this name."), status=400)
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000
        said = _(
            "That is more text than one form takes (%(most)s MB). Go back: your words are still there. "
            "Attach long texts as a file."
        )
        return _stopped(request, 400, said % {"most": most})
    if isinstance(exception, (TooManyFieldsSent, TooManyFilesSent)):
        return _stopped(request, 400, _("These are more fields or files than one form has."))
    return _stopped(request, 400, _("What your browser sent cannot be read."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request may not do this (403)."""
    return _stopped(request, 403, _("You may not do this."))


def unsealed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form did not come from a page of ours, or that page is too old (CSRF)."""
    said = _(
        "This form is too old, or it came from another site. Go back, reload the page and send it again."
    )
    return _stopped(request, 403, said)


def wrong_way(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """The address takes only what a form sends, or only questions (405)."""
    said = _("Nothing was changed: this address does not work like that. Go back and press the button again.")
    answer = _stopped(request, 405, said)
    answer.headers["Allow"] = response.headers.get("Allow", "")
    return answer
