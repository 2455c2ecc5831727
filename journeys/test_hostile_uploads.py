"""Somebody sends broken and hostile things to a real server: sentences, nothing typed is lost, the site stays up."""

from __future__ import annotations

import urllib.request

import pytest

from unikat.foundation.files.tests import hostile

pytestmark = pytest.mark.browser
PART = "/p/feldhase/parts/FH-320-004/"
NOTE = "Neue Lasche, 3 mm länger"
#: What waits for the worker may take it this long, in milliseconds.
SHAPED_WITHIN = 90_000


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content())
    return str(path)


def sent(page, path):
    page.goto(f"{PART}revise/")
    page.fill("#id_note_de", NOTE)
    page.set_input_files("#id_files", path)
    with page.expect_navigation():
        page.locator("form.ask-form button").click()


def test_a_refused_file_gets_its_sentence_and_the_words_stay(visitor, tmp_path):
    page = visitor(390, "deniz")
    said = {}
    for case, (name, content, sentence) in hostile.REFUSED.items():
        sent(page, written(tmp_path, name, content))
        told = page.locator(".field__wrong").all_inner_texts(), page.input_value("#id_note_de")
        if told != ([sentence], NOTE):
            said[case] = told
    assert said == {}


def test_what_the_worker_cannot_read_is_said_on_the_page_and_the_site_stays_up(visitor, server, tmp_path):
    page = visitor(1440, "deniz")
    name, content, sentence = hostile.UNREADABLE["five changed bytes"]
    sent(page, written(tmp_path, name, content))
    letter = page.locator("ol.revs h3 a").all_inner_texts()[-1].strip()
    told = page.locator(".notice--stop span", has_text=sentence)
    for _look in range(SHAPED_WITHIN // 1000):
        page.goto(f"{PART}?revision={letter}")
        if told.count():
            break
        page.wait_for_timeout(1000)
    assert told.all_inner_texts() == [sentence]
    assert urllib.request.urlopen(f"{server}/health").status == 200


def test_endless_words_come_back_with_their_sentence(visitor):
    page = visitor(1440, "paul")
    page.goto("/p/feldhase/wishes/14/")
    text = "<div>" * 100_000
    page.fill("form.say textarea", text)
    with page.expect_navigation():
        page.locator("form.say button").click()
    said = "Das sind 500000 Zeichen, ein Beitrag hat höchstens 20000. Häng lange Texte als Datei an."
    assert page.locator(".field__wrong").all_inner_texts() == [said]
    assert page.input_value("textarea") == text
