"""A walk through every page with open eyes: what axe, the window, the console and Tab have to say, and what it weighs."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import keys
from addresses import PAGES, STATES
from playwright.sync_api import Error
from tongues import READ, strangers

AXE = (Path(__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FULL = {"runOnly": {"type": "tag", "values": TAGS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
RUN_AXE = """async rules => (await axe.run(document, rules)).violations
  .flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)}`))"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
DRAWN = "[data-viewer][data-model]:visible"
SETTLED = "[data-state=ready], [data-state=fallback]"
EXPECTED = re.compile("responded with a status of 4|GPU stall due to ReadPixels")
WIDE, NARROW, NARROWEST, HEIGHT = 1440, 390, 320, 900


class Tour:
    """Walks with one window per person; gathers findings by page: what was seen, where Tab got lost, what was loaded."""

    def __init__(self, browser, server, places):
        self.browser, self.server, self.places = browser, server, places
        self.found = defaultdict(list)
        self.pressed = defaultdict(list)
        self.loaded, self._asked, self._bytes = {}, [], {}

    def walk(self, look, *, language="de", visiting=False):
        """Look at every page as its person (or as a visitor, where those may); what was found, by page."""
        self.found = defaultdict(list)
        stops = defaultdict(list)
        for name, (who, *paths) in PAGES.items():
            stops["" if visiting else who] += [(name, path.format(**self.places)) for path in paths]
        for who, pages in stops.items():
            with self.window(who, language) as page:
                for _name, path in pages:
                    self._measure()
                    self._asked = []
                    answer = page.goto(path)
                    if visiting and ("/sign-in/" in page.url or answer.status == 404):
                        continue
                    self.expect(path, answer.status, 200)
                    look(page, path)
                self.walk_states(page, look, who)
        return dict(self.found)

    def walk_states(self, page, look, who):
        """Pages that only a deed brings: refusals, errors, what comes after a form."""
        for name, (person, status, arrive) in STATES.items():
            if person == who:
                try:
                    self.expect(name, arrive(page, self.places), status)
                except Error as error:
                    self.found[name].append(f"cannot be reached: {error}")
                look(page, name)

    def expect(self, where, seen, wanted):
        if seen != wanted:
            self.found[where].append(f"answers {seen}, not {wanted}")

    @contextmanager
    def window(self, who, language="de", **more):
        """A window of this person in which every complaint is heard."""
        context = self.browser.new_context(
            viewport={"width": WIDE, "height": HEIGHT},
            locale=language,
            base_url=self.server,
            reduced_motion="reduce",
            **more,
        )
        if self.server.startswith("http"):
            context.add_cookies([{"name": "language", "value": language, "url": self.server}])
        context.set_default_timeout(15000)
        page = context.new_page()
        self._asked = []
        page.on("console", lambda message: self._hear(page, message))
        page.on("pageerror", lambda error: self.found[page.url].append(str(error)))
        page.on("request", lambda request: self._watch(page, request))
        page.on("requestfinished", lambda request: self._asked.append(request))
        if who:
            page.goto("/sign-in/")
            with page.expect_navigation():
                page.click(f'form[action="/demo/sign-in/{who}/"] button')
        yield page
        context.close()

    def _hear(self, page, message):
        """A refusal answers 4xx, and the browser says so; 3D without a GPU is slow; the rest is a finding."""
        if message.type in ("error", "warning") and not EXPECTED.search(message.text):
            self.found[page.url].append(message.text)

    def _watch(self, page, request):
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.found[page.url].append(f"asks elsewhere: {request.url}")

    def weigh(self, where):
        """What this page asked for until now: kind, address and bytes as they were sent, now or when it was new."""
        self._measure()
        self.loaded[where] = [(each.resource_type, each.url, self._bytes[each.url]) for each in self._asked]

    def _measure(self):
        for each in self._asked:
            sent = each.sizes()["responseBodySize"]
            self._bytes[each.url] = max(sent, self._bytes.get(each.url, 0))

    def axe(self, page, where, rules, note):
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(AXE)
        self.found_in(where, page.evaluate(RUN_AXE, rules), note)

    def found_in(self, where, doubts, note):
        if doubts:
            self.found[where] += [f"{note}: {doubt}" for doubt in doubts]

    def listen(self, page, where):
        """One language on a page, and the words of others marked."""
        language = page.evaluate("document.documentElement.lang")
        self.found_in(where, strangers(page.evaluate(READ), language), language)

    def sideways(self, page, where, note):
        if page.evaluate(SIDEWAYS):
            self.found[where].append(f"{note}: scrolls sideways")

    def look_and_press(self, page, where):
        """Everything that can be found out while one page is open."""
        self.look_everywhere(page, where)
        self.press_tab(page, where)

    def press_tab(self, page, where):
        """Forwards on a wide page, backwards on a narrow one; not before a 3D view has its buttons."""
        for viewer in page.locator(DRAWN).all():
            viewer.scroll_into_view_if_needed()
            viewer.and_(page.locator(SETTLED)).wait_for()
        for width, theme, key in ((WIDE, "light", "Tab"), (NARROW, "dark", "Shift+Tab")):
            self.set(page, width, theme)
            walk = partial(keys.walk, page, f"{width} {key}", key)
            if doubts := walk() and walk():  # once in hundreds of walks Chromium itself loses its place
                self.pressed[where] += doubts
        self.set(page, WIDE, "light")

    def look_everywhere(self, page, where):
        """Both themes, both widths, the narrowest window, and letters twice as large."""
        self.listen(page, where)
        self.set(page, WIDE, "light")
        self.axe(page, where, FULL, "1440 light")
        self.weigh(where)
        self.sideways(page, where, "1440")
        self.set(page, WIDE, "dark")
        self.axe(page, where, COLOURS, "1440 dark")
        self.set(page, NARROW, "dark")
        self.axe(page, where, FULL, "390 dark")
        self.sideways(page, where, "390")
        self.set(page, NARROWEST, "light")
        self.sideways(page, where, "320")
        self.set(page, WIDE, "light")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        self.sideways(page, where, "letters at 200 %")
        page.evaluate("document.documentElement.style.fontSize = ''")

    def look_once(self, page, where):
        """One width, one theme."""
        self.listen(page, where)
        self.set(page, WIDE, "light")
        self.axe(page, where, FULL, "1440 light")

    def set(self, page, width, theme):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
