"""The store: whole or not at all, once, and every flipped byte is found."""

import hashlib

import pytest

from unikat.foundation.files import actions
from unikat.foundation.files.storing import LocalStore, store


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source"
    path.write_bytes(b"content")
    return path, hashlib.sha256(b"content").hexdigest()


def test_the_local_store_keeps_a_content_once_and_whole(tmp_path, source):
    path, digest = source
    kept = LocalStore(tmp_path / "blobs")
    assert kept.has(digest) is False
    kept.put(digest, path)
    kept.put(digest, path)
    with kept.open(digest) as content:
        assert (kept.has(digest), content.read()) == (True, b"content")
    files = [str(p.relative_to(tmp_path / "blobs")) for p in (tmp_path / "blobs").rglob("*") if p.is_file()]
    assert files == [f"{digest[:2]}/{digest}"]
    assert kept.free_bytes() > 0


def test_a_broken_write_leaves_no_content(tmp_path, source):
    path, digest = source
    kept = LocalStore(tmp_path / "blobs")
    with pytest.raises(FileNotFoundError):
        kept.put(digest, path.with_name("gone"))
    assert kept.has(digest) is False
    with pytest.raises(FileNotFoundError):
        kept.open(digest)
    kept.put(digest, path)
    assert kept.has(digest) is True


def test_the_setting_chooses_the_store(settings, tmp_path):
    settings.BLOBS = str(tmp_path / "here")
    assert (type(store()), store().folder) == (LocalStore, tmp_path / "here")


def test_the_scrub_finds_a_flipped_byte_and_a_missing_content(keep, samples):
    sound, flipped, gone = (keep(samples.pdf + bytes([n]), f"{n}.pdf").blob_id for n in range(3))
    actions.scrub()
    place = store()._place(flipped)
    content = bytearray(place.read_bytes())
    content[3] ^= 1
    place.write_bytes(content)
    store()._place(gone).unlink()
    with pytest.raises(actions.Damaged) as found:
        actions.scrub()
    assert str(found.value) == "2 contents are damaged or missing: " + ", ".join(
        digest[:12] for digest in sorted([flipped, gone])
    )
    assert sound[:12] not in str(found.value)
