"""The product's doors and the bare page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from unikat.conf import urls
from unikat.foundation.ui.words import language
from unikat.journey.wishes.models import Wish
from unikat.journey.wishes.queries import PAGE, ROW


def bare(request: HttpRequest, project: str) -> HttpResponse:
    """The rows of the wish list and nothing else: one query, one plain template, no person, no session."""
    rows = list(Wish.objects.filter(project__slug=project).order_by("-number").values(*ROW)[:PAGE])
    template = engines["jinja2"].env.get_template("bare.html")
    return HttpResponse(template.render(rows=rows, project=project, language=language()))


urlpatterns = [path("bare/<slug:project>/", bare), *urls.urlpatterns]
