"""The Jinja2 environment of all pages."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment

from unikat.foundation.ui import doors, markdown, thread, words


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Autoescaped Jinja2 with our filters, gettext and addresses."""
    env = Environment(**options, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"])  # noqa: S701 - Django turns autoescape on
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined]
    env.globals.update(url=_url, static=static, say=words.say, get_language=get_language)
    env.globals.update(door=doors.door, overview=thread.overview, today=timezone.localdate)
    env.filters.update(
        day=words.day,
        moment=words.moment,
        weekday=words.weekday,
        number=words.number,
        money=words.money,
        mass=words.mass,
        unit=words.unit,
        markdown=markdown.render,
    )
    return env
