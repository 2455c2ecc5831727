"""What the main pages of the demo cost: server CPU as a ratio to the bare page of `bench/wishes.py`, and queries.

The budgets are the design's: a list within 3 ms for visitors and 6 ms signed in, 8 queries a page. Milliseconds depend
on the machine and on what else it does, so the ratio is what can be compared; both are printed, nothing fails.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.ground.serving import Page, filled, medians, serving

ROUNDS, TIMES = 3, 15
QUERIES_AT_MOST = 8
P = "/p/feldhase"
PAGES = {
    "project home": (f"{P}/", False),
    "wish list": (f"{P}/wishes/", False),
    "wish": (f"{P}/wishes/14/", False),
    "parts": (f"{P}/parts/", False),
    "part": (f"{P}/parts/FH-320-004/", False),
    "bill": (f"{P}/bill/", False),
    "configurator": (f"{P}/configure/?c=motor-70&c=winch&c=seats-two", False),
    "click in the configurator": (f"{P}/configure/?c=motor-70&c=winch&c=seats-two", True),
    "build step": (f"{P}/steps/4.12/", False),
}


def main() -> int:
    """Tell the story, serve, ask, print."""
    with tempfile.TemporaryDirectory() as place:
        cookie = filled(Path(place), 0)
        with serving(Path(place)) as server:
            asked = {("bare", ""): Page("/bare/feldhase/")}
            for name, (path, fragment) in PAGES.items():
                asked[name, "visitor"] = Page(path, "", fragment)
                asked[name, "signed in"] = Page(path, cookie, fragment)
            cost = medians({who: (server, page) for who, page in asked.items()}, ROUNDS, TIMES)
            queries = {who: server.ask(page, counting=True) for who, page in asked.items()}
    bare = cost["bare", ""]
    print(f"bare page {bare:.2f} ms CPU; the others as ratios to it, with their queries")
    for name in PAGES:
        figures = [
            f"{who} {cost[name, who] / bare:.1f} ({cost[name, who]:.1f} ms, {queries[name, who]} queries"
            f"{', over budget' if queries[name, who] > QUERIES_AT_MOST else ''})"
            for who in ("visitor", "signed in")
        ]
        print(f"{name}: {', '.join(figures)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
