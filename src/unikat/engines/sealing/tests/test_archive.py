"""The archive: what is in it, that it can be checked by hand, and that every meddling is found."""

import io
import json
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.sealing import (
    OPENSSL,
    ArchiveRefused,
    NotCanonical,
    SealedPerson,
    Verdict,
    fingerprint,
    generate_key,
    names_file,
    new_salt,
    sign,
    verify_archive,
)


def verdict_of(tools, files, **options) -> Verdict:
    return verify_archive(tools.packed(files), **options)


def problems(verdict: Verdict) -> list[tuple[str, str]]:
    return [(problem.kind, problem.where) for problem in verdict.problems]


def test_the_same_input_gives_the_same_bytes_to_a_file_as_well(book, tools, tmp_path):
    assert tools.sealed() == book
    photo = tmp_path / "hinge.jpg"
    photo.write_bytes(b"\xff\xd8 a face \xff\xd9")
    plate = tools.contents(book)["plate.svg"]
    assert tools.sealed(files={"plate.svg": plate, "photos/hinge.jpg": photo}) == book


def test_everything_is_in_it_and_holds(book, tools, unpacked):
    assert sorted(unpacked) == [
        "README.txt", "events.jsonl", "manifest.json", "manifest.sig", "names.json",
        "photos/hinge.jpg", "plate.svg", "public-key.pem", "verify.html",
    ]  # fmt: skip
    verdict = verify_archive(io.BytesIO(book), trusted=fingerprint(tools.key.public_key()))
    assert (verdict.ok, verdict.problems, verdict.withdrawn) == (True, (), ())
    assert (verdict.manifest.title, verdict.manifest.count) == ("Feldhase N° 02", 3)
    assert [file.name for file in verdict.manifest.files] == [
        "README.txt", "photos/hinge.jpg", "plate.svg", "verify.html",
    ]  # fmt: skip


def test_it_may_be_packed_anew_with_folders_and_compression(tools, unpacked):
    assert verdict_of(tools, {"photos/": b"", **unpacked}).ok


def test_an_archive_without_events_people_or_files_holds(tools):
    bare = tools.sealed(events=[], people=(), files={}, removable=())
    assert verify_archive(io.BytesIO(bare)).ok
    assert "names.json" not in tools.contents(bare)


def test_the_readme_gives_lines_that_really_verify(tools, unpacked, tmp_path):
    if not shutil.which("openssl") or b"OpenSSL 3" not in subprocess.check_output(["openssl", "version"]):
        pytest.skip("no OpenSSL 3 on this machine")
    readme = unpacked["README.txt"].decode()
    assert readme.count(f"\n{OPENSSL}\n") == 2
    for name, data in unpacked.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)

    def run(line):
        return subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)

    manifest = json.loads(unpacked["manifest.json"])
    assert (run(OPENSSL).stdout, run(OPENSSL).returncode) == ("Signature Verified Successfully\n", 0)
    by_hand = [line for line in dict.fromkeys(readme.splitlines()) if line.endswith("| sha256sum")]
    assert [run(line).stdout.split()[0] for line in by_hand] == [manifest["events"]["head"], manifest["key"]]
    assert manifest["key"] in readme
    (tmp_path / "manifest.json").write_bytes(unpacked["manifest.json"].replace(b"02", b"03"))
    assert run(OPENSSL).returncode == 1


@given(st.sampled_from(["events.jsonl", "manifest.json", "manifest.sig", "photos/hinge.jpg"]), st.data())
def test_any_changed_byte_is_found(tools, name, data):
    files = tools.contents(tools.sealed())
    at = data.draw(st.integers(0, len(files[name]) - 1))
    changed = bytearray(files[name])
    changed[at] ^= data.draw(st.integers(1, 255))
    assert not verdict_of(tools, {**files, name: bytes(changed)}).ok


