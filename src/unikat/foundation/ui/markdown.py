"""Markdown written by strangers, as safe HTML."""

from __future__ import annotations

import re

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

#: A sanitiser is quadratic in depth, and the reader in opened brackets: all are capped before they see anything.
MOST_CHARACTERS = 20_000
MOST_LEVELS = 20
MOST_OPENED = 1_000

_opening = re.compile(r"[\[*_`]")
_level = r">|(?:[*+-]|[0-9]{1,9}[.)])(?=\s)"
_levels = re.compile(_level)
_indent = re.compile(rf"(?:\s|{_level})*")

_reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": 20}).enable("table")
_tags = {
    *("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


def is_tangled(text: str) -> bool:
    """Nested more deeply, or with more signs that open something, than anybody writes by hand."""
    if len(_opening.findall(text)) > MOST_OPENED:
        return True
    beginnings = (_indent.match(line) for line in text.splitlines())
    return any(found and len(_levels.findall(found.group())) > MOST_LEVELS for found in beginnings)


def render(text: str) -> SafeString:
    """The text as sanitised HTML: no raw HTML, no images, links only to http, https and mailto.

    A tangled text is shown as it was typed.
    """
    if is_tangled(text):
        return format_html("<pre>{}</pre>", text[:MOST_CHARACTERS])
    html = _reader.render(text[:MOST_CHARACTERS])
    for level in (2, 1):
        html = html.replace(f"<h{level}>", "<h3>").replace(f"</h{level}>", "</h3>")
    clean = nh3.clean(
        html,
        tags=_tags,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener noreferrer",
    )
    for name in ("ul", "ol", "blockquote"):
        # Lists of the pages have no bullets, those of people have.
        clean = clean.replace(f"<{name}>", f'<{name} class="said">')
    # The one reviewed place where text from people becomes markup: it has just been sanitised.
    return mark_safe(clean)  # noqa: S308
