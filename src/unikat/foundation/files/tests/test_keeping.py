"""Keeping: what is harmless once, what is hostile not at all."""

import hashlib

import pytest
from django.core.files.base import ContentFile

from unikat.foundation.files import actions, receiving
from unikat.foundation.files.actions import attach, clean_name, keep_file, keeping
from unikat.foundation.files.models import Blob, StoredFile
from unikat.foundation.files.queries import files_of, thumbnails_of
from unikat.foundation.files.storing import store
from unikat.foundation.jobs.models import Run
from unikat.foundation.ledger.models import System, Visibility
from unikat.foundation.ledger.refusal import NotAllowed, Refused


def content_of(blob):
    with store().open(blob.sha256) as content:
        return content.read()


def test_the_same_content_is_kept_once_under_two_names(keep, samples, kept_on_disk):
    first, second = keep(samples.pdf, "Prüfbericht.pdf"), keep(samples.pdf, "copy.pdf", "ida")
    digest = hashlib.sha256(samples.pdf).hexdigest()
    assert (first.blob_id, second.blob_id, kept_on_disk()) == (digest, digest, [digest])
    assert (first.name, first.state, first.url) == (
        "Prüfbericht.pdf",
        "ready",
        f"/files/{first.pk}/Pr%C3%BCfbericht.pdf",
    )


def test_a_picture_is_drawn_anew_and_gets_a_thumbnail_later(keep, samples):
    file = keep(samples.png, "Tür.PNG")
    assert (file.name, file.blob.kind, file.thumbnail_url) == ("Tür.webp", "webp", file.url)
    assert (file.measures, b"taken at home" in content_of(file.blob)) == (
        {"width": 1280, "height": 960},
        False,
    )
    actions.make_shape(file.blob_id)
    file = StoredFile.objects.get()
    assert file.thumbnail_url == f"/files/{file.pk}/shape/paper/"
    assert Blob.objects.count() == 2


def test_a_drawing_loses_what_acts(keep, samples):
    file = keep(samples.svg, "skizze.svg")
    cleaned = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'
    assert (content_of(file.blob), file.thumbnail_url) == (cleaned, file.url)


def test_a_model_waits_and_is_then_shaped(keep, samples):
    file = keep(samples.stl, "kasten.stl")
    assert (file.state, file.model_url, file.measures) == ("waiting", "", {})
    assert [run.ids for run in Run.objects.all()] == [[file.blob_id]]
    actions.make_shape(file.blob_id)
    file = StoredFile.objects.get()
    assert (file.state, round(file.measures["volume_mm3"])) == ("ready", 6000)
    assert file.model_url == f"/files/{file.pk}/shape/model/"
    keep(samples.stl, "again.stl")
    assert Run.objects.count() == 1


def test_a_model_that_cannot_be_read_says_why_in_the_readers_language(keep, settings):
    file = keep(b"solid nothing\nendsolid nothing\n" + b" " * 80, "leer.stl")
    actions.make_shape(file.blob_id)
    file = StoredFile.objects.get()
    assert (file.state, file.model_url, file.blob.shape.code) == ("unreadable", "", "empty")
    assert file.problem != ""


def test_what_was_shaped_beforehand_needs_no_worker(keep, samples, settings, tmp_path):
    digest = hashlib.sha256(samples.step).hexdigest()
    settings.READY_MADE = [str(tmp_path / "nothing"), str(tmp_path)]
    (tmp_path / f"{digest}.json").write_text('{"measures": {"closed": true}, "tree": []}')
    (tmp_path / f"{digest}.glb").write_bytes(b"glTF ready made")
    (tmp_path / f"{digest}.webp").write_bytes(b"RIFF ready made")
    file = keep(samples.step, "kasten.step")
    file = StoredFile.objects.get(pk=file.pk)
    assert (file.state, file.measures, Run.objects.count()) == ("ready", {"closed": True}, 0)
    assert content_of(file.blob.shape.model) == b"glTF ready made"
    assert file.night_url == file.thumbnail_url == f"/files/{file.pk}/shape/paper/"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "bild.png"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "kaputt.png"),
        (b"MZ\x90\x00", "teil.exe"),
        (b"", "leer.step"),
        (b"ISO-10303-21;\nHEADER;\n", "halb.step"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "a.svg"),
        (b"%PDF-1.7", "ohne-endung"),
        (b"%PDF-1.7", "bericht.pdf.png"),
    ],
)
def test_the_hostile_is_refused_with_a_sentence_and_leaves_nothing(keep, kept_on_disk, content, name):
    with pytest.raises(Refused) as refusal:
        keep(content, name)
    assert refusal.value.message.endswith(".")
    assert (StoredFile.objects.count(), Blob.objects.count(), kept_on_disk()) == (0, 0, [])


