"""What the wish list costs: server CPU beside a bare Jinja2 page of the same 25 rows, with 20,000 and 200,000 wishes.

The bare page is answered by the same server process, behind the same middleware, compressed like any other: one
`.values()` query over the same columns and one plain template that writes the same markup of the rows, without
macros, layout, project, counts, form, session or person. Each round asks every page in turn, so that whatever else
the machine does falls on all alike; figures are medians over the rounds.
"""

from __future__ import annotations

import re
import sys
import tempfile
import urllib.request
from pathlib import Path

from bench.ground.serving import Page, Server, filled, medians, serving, told

FEW, MANY = 20_000, 200_000
ROUNDS, TIMES = 5, 60
LIST = "/p/feldhase/wishes/"
BARE = "/bare/feldhase/"
VISITOR_AT_MOST, SIGNED_IN_AT_MOST, LONGER_AT_MOST = 1.8, 3.0, 1.15
#: Pages whose cost must not depend on how many wishes there are, with the key of a page in the middle.
SAME_COST = {
    "first page": LIST,
    "second page": LIST + "?after={second}",
    "deep page": LIST + "?after={deep}",
    "open ones": LIST + "?state=open",
    "most wanted": LIST + "?order=voices",
}


def main(few: int = FEW, many: int = MANY) -> int:
    """Fill, serve, ask, print; 1 when a claim does not hold."""
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place, str(count)) for count in (few, many)]
        cookies = [filled(folder, count) for folder, count in zip(folders, (few, many), strict=True)]
        with serving(folders[0]) as small, serving(folders[1]) as big:
            _compare_rows(small)
            return told([*_beside_bare(small, cookies[0]), *_however_many(small, big, few, many)])


def _beside_bare(server: Server, cookie: str) -> list[tuple[bool, str]]:
    asked = {"bare": Page(BARE), "visitor": Page(LIST), "signed in": Page(LIST, cookie)}
    cost = medians({name: (server, page) for name, page in asked.items()}, ROUNDS, TIMES)
    for name, page in asked.items():
        queries = server.ask(page, counting=True)
        ratio = cost[name] / cost["bare"]
        print(
            f"{name}: {cost[name]:.2f} ms CPU a request, {ratio:.2f} times the bare page, {queries} queries"
        )
    visitor, signed_in = cost["visitor"] / cost["bare"], cost["signed in"] / cost["bare"]
    return [
        (visitor <= VISITOR_AT_MOST, f"visitor {visitor:.2f} times bare, at most {VISITOR_AT_MOST}"),
        (
            signed_in <= SIGNED_IN_AT_MOST,
            f"signed in {signed_in:.2f} times bare, at most {SIGNED_IN_AT_MOST}",
        ),
    ]


def _however_many(small: Server, big: Server, few: int, many: int) -> list[tuple[bool, str]]:
    asked = {}
    for name, path in SAME_COST.items():
        for server, count in ((small, few), (big, many)):
            asked[name, count] = (server, Page(path.format(second=count - 24, deep=count // 2)))
    cost = medians(asked, ROUNDS, TIMES)
    claims = []
    for name in SAME_COST:
        queries = [asked[name, count][0].ask(asked[name, count][1], counting=True) for count in (few, many)]
        ratio = cost[name, many] / cost[name, few]
        ms = f"{cost[name, few]:.2f} ms with {few}, {cost[name, many]:.2f} ms with {many} wishes, {ratio:.2f} times"
        claims.append(
            (ratio <= LONGER_AT_MOST and queries[0] == queries[1], f"{name}: {ms}, {queries[1]} queries")
        )
    return claims


def _compare_rows(server: Server) -> None:
    """The comparison is only fair while both pages write the same rows."""
    rows = []
    for path in (BARE, LIST):
        asked = urllib.request.Request(
            f"http://127.0.0.1:{server.port}{path}", headers={"Accept-Language": "de"}
        )
        html = urllib.request.urlopen(asked).read().decode()
        found = re.search(r'<ol class="rows wishes">(.*?)</ol>', html, re.DOTALL)
        rows.append(re.sub(r"\s+", "", found[1]) if found else path)
    if rows[0] != rows[1]:
        raise SystemExit(
            "the bare page does not write the same rows; bench/ground/templates/bare.html must follow"
        )


if __name__ == "__main__":
    sys.exit(main())
