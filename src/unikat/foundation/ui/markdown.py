"""Markdown written by strangers, as safe HTML."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

#: A sanitiser is quadratic in depth, so size and nesting are capped before it sees anything.
MOST_CHARACTERS = 20_000

_reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": 20}).enable("table")
_tags = {
    *("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


def render(text: str) -> SafeString:
    """The text as sanitised HTML: no raw HTML, no images, links only to http, https and mailto."""
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
    # The one reviewed place where text from people becomes markup: it has just been sanitised.
    return mark_safe(clean)  # noqa: S308
