"""The matrix of access as docs/operate/access.md writes it down, and the routes that the server really has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, get_resolver, resolve

PAGE = Path(__file__).resolve().parents[2] / "docs/operate/access.md"
_ROW = re.compile(r"\| `(GET|POST|PUT|PATCH|DELETE) (/[^`]*)` \| (.*) \|")
_HEAD = re.compile(r"\| method and address \| (.*) \|")
ROLES = (
    *("visitor", "member", "designer", "engineer", "steward", "coach", "keeper", "inspector"),
    *("owner", "pass", "operator"),
)


@dataclass(frozen=True)
class Row:
    """A method at an address, and the answer for each role."""

    method: str
    address: str
    answers: dict[str, str]


def rows():
    """Every row of every table; a table for everybody counts for each role."""
    found, head = [], ()
    for line in PAGE.read_text().splitlines():
        if match := _HEAD.fullmatch(line):
            head = tuple(match.group(1).split(" | "))
            assert head in (("everybody",), ROLES), line
        elif match := _ROW.fullmatch(line):
            method, address, cells = match.groups()
            answers = cells.split(" | ")
            assert len(answers) == len(head), line
            answers = answers * len(ROLES) if head == ("everybody",) else answers
            found.append(Row(method, address, dict(zip(ROLES, answers, strict=True))))
    return found


def route_of(address):
    """The route that takes an address."""
    return "/" + resolve(address.partition("?")[0]).route


def routes():
    """Every route of the resolver."""
    return {"/" + route for route in _walk(get_resolver())}


def _walk(resolver, before=""):
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield here
        else:
            yield from _walk(entry, here)


def told(response):
    """An answer as the matrix writes it: its status, or the way to the sign-in."""
    if response.status_code == 302 and response["Location"].startswith("/sign-in/?next="):
        return "sign in"
    return str(response.status_code)
