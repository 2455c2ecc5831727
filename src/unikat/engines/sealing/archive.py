"""Writes a sealed archive: one .zip that proves itself years later, without us and without a network.

In it: events.jsonl (the chain), manifest.json (fixes everything else), manifest.sig (Ed25519 over the
manifest's bytes), public-key.pem, README.txt and verify.html (German and English), the given files, and
names.json if people are named. The same input gives the same bytes on every machine: nothing is compressed,
every time stamp is 1980, files come in order of name.
"""

import hashlib
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .chain import START, chained
from .keys import fingerprint, public_pem, sign
from .manifest import FileSeal, Manifest, is_safe_name
from .people import SealedPerson, names_file

EVENTS, MANIFEST, SIGNATURE, PUBLIC_KEY = "events.jsonl", "manifest.json", "manifest.sig", "public-key.pem"
NAMES, README, VERIFIER = "names.json", "README.txt", "verify.html"
# Files that vouch for the others; all the rest is named in the manifest, names.json alone is free to go.
OWN = frozenset({EVENTS, MANIFEST, SIGNATURE, PUBLIC_KEY, NAMES})
OPENSSL = (
    "openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig"
)
PAGES = Path(__file__).parent / "pages"
BLOCK = 1 << 16
LARGEST_FILE = 1 << 29  # 512 MiB: verify.html holds one file at a time in memory


class ArchiveRefused(ValueError):
    """The archive cannot be written as asked: an unsafe, reserved or doubled name, or a file too large."""


@dataclass(frozen=True)
class PageTexts:
    """What the archive says about itself in README.txt: one or a few sentences in each language."""

    de: str
    en: str


def write_archive(
    target: BinaryIO,
    *,
    title: str,
    created: str,
    events: Iterable[Mapping[str, object]],
    files: Mapping[str, bytes | Path],
    key: Ed25519PrivateKey,
    texts: PageTexts,
    people: Collection[SealedPerson] = (),
    removable: Collection[str] = (),
) -> Manifest:
    """Write the whole archive to `target` in one pass and give back its manifest.

    `created` is a text (UTC, ISO 8601), since an engine has no clock. `removable` names the files that may
    be withdrawn later. Raises `ArchiveRefused`, or `NotCanonical` for an event with fractions.
    """
    everything: dict[str, bytes | Path] = {**files, VERIFIER: _verifier()}
    everything[README] = _readme(title, texts, fingerprint(key.public_key()))
    _check_names(files, removable)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        head, count = _write_events(archive, events)
        seals = [
            _write_file(archive, name, everything[name], removable=name in removable)
            for name in sorted(everything)
        ]
        manifest = Manifest(title, created, head, count, tuple(seals), fingerprint(key.public_key()))
        signed = manifest.to_bytes()
        own = {PUBLIC_KEY: public_pem(key), MANIFEST: signed, SIGNATURE: sign(signed, key)}
        if people:
            own[NAMES] = names_file(people)
        for name in sorted(own):
            archive.writestr(_entry(name), own[name])
    return manifest


def _check_names(files: Mapping[str, bytes | Path], removable: Collection[str]) -> None:
    taken = {name.lower() for name in (*OWN, README, VERIFIER)}
    for name in files:
        if not is_safe_name(name):
            raise ArchiveRefused(f"the file name {name!r} is not portable")
        if name.lower() in taken:
            raise ArchiveRefused(f"the file name {name} is taken, or differs from another only in case")
        taken.add(name.lower())
    for name in removable:
        if name not in files:
            raise ArchiveRefused(f"{name} is to be removable, but is no file of the archive")


def _write_events(archive: zipfile.ZipFile, events: Iterable[Mapping[str, object]]) -> tuple[str, int]:
    head, count = START, 0
    with archive.open(_entry(EVENTS), "w") as out:
        for line in chained(events):
            out.write(line + b"\n")
            head, count = hashlib.sha256(line).hexdigest(), count + 1
    return head, count


def _write_file(archive: zipfile.ZipFile, name: str, source: bytes | Path, *, removable: bool) -> FileSeal:
    """Copy and hash in the same pass: what is sealed is what was written, even if the source changes."""
    digest, size = hashlib.sha256(), 0
    with archive.open(_entry(name), "w") as out:
        for block in _blocks(source):
            size += len(block)
            if size > LARGEST_FILE:
                raise ArchiveRefused(f"{name} is larger than {LARGEST_FILE >> 20} MiB")
            digest.update(block)
            out.write(block)
    return FileSeal(name, digest.hexdigest(), size, removable)


def _blocks(source: bytes | Path) -> Iterable[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry


def _readme(title: str, texts: PageTexts, key: str) -> bytes:
    facts = {"title": title, "de": texts.de, "en": texts.en, "openssl": OPENSSL, "fingerprint": key}
    return _filled(README, facts)


def _verifier() -> bytes:
    """One page with everything in it; the same bytes in every archive, so that two can be compared."""
    style = (PAGES / "verify.css").read_text(encoding="utf-8")
    script = (PAGES / "verify.js").read_text(encoding="utf-8")
    return _filled(VERIFIER, {"style": style, "script": script, "openssl": OPENSSL})


def _filled(page: str, facts: Mapping[str, str]) -> bytes:
    """The page with its @@placeholders@@ filled in one pass, so that a title cannot bring its own."""
    parts = (PAGES / page).read_text(encoding="utf-8").split("@@")
    return "".join(facts[part] if index % 2 else part for index, part in enumerate(parts)).encode()