class Endless:
    """An upload that claims to be small and never ends."""

    size = 10

    def chunks(self):
        while True:
            yield b"%PDF" * 262_144


def test_too_large_is_refused_whatever_the_upload_claims(cast, keep, kept_on_disk, monkeypatch):
    monkeypatch.setattr(receiving, "LARGEST", 3_000_000)
    with pytest.raises(Refused):
        keep_file(actor=cast["mei"], upload=Endless(), name="a.pdf")
    told = Endless()
    told.size = keeping.LARGEST + 1
    with pytest.raises(Refused):
        keep_file(actor=cast["mei"], upload=told, name="a.pdf")
    monkeypatch.setitem(receiving.MOST_BYTES, receiving.Kind.PDF, 10)
    with pytest.raises(Refused):
        keep(b"%PDF-1.7 and more", "a.pdf")
    assert kept_on_disk() == []


def test_the_quotas_of_a_person_and_of_a_project(keep, samples, monkeypatch):
    keep(samples.pdf, "a.pdf")
    monkeypatch.setattr(keeping, "MOST_PER_PERSON", len(samples.pdf) + 5)
    with pytest.raises(Refused):
        keep(samples.pdf, "b.pdf")
    keep(samples.pdf, "c.pdf", "ida")
    monkeypatch.setattr(keeping, "MOST_PER_PROJECT", 2 * len(samples.pdf) + 5)
    with pytest.raises(Refused):
        keep(samples.pdf, "d.pdf", "jonas")
    assert list(StoredFile.objects.order_by("pk").values_list("name", flat=True)) == ["a.pdf", "c.pdf"]


def test_a_full_disk_takes_nothing_more(keep, samples, monkeypatch, kept_on_disk):
    monkeypatch.setattr(keeping, "ROOM_TO_KEEP", 1 << 62)
    with pytest.raises(Refused):
        keep(samples.pdf, "a.pdf")
    assert kept_on_disk() == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.step", "passwd.step"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("gpj.\u202eexe.pdf", "gpj.exe.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("\x00", "file"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 110 + ".pdf"),
        ("Tu\u0308r.pdf", "Tür.pdf"),
    ],
)
def test_names_lose_paths_and_control_signs(given, shown):
    assert clean_name(given) == shown


def test_attaching_ones_own_upload(cast, feldhase, keep, samples):
    file = keep(samples.pdf, "a.pdf", "ida", about=None, project_id=None)
    assert (file.about, files_of(feldhase.thing, cast["ida"])) == (None, [])
    for stranger in (cast["lena"], System("night")):
        with pytest.raises(NotAllowed):
            attach(actor=stranger, file=file, about=feldhase.thing)
    feldhase.is_public = False
    feldhase.save()
    with pytest.raises(NotAllowed):
        attach(actor=cast["ida"], file=file, about=feldhase.thing)
    feldhase.is_public = True
    feldhase.save()
    attach(actor=cast["ida"], file=file, about=feldhase.thing, project_id=feldhase.pk)
    assert files_of(feldhase.thing, None) == [file]
    with pytest.raises(Refused):
        attach(actor=cast["ida"], file=file, about=feldhase.thing)


def test_files_stand_in_their_order_for_those_they_are_for(cast, feldhase, keep, samples):
    keep(samples.pdf, "late.pdf", position=2)
    keep(samples.pdf, "early.pdf", position=1)
    keep(samples.pdf, "team.pdf", visibility=Visibility.TEAM)
    keep(samples.pdf, "own.pdf", "ida", visibility=Visibility.PRIVATE)
    names = {
        who: [file.name for file in files_of(feldhase.thing, who and cast[who])]
        for who in (None, "lena", "ida", "jonas")
    }
    assert names == {
        None: ["early.pdf", "late.pdf"],
        "lena": ["early.pdf", "late.pdf"],
        "ida": ["own.pdf", "early.pdf", "late.pdf"],
        "jonas": ["team.pdf", "early.pdf", "late.pdf"],
    }


def test_many_files_cost_no_more_questions(feldhase, keep, samples, django_assert_num_queries):
    for number in range(3):
        keep(samples.svg, f"{number}.svg")
    with django_assert_num_queries(2):
        assert len(files_of(feldhase.thing, None)) == 3
    for number in range(9):
        keep(samples.svg, f"{number}.svg")
    with django_assert_num_queries(2):
        assert list(thumbnails_of([feldhase.thing], None)) == [feldhase.thing]


def test_anything_with_read_will_do(cast, samples):
    file = keep_file(actor=System("import"), upload=ContentFile(samples.pdf).file, name="a.pdf")
    assert (file.blob.size, file.uploaded_by_id) == (len(samples.pdf), None)
