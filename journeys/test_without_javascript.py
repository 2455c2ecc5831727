"""The main acts without JavaScript: plain links and forms."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(visitor):
    """Somebody whose browser runs no JavaScript, on a phone."""
    return lambda handle: visitor(390, handle, java_script_enabled=False)


def submit(page, label):
    page.get_by_role("button", name=label, exact=True).first.click()
    page.wait_for_load_state()


def test_lena_wishes_supports_and_comments(plain):
    page = plain("lena")
    page.goto("/p/feldhase/wishes/")
    page.fill("#id_title", "Ein Netz für die Handschuhe")
    submit(page, "Weiter: Wunsch erzählen")
    page.fill("#id_text", "Nasse Handschuhe trocknen im Fahrtwind.")
    submit(page, "Wunsch abschicken")
    assert page.locator("h1").inner_text().replace("\u00ad", "") == "Ein Netz für die Handschuhe"
    page.goto("/p/feldhase/wishes/19/")
    support = page.get_by_role("button", name=re.compile("Will ich auch|Doch nicht")).first
    before = support.inner_text()
    support.click()
    page.wait_for_load_state()
    assert support.inner_text() != before
    page.get_by_label("Sag etwas dazu").fill("Orange und Moos zusammen sehen aus wie Herbst.")
    submit(page, "Beitragen")
    assert page.get_by_text("Orange und Moos zusammen sehen aus wie Herbst.").count() == 1


def test_ida_configures(plain):
    page = plain("ida")
    page.goto("/p/feldhase/configure/")
    for code in ("motor-35", "battery-20", "seats-two", "body-open", "wheels-steel-14"):
        page.locator(f"#o-{code}").check()
    submit(page, "Zeig, was folgt")
    assert page.get_by_text(re.compile("Ohne .* geht es")).count() > 0
    for code in ("colour-night", "skin-stripes"):
        if page.locator(f"#o-{code}").count():
            page.locator(f"#o-{code}").check()
    submit(page, "Für mich fertig wählen, günstig")
    page.get_by_role("link", name="Dieses Auto reservieren").click()
    assert page.locator("h1").inner_text() == "Dieses Auto reservieren"


def test_lena_votes(plain):
    page = plain("lena")
    page.goto("/p/feldhase/challenges/2/entries/3/")
    for name, grade in (("meets", "4"), ("appeal", "5")):
        page.locator(f'input[name="{name}"][value="{grade}"]').check(force=True)
    page.locator("form.ballot button").click()
    page.wait_for_load_state()
    assert page.get_by_text("Deine Stimme ist verdeckt.").count() == 1


def test_ida_signs_a_step(plain):
    page = plain("ida")
    page.goto("/p/feldhase/builds/3/steps/5.1/")
    values = page.locator("input[inputmode=decimal]")
    for place in range(values.count()):
        values.nth(place).fill("45")
    submit(page, "Schritt 5.1 freigeben")
    page.goto("/p/feldhase/builds/3/steps/5.1/")
    assert page.get_by_text("Freigegeben von Ida").count() == 1
