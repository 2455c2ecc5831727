"""Endless and knotted words: a sentence at once, and everything typed is still there."""

from __future__ import annotations

import html
import re
import time

import pytest

from unikat.foundation.talk.models import Comment
from unikat.foundation.ui import markdown

DIVS = "<div>" * 50_000 + "</div>" * 50_000


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (DIVS, "Das sind 550000 Zeichen, ein Beitrag hat höchstens 20000. Häng lange Texte als Datei an."),
        (
            "> " * 100_000,
            "Das sind 200000 Zeichen, ein Beitrag hat höchstens 20000. Häng lange Texte als Datei an.",
        ),
        (
            "> " * 5_000 + "tief",
            "Das ist zu tief verschachtelt, um gelesen zu werden. Schreib es mit weniger Ebenen.",
        ),
        ("[" * 19_000, "Das ist zu tief verschachtelt, um gelesen zu werden. Schreib es mit weniger Ebenen."),
        ("Ein \0 Zeichen", "Nullzeichen sind nicht erlaubt."),
    ],
)
def test_endless_words_are_refused_before_anything_reads_them(cast, feldhase, client_of, text, sentence):
    begun = time.process_time()
    form = {"kind": "project", "id": feldhase.pk, "text": text}
    answer = client_of(cast["paul"]).post("/talk/say/", form)
    page = answer.content.decode()
    said = re.findall(r'class="field__wrong".*?<span>(.*?)</span>', page, re.DOTALL)
    assert (answer.status_code, said) == (422, [sentence])
    assert html.escape(text) in page
    assert (Comment.objects.count(), time.process_time() - begun < 2) == (0, True)


def test_twenty_thousand_signs_of_anything_are_shown_in_a_blink():
    kinds = ("<div>", "> ", "- a\n", "[", "![", "*a ", "**a*", "_", "`", "[a](", "|a", "# a\n", "\\", "&amp;")
    slow = {}
    for each in kinds:
        begun = time.process_time()
        markdown.render((each * 20_000)[:20_000])
        took = time.process_time() - begun
        if took > 0.8:
            slow[each] = took
    assert slow == {}


def test_what_people_write_is_not_knotted():
    for text in (
        "-" * 60,
        "> Er sagte\n>> sie sagte",
        "1. a\n   - b\n     - c",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ):
        assert markdown.is_tangled(text) is False
    assert markdown.render("[" * 2000) == "<pre>" + "[" * 2000 + "</pre>"
    assert markdown.render("<b>" + "[" * 2000) == "<pre>&lt;b&gt;" + "[" * 2000 + "</pre>"
