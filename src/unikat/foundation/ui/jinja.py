"""The Jinja2 environment of all pages."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, pass_context
from jinja2.runtime import Context, Macro

from unikat.foundation.ui import doors, markdown, thread, words


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _parts(env: Environment) -> SimpleNamespace:
    """The macros of the look, loaded once for all pages: drawing them anew cost a page a third of its time."""
    macros = {
        name: it
        for name, it in vars(env.get_template("ui/parts.html").module).items()
        if isinstance(it, Macro)
    }
    return SimpleNamespace(
        **{name: _with_token(it) if "csrf_input" in it.arguments else it for name, it in macros.items()}
    )


def _with_token(macro: Macro) -> Any:
    """A macro that draws a form; it stands outside of pages, so the page's token is handed to it."""

    @pass_context
    def drawn(page: Context, *args: Any, **kwargs: Any) -> str:
        text: str = macro(*args, csrf_input=page["csrf_input"], **kwargs)
        return text

    return drawn


def environment(**options: Any) -> Environment:
    """Autoescaped Jinja2 with our filters, gettext and addresses."""
    env = Environment(**options, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"])  # noqa: S701 - Django turns autoescape on
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined]
    env.globals.update(url=_url, static=cache(static), say=words.say, get_language=get_language)
    env.globals.update(door=doors.door, overview=thread.overview, today=timezone.localdate)
    env.globals["ui"] = SimpleLazyObject(lambda: _parts(env))
    env.filters.update(
        day=words.day,
        moment=words.moment,
        weekday=words.weekday,
        number=words.number,
        money=words.money,
        mass=words.mass,
        quantity=words.quantity,
        unit=words.unit,
        markdown=markdown.render,
    )
    return env
