"""The live sheet draws every part, and what it needs is there and light enough."""

import gzip
import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from unikat.foundation.ui import samples
from unikat.foundation.ui.thread import STATIONS

pytestmark = pytest.mark.urls("unikat.foundation.ui.tests.a_few_doors")
UI = Path(__file__).resolve().parent.parent
STATIC = UI / "static/ui"


def weight(*names):
    return len(gzip.compress(b"".join((STATIC / name).read_bytes() for name in names), 9))


@pytest.fixture
def sheet(rf):
    def draw(language):
        with translation.override(language):
            context = {"language": language, "path": "/look/", "sample": samples.sample()}
            return engines["jinja2"].get_template("ui/sheet.html").render(context, rf.get("/look/"))

    return draw


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sheet_needs_no_inline_style_or_script(sheet, language):
    html = sheet(language)
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=|hx-on|javascript:", html) == []
    assert html.count("<h1") == 1


def test_every_icon_and_drawing_on_the_sheet_exists(sheet):
    icons = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    used = set(re.findall(r'href="[^"]*icons[^"]*\.svg#([^"]+)"', sheet("en")))
    assert used - icons == set()
    assert {f"s-{station}" for station in STATIONS} - icons == set()
    layers = set(re.findall(r'<g id="([^"]+)"', (STATIC / "drawings/feldhase-ebenen.svg").read_text()))
    assert set(samples.LAYERS) - layers == set()


def test_every_icon_named_in_a_template_exists():
    icons = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    named = set()
    for template in UI.parents[1].glob("**/templates/**/*.html"):
        named |= set(re.findall(r'(?:ui|_name)\.icon\("([a-z0-9-]+)"', template.read_text()))
    assert named - icons == set()


def test_fonts_scripts_and_core_styles_stay_within_their_budgets():
    assert sum(font.stat().st_size for font in STATIC.glob("fonts/*.woff2")) <= 90_000
    assert sum(weight(script.name) for script in STATIC.glob("*.js")) <= 40_000
    assert weight("tokens.css", "base.css", "parts.css") <= 8_000


def test_a_refused_field_keeps_what_was_typed_and_says_the_way_out(sheet):
    html = sheet("en")
    field = re.search(r'<div class="field"><label for="id_torque">.*?</div>', html, re.S).group()
    assert 'value="31"' in field
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_torque-wrong"' in field
    assert "Allowed are 22 to 26 Nm" in field


def test_a_page_leads_only_through_doors_that_are_there(sheet):
    links = re.search(r'<p class="foot__links">.*?</p>', sheet("en"), re.S).group()
    assert re.findall(r'href="([^"]+)"', links) == ["/rules/"]
