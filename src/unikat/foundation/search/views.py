"""The page of what was found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from unikat.foundation.search.queries import LONGEST_QUESTION, find
from unikat.foundation.ui.pages import page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find things by their words, for the eyes of whoever asks."""
    question = request.GET.get("q", "")[:LONGEST_QUESTION].strip()
    hits = find(question, request.user, limit=40) if question else []
    return page(request, "search/results.html", {"question": question, "hits": hits})
