"""Pages for what goes wrong before any view of ours is asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from unikat.foundation.ui.pages import page


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, or with an old one: nothing is saved, and the page says how to go on."""
    return page(request, "ui/stale.html", {"back": request.headers.get("Referer", "/")}, status=403)
