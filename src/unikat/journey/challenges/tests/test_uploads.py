"""Hostile files at the form of an entry: a sentence, the words still there."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from unikat.foundation.files.models import StoredFile
from unikat.foundation.files.tests import hostile
from unikat.foundation.ledger import clock
from unikat.journey.challenges.actions import open_challenge
from unikat.journey.challenges.models import Entry

WORDS = "So <b>geht</b> es."


@pytest.fixture
def challenge(cast, feldhase, settings, tmp_path):
    settings.BLOBS = str(tmp_path / "blobs")
    return open_challenge(
        actor=cast["jonas"],
        project=feldhase,
        title=("Haken", "Hook"),
        brief=("Los.", "Go."),
        entries_until=clock.now() + timedelta(days=1),
        votes_until=clock.now() + timedelta(days=2),
        jury=[cast["mei"]],
    )


@pytest.mark.parametrize("case", hostile.REFUSED)
def test_what_is_refused_gets_a_sentence_and_nothing_typed_is_lost(cast, challenge, client_of, case):
    name, content, sentence = hostile.REFUSED[case]
    form = {
        "title": "Meiner",
        "text": WORDS,
        "consent": "show",
        "language": "de",
        "files": SimpleUploadedFile(name, content()),
    }
    answer = client_of(cast["paul"]).post(f"{challenge.url}enter/", form)
    page = answer.content.decode()
    assert (answer.status_code, sentence in html.unescape(page)) == (422, True)
    assert (html.escape(WORDS) in page, 'value="Meiner"' in page) == (True, True)
    assert (Entry.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["jonas", "mei"])
def test_host_and_jury_are_told_at_the_door(cast, challenge, client_of, who):
    for method in ("get", "post"):
        answer = getattr(client_of(cast[who]), method)(f"{challenge.url}enter/")
        assert answer.status_code == 403
