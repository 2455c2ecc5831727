"""Sealing: an archive that proves itself without us, by the engine, by OpenSSL, and to the byte."""

import json
import re
import subprocess
import zipfile

import pytest

from unikat.engines.sealing import verify_archive
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import links_to
from unikat.foundation.ledger.refusal import NotAllowed
from unikat.journey.carbooks.actions import seal_book
from unikat.journey.cars.tests.conftest import drawn
from unikat.journey.parts.actions import set_line
from unikat.journey.parts.models import Part


@pytest.fixture
def book(built, cast):
    return seal_book(actor=cast["ida"], car=built)


def events_in(path):
    """The events of an archive by kind, people's keys turned back into their names."""
    with zipfile.ZipFile(path) as archive:
        names = json.loads(archive.read("names.json"))
        lines = archive.read("events.jsonl").splitlines()
    told = {}
    for line in lines:
        event = json.loads(line)["body"]
        named = {k: names[v]["name"] if isinstance(v, str) and v in names else v for k, v in event.items()}
        told.setdefault(event["event"], []).append(named)
    return told


def test_a_sealed_book_proves_itself_and_stands_in_the_ledger(book, archive_of):
    verdict = verify_archive(archive_of(book), trusted=book.key_fingerprint)
    assert (verdict.problems, book.edition) == ((), 1)
    entry = Entry.objects.get(verb="book.seal")
    assert (entry.actor_name, entry.thing, entry.facts) == ("Ida", book.thing, {"edition": 1})
    assert [(link.kind, link.source.kind) for link in links_to(book.thing)] == [("sealed", "car")]


def test_the_line_printed_in_the_archive_verifies_it(book, archive_of, tmp_path):
    """Exactly as a reader would: unpack, read the line in README.txt, type it."""
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(archive_of(book)) as archive:
        archive.extractall(folder)
    printed = re.findall(r"^openssl .*$", (folder / "README.txt").read_text("utf-8"), re.MULTILINE)
    verify, fingerprint = printed[:2]
    assert printed == [verify, fingerprint] * 2

    def run(line):
        done = subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True)
        return done.returncode, done.stdout

    assert run(verify) == (0, "Signature Verified Successfully\n")
    assert run(fingerprint) == (0, f"{book.key_fingerprint.removeprefix('sha256:')}  -\n")
    manifest = folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"Hakenschlag", b"Hakenschlug"))
    assert run(verify)[0] == 1
    assert (folder / "verify.html").stat().st_size > 1000


def test_a_changed_byte_is_found_wherever_it_is(book, archive_of, tmp_path):
    whole = archive_of(book).read_bytes()
    for name in ("events.jsonl", "manifest.json", "README.txt", "verify.html"):
        with zipfile.ZipFile(archive_of(book)) as archive:
            place = archive.getinfo(name).header_offset + 30 + len(name) + 20
        changed = tmp_path / "changed.zip"
        changed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert verify_archive(changed, trusted=book.key_fingerprint).problems != (), name


def test_the_book_tells_the_whole_car(book, archive_of, build):
    by_kind = events_in(archive_of(book))
    assert sorted(by_kind) == ["came-from", "car", "option", "part", "sign-off"]
    assert [(o["code"], o["en"]) for o in by_kind["option"]] == [("doors", "Doors"), ("strap", "Strap")]
    assert [(p["number"], p["revision"], p["amount"]) for p in by_kind["part"]] == [
        ("FH-320", "A", "2"),
        ("FH-500", "A", "4"),
    ]
    signed = [(s["step"], s["by"], s["second"], s["thousandths"], s["unit"]) for s in by_kind["sign-off"]]
    assert signed == [
        ("1.1", "Ida", "", [], ""),
        ("2.1", "Lena", "Tariq", [24_000, 25_900], "Nm"),
        ("2.4", "Ida", "", [], ""),
        ("2.5", "Tariq", "", [5_200], "mm"),
    ]
    arrows = {(one["from"], one["what"]) for one in by_kind["came-from"]}
    assert {("W-001", "D-001"), ("FH-320", "2.1"), ("2.1", "N° 01")} <= arrows


def test_what_changes_later_does_not_change_the_next_edition(book, built, cast, archive_of):
    """A part is drawn anew and the bill grows: the car that stands keeps what it was built of."""
    mei, parts = cast["mei"], {part.number: part for part in Part.objects.all()}
    drawn(mei, parts["FH-320"])
    set_line(actor=mei, parent=parts["FH-000"], child=parts["FH-500"], quantity="5")
    second = seal_book(actor=cast["tariq"], car=built)
    assert (second.edition, second.sealed_by) == (2, cast["tariq"])

    assert events_in(archive_of(second))["part"] == events_in(archive_of(book))["part"]
    assert verify_archive(archive_of(book), trusted=second.key_fingerprint).problems == ()


def test_only_owner_and_coach_seal_and_only_a_car_that_stands(signed_build, cast):
    with pytest.raises(NotAllowed):
        seal_book(actor=cast["ida"], car=signed_build.car)


def test_strangers_seal_nothing(built, cast):
    for who in ("lena", "oskar", "mei", "vera"):
        with pytest.raises(NotAllowed):
            seal_book(actor=cast[who], car=built)
    assert built.books.count() == 0
