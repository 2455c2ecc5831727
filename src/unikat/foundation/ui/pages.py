"""From a template and its context to a page, or to the fragment that htmx swaps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from jinja2_fragments import render_block

from unikat.foundation.ui import words


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, or only its block `fragment` when htmx asked; status 422 marks refused input."""
    backend = engines["jinja2"]
    assert isinstance(backend, Jinja2)
    full: dict[str, Any] = {
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
    processors: list[Callable[[HttpRequest], dict[str, Any]]] = backend.template_context_processors
    for processor in processors:
        full.update(processor(request))
    full.update(context or {})
    if fragment and request.headers.get("HX-Request") == "true":
        html = render_block(backend.env, template, fragment, **full)
    else:
        html = backend.env.get_template(template).render(full)
    return HttpResponse(html, status=status)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """What every page knows without asking: the person, the language, whether this is the demo."""
    from django.conf import settings

    return {
        "user": getattr(request, "user", None),
        "language": words.language(),
        "demo": settings.DEMO,
        "path": request.get_full_path(),
    }