@given(st.sampled_from(["events.jsonl", "manifest.json", "manifest.sig", "photos/hinge.jpg"]), st.data())
def test_a_file_cut_short_is_found(tools, name, data):
    files = tools.contents(tools.sealed())
    size = data.draw(st.integers(0, len(files[name]) - 1))
    assert not verdict_of(tools, {**files, name: files[name][:size]}).ok


def test_each_kind_of_meddling_is_named(tools, unpacked):
    lines = unpacked["events.jsonl"].splitlines(keepends=True)

    def after(**changes):
        files = {**unpacked, **{name.replace("__", "."): data for name, data in changes.items()}}
        return problems(verdict_of(tools, {name: data for name, data in files.items() if data is not None}))

    assert after(events__jsonl=b"".join([lines[1], lines[0], lines[2]])) == [
        ("chain", "events.jsonl:1"),
        *LOST,
    ]
    assert after(events__jsonl=lines[0] + lines[2]) == [("chain", "events.jsonl:2"), ("names", "names.json")]
    assert after(events__jsonl=lines[0] + lines[1]) == [("chain", "events.jsonl")]
    assert after(events__jsonl=b"".join(lines)[:-1]) == [("chain", "events.jsonl")]
    assert after(plate__svg=b"<svg/>") == [("changed", "plate.svg")]
    assert after(plate__svg=unpacked["plate.svg"] + b" ") == [("changed", "plate.svg")]
    assert after(plate__svg=None) == [("missing", "plate.svg")]
    assert after(events__jsonl=None) == [("missing", "events.jsonl"), *LOST]
    assert after(manifest__json=None) == [("missing", "manifest.json")]
    assert after(manifest__sig=None) == [("missing", "manifest.sig")]
    assert after(more__txt=b"x") == [("extra", "more.txt")]
    assert after(manifest__json=b"{}") == [("manifest", "manifest.json")]
    assert after(public_key__pem=None, **{"public-key__pem": b"no key"}) == [("key", "public-key.pem")]


LOST = [("names", "names.json"), ("names", "names.json")]


def test_a_chain_written_anew_does_not_fit_its_seal(tools, unpacked):
    forged = tools.contents(tools.sealed(events=[{"kind": "sign-off", "torque_mNm": 1}], people=()))
    files = {**unpacked, "events.jsonl": forged["events.jsonl"]}
    del files["names.json"]
    assert problems(verdict_of(tools, files)) == [("chain", "events.jsonl")]


def test_a_forger_with_a_key_of_their_own_is_found_by_the_published_fingerprint(tools):
    forged = tools.sealed(key=generate_key(), title="Feldhase N° 99")
    assert verify_archive(io.BytesIO(forged)).ok
    trusted = fingerprint(tools.key.public_key())
    assert problems(verify_archive(io.BytesIO(forged), trusted=trusted)) == [("key", "public-key.pem")]


def test_another_public_key_is_found_even_if_its_signature_fits(tools, unpacked):
    other = generate_key()
    theirs = tools.contents(tools.sealed(key=other))
    files = {
        **unpacked,
        "public-key.pem": theirs["public-key.pem"],
        "manifest.sig": sign(unpacked["manifest.json"], other),
    }
    assert problems(verdict_of(tools, files)) == [("key", "public-key.pem")]


def test_names_and_removable_files_may_go_and_nothing_else_shows_the_name(tools, unpacked):
    del unpacked["names.json"], unpacked["photos/hinge.jpg"]
    verdict = verdict_of(tools, unpacked)
    assert (verdict.ok, verdict.withdrawn) == (True, ("photos/hinge.jpg",))
    assert [name for name, data in unpacked.items() if "Ida Çelik".encode() in data or b"Lena" in data] == []


def test_one_name_may_go_but_none_can_be_swapped_or_invented(tools, unpacked):
    only_ida = {**unpacked, "names.json": names_file([tools.ida])}
    assert verdict_of(tools, only_ida).ok
    swapped = unpacked["names.json"].replace(b'"Lena"', b'"Vera"')
    assert problems(verdict_of(tools, {**unpacked, "names.json": swapped})) == [("names", "names.json")]
    invented = names_file([tools.ida, SealedPerson("Vera", new_salt())])
    assert problems(verdict_of(tools, {**unpacked, "names.json": invented})) == [("names", "names.json")]
    assert problems(verdict_of(tools, {**unpacked, "names.json": b"[]"})) == [("names", "names.json")]


