"""Every page: nothing for axe to find in either theme, no sideways scrolling, no error, no request elsewhere."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from addresses import ACTS, BEHIND, EMPTY, NO_PAGES, PAGES
from tour import Tour

pytestmark = pytest.mark.browser
SOURCES = Path(__file__).parent.parent / "src"
OPEN_PROJECT = """
from unikat.foundation.people.models import Person
from unikat.journey.projects.actions import open_project
open_project(actor=Person.objects.get(), slug="leer", code="LEER", name="Leer",
             promise=("Noch nichts.", "Nothing yet."), brief=("", ""))
"""
#: A real list as lists are: a heading, no number, the same number twice, an amount that is none.
DOUBTFUL = """Quantity,Part Number,Part Name,Description
2,HW-1,Bracket,
Electrics,,,
1,,Lamp,
1,HW-1,Bracket,other
some,HW-2,Horn,
"""


def doors():
    """The names of all doors that lead to people, as the resolver knows them (the API has a page of its own)."""
    from django.urls import get_resolver

    def below(resolver, spaces=()):
        for pattern in resolver.url_patterns:
            if not hasattr(pattern, "url_patterns"):
                yield ":".join([*spaces, pattern.name])
            elif pattern.namespace != "api":
                yield from below(pattern, (*spaces, *([pattern.namespace] if pattern.namespace else [])))

    return set(below(get_resolver()))


def told(found):
    """Findings, readable when the test fails."""
    return json.dumps(found, indent=1, ensure_ascii=False)


def test_every_door_has_an_example_address():
    assert doors() == PAGES.keys() | ACTS.keys() | NO_PAGES.keys() | BEHIND.keys()


def test_doors_for_acts_show_no_page(tour):
    with tour.window("oskar") as page:
        answers = {name: page.request.get(path, max_redirects=0).status for name, path in ACTS.items()}
    assert answers == dict.fromkeys(ACTS, 405)


def test_every_page_in_both_themes_at_both_widths(walked):
    assert walked.found == {}, told(walked.found)


def test_every_page_in_english(tour):
    assert tour.walk(tour.listen, language="en") == {}, told(tour.found)


def test_every_public_page_for_a_visitor_from_abroad(tour):
    assert tour.walk(tour.look_once, language="en", visiting=True) == {}, told(tour.found)


def test_empty_pages_on_an_empty_server(chromium, empty_server, tmp_path):
    address, data, log = empty_server
    tour = Tour(chromium, address, {})
    link = first_link(log)
    with tour.window("") as page:
        tour.expect("first", page.goto(link).status, 200)
        tour.look_everywhere(page, "the first steward")
        page.fill("#id_email", "oskar@feldhase.example")
        page.fill("#id_name", "Oskar")
        page.get_by_role("button", name="Haus öffnen").click()
        page.wait_for_url(address + "/")
        tour.look_everywhere(page, "no project")
        _fill(data, tmp_path / "fund")
        for path in EMPTY:
            tour.expect(path, page.goto(path).status, 200)
            tour.look_everywhere(page, path)
            tour.press_tab(page, path)
    assert (tour.found, tour.pressed) == ({}, {}), told(tour.found | tour.pressed)


def first_link(log):
    """The address that the server prints for the first steward, as soon as it stands there."""
    for _tenth in range(100):
        if found := re.search(r"http\S+/first/\S+", log.read_text()):
            return found.group(0)
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def _fill(data, folder):
    """One project without anything, and one from a doubtful list."""
    folder.mkdir()
    (folder / "parts.csv").write_text(DOUBTFUL)
    surroundings = {**os.environ, "UNIKAT_DATA": str(data), "PYTHONPATH": str(SOURCES)}
    surroundings.pop("DATABASE_URL", None)
    program = f"import django; django.setup(){OPEN_PROJECT}"
    settings = {"DJANGO_SETTINGS_MODULE": "unikat.conf.settings"}
    subprocess.run([sys.executable, "-c", program], env={**surroundings, **settings}, check=True)
    command = [sys.executable, "-m", "unikat", "parts", "import", str(folder), "--data", str(data)]
    subprocess.run(command, env=surroundings, check=True)


def test_the_page_in_an_archive_that_checks_it(tour, tmp_path):
    with tour.window("hanna") as page:
        page.goto("/p/feldhase/cars/2/book/")
        address = page.get_by_role("link", name="Alles herunterladen").get_attribute("href")
        zipfile.ZipFile(io.BytesIO(page.request.get(address).body())).extractall(tmp_path)
    tour.server = "file:"
    with tour.window("") as page:
        [checker] = tmp_path.rglob("verify.html")
        page.goto(checker.as_uri())
        tour.look_everywhere(page, "verify.html")
    assert tour.found == {}, told(tour.found)
