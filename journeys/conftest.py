"""A real server with the demo story, and a real browser that clicks."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import tour as walks
from addresses import CHOSEN, P
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """`unikat up` with the demo in a folder of its own."""
    with _running(tmp_path_factory) as (address, _data, _log):
        yield address


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory):
    """`unikat up --empty`: its address, its folder and what it said."""
    with _running(tmp_path_factory, "--empty") as running:
        yield running


@contextmanager
def _running(tmp_path_factory, *options):
    """A server until the block ends; ended by the signal that Ctrl-C sends."""
    port = _free_port()
    log = tmp_path_factory.mktemp("server") / "log.txt"
    data = tmp_path_factory.mktemp("data")
    command = [sys.executable, "-m", "unikat", "up", "--port", str(port), "--data", str(data), *options]
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("UNIKAT_") and name != "DATABASE_URL"
    }
    environment = {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    for _second in range(180):
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"{address}/health", timeout=1)
            break
        except OSError:
            time.sleep(1)
    else:
        pytest.fail(log.read_text())
    yield address, data, log
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, headless."""
    path = os.environ.get("UNIKAT_CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser: a window of their own, no errors in its console, no request to elsewhere."""

    def __init__(self, browser, server, width, handle=None, theme="light", language="de", **more):
        self.server = server
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            locale=language,
            base_url=server,
            **more,
        )
        self.context.add_cookies([{"name": "language", "value": language, "url": server}])
        self.context.set_default_timeout(8000)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)
        if handle:
            self.page.goto("/sign-in/")
            self.page.click(f'form[action="/demo/sign-in/{handle}/"] button')

    def _hear(self, message):
        """A refused form answers 422, and the browser says so; everything else is a complaint."""
        if message.type == "error" and "status of 422" not in message.text:
            self.complaints.append(message.text)

    def _watch(self, request):
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.complaints.append(f"asks elsewhere: {request.url}")

    def close(self):
        self.context.close()
        assert self.complaints == []


@pytest.fixture
def visitor(chromium, server):
    """Opens browsers for people; all are closed and must have nothing to complain about."""
    opened = []

    def come(width, handle=None, browser=chromium, **facts):
        opened.append(Visitor(browser, server, width, handle, **facts))
        return opened[-1].page

    yield come
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def places(chromium, server):
    """What the example addresses need: a reserved car, a friend's link, a comment said anew, an open challenge."""
    walk = walks.Tour(chromium, server, {})
    with walk.window("hanna") as page:
        page.goto(f"{P}/configure/?{CHOSEN.replace('signal', 'moss')}")
        page.get_by_role("link", name="Dieses Auto reservieren").click()
        page.fill("#id_name", "Wiesel")
        page.check("#id_sure")
        page.get_by_role("button", name="Reservieren").click()
        page.wait_for_url("**/cars/*/")
        reserved = page.url.rstrip("/").split("/")[-1]
    with walk.window("ida") as page:
        page.goto(f"{P}/builds/3/crew/")
        page.fill("#id_name", "Nora")
        page.get_by_role("button", name="Einladen").click()
        crew = page.locator("#crew-link").inner_text().rstrip("/").split("/")[-1]
        page.goto("/talk/8/reword/")
        page.fill("#id_text", "Anders gesagt: am Bügel, nicht am Sitz.")
        page.get_by_role("button", name="Worte sichern").click()
        page.wait_for_url("**#talk")
    with walk.window("jonas") as page:
        page.goto(f"{P}/challenges/new/")
        page.fill("#id_title_de", "Die Trittstufe")
        page.fill("#id_title_en", "The step")
        page.fill("#id_brief_de", "Zeichne eine Stufe, auf der nasse Stiefel nicht rutschen.")
        page.fill("#id_brief_en", "Draw a step on which wet boots do not slip.")
        page.select_option("#id_decision", index=1)
        for field, days in (("entries_until", 7), ("votes_until", 14)):
            page.fill(f"#id_{field}", (datetime.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M"))
        page.get_by_role("button", name="Wettbewerb ankündigen").click()
        page.wait_for_url(re.compile(r"/challenges/\d+/$"))
        challenge = page.url.rstrip("/").split("/")[-1]
    assert walk.found == {}
    return {"reserved": reserved, "crew": crew, "challenge": challenge}


@pytest.fixture
def tour(chromium, server, places):
    """A walk through all pages."""
    return walks.Tour(chromium, server, places)


@pytest.fixture(scope="session")
def walked(chromium, server, places):
    """One walk through all pages for every test that asks about all pages."""
    walk = walks.Tour(chromium, server, places)
    walk.walk(walk.look_and_press)
    return walk