@pytest.mark.parametrize(
    "name",
    ["../x", "/x", "a//b", "a/../b", "C:x", "a\\b", "con", "AUX.txt", "x.", ".x", "a b", "ü", "x" * 201],
)
def test_unsafe_names_are_neither_written_nor_believed(tools, unpacked, name):
    with pytest.raises(ArchiveRefused, match="not portable"):
        tools.sealed(files={name: b""}, removable=())
    assert problems(verdict_of(tools, {**unpacked, name: b"x"})) == [("path", name)]


def test_a_file_without_a_name_is_found(tools, unpacked):
    nameless = tools.packed(unpacked)
    with zipfile.ZipFile(nameless, "a") as archive:
        archive.writestr("x", b"x")
        archive.filelist[-1].filename = ""
    assert problems(verify_archive(nameless)) == [("path", "")]


@pytest.mark.parametrize("name", ["manifest.json", "Names.json", "readme.TXT", "verify.html"])
def test_our_own_names_are_taken(tools, name):
    with pytest.raises(ArchiveRefused, match="is taken"):
        tools.sealed(files={name: b""}, removable=())


def test_names_that_differ_only_in_case_and_removable_strangers_are_refused(tools):
    with pytest.raises(ArchiveRefused, match="differs from another only in case"):
        tools.sealed(files={"a": b"", "A": b""}, removable=())
    with pytest.raises(ArchiveRefused, match="no file of the archive"):
        tools.sealed(removable=("other.jpg",))
    with pytest.raises(NotCanonical, match=r"event 0: \$.body.nm: 24.5 is a fraction"):
        tools.sealed(events=[{"nm": 24.5}])


def test_doubled_entries_and_links_are_found(tools, unpacked):
    twice = tools.packed(unpacked)
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("plate.svg", b"<svg/>")
    assert problems(verify_archive(twice)) == [("path", "plate.svg")]
    linked = tools.packed(unpacked)
    with zipfile.ZipFile(linked, "a") as archive:
        link = zipfile.ZipInfo("photos/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert problems(verify_archive(linked)) == [("path", "photos/link")]


def test_bombs_are_refused_before_they_are_unpacked(tools, unpacked):
    bomb = verdict_of(tools, {**unpacked, "plate.svg": bytes(50_000_000)})
    assert problems(bomb) == [("limit", "")]
    assert bomb.problems[0].sentence.startswith("Unpacked it would be 500")
    crowd = verdict_of(tools, {f"f{index}": b"" for index in range(20_001)})
    assert problems(crowd) == [("limit", "")]


def test_a_line_without_end_is_refused(tools, unpacked):
    endless = {**unpacked, "events.jsonl": b"[" * (3 << 20)}
    del endless["names.json"]
    found = verify_archive(tools.packed(endless, zipfile.ZIP_STORED))
    assert problems(found) == [("limit", "events.jsonl")]


def test_what_is_no_zip_or_broken_gets_a_sentence(book, tmp_path):
    assert problems(verify_archive(io.BytesIO(b"PK no zip"))) == [("unreadable", "")]
    assert problems(verify_archive(tmp_path / "absent.zip")) == [("unreadable", "")]
    assert not verify_archive(io.BytesIO(book[:-100])).ok


@given(st.data())
def test_a_damaged_zip_never_raises(tools, data):
    damaged = bytearray(tools.sealed())
    for _ in range(data.draw(st.integers(1, 4))):
        # the list of names is at the end: that is where damage is most interesting
        at = data.draw(st.integers(1, min(1500, len(damaged))))
        damaged[-at] = data.draw(st.integers(0, 255))
    assert isinstance(verify_archive(io.BytesIO(bytes(damaged))), Verdict)
