"""verify.html in a real browser, opened from a file, without a network."""

import json
import os
import shutil

import pytest

from unikat.engines.sealing import fingerprint

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("the browser tests need Chromium")
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser, unpacked, tmp_path):
    (tmp_path / "verify.html").write_bytes(unpacked["verify.html"])
    context = browser.new_context(locale="de-DE", offline=True)
    context.set_default_timeout(10_000)
    shown = context.new_page()
    faults = []
    shown.on("pageerror", lambda error: faults.append(str(error)))
    shown.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    shown.goto((tmp_path / "verify.html").as_uri())
    yield shown
    context.close()
    assert faults == []


def outcome(page, archive: bytes) -> tuple[str, list[str]]:
    page.set_input_files("#zip", {"name": "book.zip", "mimeType": "application/zip", "buffer": archive})
    page.wait_for_selector("#result:not([data-state=busy])")
    return page.get_attribute("#result", "data-state"), page.locator("#result li").all_inner_texts()


def test_a_sound_archive_holds_and_can_be_read_in_both_languages(page, book, tools):
    assert outcome(page, book) == ("whole", [])
    assert page.inner_text("#result h2") == "Alles stimmt."
    shown = dict(
        zip(page.locator("dt").all_inner_texts(), page.locator("#result dd").all_inner_texts(), strict=True)
    )
    assert shown["Fingerabdruck"].replace(" ", "") == fingerprint(tools.key.public_key())
    assert (shown["Titel"], shown["Ereignisse"]) == ("Feldhase N° 02", "3")
    page.click("#language")
    assert page.inner_text("#result h2") == "Everything holds."
    page.click("summary")
    assert "Ida Çelik" in page.locator("#events li").all_inner_texts()[0]


def test_compressed_archives_hold_as_well(page, tools, unpacked):
    assert outcome(page, tools.packed(unpacked).getvalue()) == ("whole", [])


def test_names_and_photos_may_be_gone(page, tools, unpacked):
    del unpacked["names.json"], unpacked["photos/hinge.jpg"]
    assert outcome(page, tools.packed(unpacked).getvalue()) == ("whole", [])
    assert page.locator("#result dd").all_inner_texts()[4] == "photos/hinge.jpg"


def test_the_unpacked_folder_holds_as_well(page, unpacked, tmp_path):
    folder = tmp_path / "book"
    for name, data in unpacked.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    page.set_input_files("#folder", folder)
    page.wait_for_selector("#result[data-state=whole]")


def test_the_page_finds_what_the_engine_finds(page, tools, unpacked):
    lines = unpacked["events.jsonl"].splitlines(keepends=True)
    without_names = {name: data for name, data in unpacked.items() if name != "names.json"}

    def after(name, data):
        return outcome(page, tools.packed({**without_names, name: data}).getvalue())

    broken_at = "events.jsonl{}: die Kette ist hier unterbrochen: verändert, verschoben oder entfernt"
    assert after("events.jsonl", lines[0] + lines[2]) == ("broken", [broken_at.format(":2")])
    assert after("events.jsonl", lines[0] + lines[1]) == ("broken", [broken_at.format("")])
    assert after("events.jsonl", lines[0].replace(b":", b": ", 1)) == (
        "broken",
        ["events.jsonl:1: nicht lesbar"],
    )
    assert after("plate.svg", b"<svg/>") == ("broken", ["plate.svg: wurde verändert"])
    assert after("more.txt", b"x") == ("broken", ["more.txt: wurde nicht gesiegelt"])
    assert after("../more.txt", b"x") == ("broken", ["../more.txt: unsicherer oder doppelter Name"])
    assert after("manifest.sig", bytes(64)) == ("broken", ["manifest.sig: die Unterschrift passt nicht"])
    swapped = unpacked["names.json"].replace(b'"Lena"', b'"Vera"')
    assert after("names.json", swapped) == (
        "broken",
        ["names.json: ein Name gehört nicht zu seinem Schlüssel"],
    )
    forged = json.loads(unpacked["manifest.json"])
    forged["title"] = "Feldhase N° 99"
    data = json.dumps(forged, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    assert after("manifest.json", data) == ("broken", ["manifest.sig: die Unterschrift passt nicht"])
    assert outcome(page, b"no zip at all") == ("broken", ["book.zip: nicht lesbar"])


def test_a_browser_without_ed25519_says_so_and_shows_the_openssl_line(page, book):
    page.evaluate("() => { crypto.subtle.importKey = () => Promise.reject(new DOMException('no')); }")
    assert outcome(page, book) == ("unsigned", [])
    assert (
        page.inner_text("#result h2") == "Dateien und Kette stimmen. Die Unterschrift ist hier nicht geprüft."
    )
    assert "Dieser Browser kann Ed25519 nicht." in page.inner_text("#result")
    assert page.inner_text("pre").startswith("openssl pkeyutl -verify -pubin")
