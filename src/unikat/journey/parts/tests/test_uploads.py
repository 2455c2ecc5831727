"""Hostile files at the form of a revision: a sentence, the words still there, the page still up."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from unikat.foundation.files.models import Blob, ShapeState, StoredFile
from unikat.foundation.files.storing import store
from unikat.foundation.files.tests import hostile
from unikat.foundation.jobs.actions import do_run
from unikat.foundation.jobs.models import Run, RunState
from unikat.journey.parts.actions import add_part
from unikat.journey.parts.models import Revision

NOTE = "Meine <Worte> & Maße"
FORM, PAGE = "/p/feldhase/parts/X-1/revise/", "/p/feldhase/parts/X-1/"


@pytest.fixture(autouse=True)
def _part(settings, tmp_path, cast, feldhase):
    settings.BLOBS, settings.READY_MADE = str(tmp_path / "blobs"), []
    add_part(actor=cast["mei"], project=feldhase, number="X-1", name=("Haken", "Hook"), make="make")


@pytest.fixture
def paul(cast, client_of):
    return client_of(cast["paul"])


def send(client, name, content, *more):
    files = [SimpleUploadedFile(name, content), *more]
    return client.post(FORM, {"note_de": NOTE, "mass": "480", "files": files})


def wrong(page):
    """The sentences at the fields."""
    said = re.findall(r'class="field__wrong".*?<span>(.*?)</span>', page.content.decode(), re.DOTALL)
    return [html.unescape(each) for each in said]


@pytest.mark.parametrize("case", hostile.REFUSED)
def test_what_is_refused_gets_a_sentence_and_nothing_typed_is_lost(paul, case):
    name, content, sentence = hostile.REFUSED[case]
    answer = send(paul, name, content())
    assert (answer.status_code, wrong(answer)) == (422, [sentence])
    assert f'value="{html.escape(NOTE)}"' in answer.content.decode()
    assert 'value="480"' in answer.content.decode()
    assert (Revision.objects.count(), StoredFile.objects.count(), Blob.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("case", hostile.UNREADABLE)
def test_what_cannot_be_read_is_said_on_the_page(paul, case):
    name, content, sentence = hostile.UNREADABLE[case]
    assert send(paul, name, content()).status_code == 302
    assert "wird gerade gezeichnet" in paul.get(PAGE).content.decode()
    for run in Run.objects.filter(state=RunState.WAITING):
        do_run(run.pk)
    file = StoredFile.objects.get()
    page = paul.get(PAGE).content.decode()
    assert (file.state, file.model_url, file.problem) == ("unreadable", "", sentence)
    assert re.findall(r"notice--stop.*?<b>(.*?)</b><span>(.*?)</span>", page, re.DOTALL) == [(name, sentence)]


def test_a_job_that_fails_is_said_on_the_page_too(paul):
    name, content, _sentence = hostile.UNREADABLE["lying header"]
    send(paul, name, content())
    for path in store().folder.rglob("*"):
        if path.is_file():
            path.unlink()
    run = Run.objects.get()
    for _try in range(3):
        Run.objects.update(due_at=run.asked_at)
        do_run(run.pk)
    file = StoredFile.objects.get()
    assert (Run.objects.get().state, file.state) == (RunState.FAILED, ShapeState.UNREADABLE)
    assert "Die Datei ließ sich hier nicht zeichnen." in paul.get(PAGE).content.decode()


def test_a_script_in_a_drawing_is_taken_out_and_that_is_said(paul):
    assert send(paul, "skizze.svg", hostile.SCRIPTED).status_code == 302
    file = StoredFile.objects.get()
    served = b"".join(paul.get(file.url).streaming_content)
    assert served == b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'
    assert "Skripte und was sie startet" in paul.get(PAGE).content.decode()


def test_one_bad_file_among_good_ones_keeps_nothing(paul):
    name, content, sentence = hostile.REFUSED["truncated"]
    good = SimpleUploadedFile("gut.step", hostile.DEMO.read_bytes())
    answer = send(paul, name, content(), good)
    assert (answer.status_code, wrong(answer)) == (422, [sentence])
    assert (Revision.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/cron.d/teil.step", "teil.step"),
        ("C:\\Windows\\teil.step", "teil.step"),
        ('teil"\r\nX-Evil: 1.step', "teilX-Evil 1.step"),
        ("x" * 300 + ".step", "x" * 110 + ".step"),
    ],
)
def test_no_name_leads_anywhere(paul, given, shown):
    body, kind = _multipart(given, hostile.DEMO.read_bytes())
    answer = paul.generic("POST", FORM, body, content_type=kind)
    assert answer.status_code == 302
    file = StoredFile.objects.get()
    header = paul.get(file.url)["Content-Disposition"]
    assert (file.name, set(header) & {"\r", "\n", "/", "\\"}) == (shown, set())


def _multipart(name, content):
    """A form as a hostile program writes it, with its own idea of quoting."""
    said = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = '--b\r\nContent-Disposition: form-data; name="note_de"\r\n\r\nNeu\r\n--b\r\n'
    head += f"Content-Disposition: form-data; name=\"files\"; filename*=UTF-8''{said}\r\n\r\n"
    return head.encode() + content + b"\r\n--b--\r\n", "multipart/form-data; boundary=b"
