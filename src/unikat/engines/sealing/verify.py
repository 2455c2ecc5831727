"""Checks a sealed archive: names, manifest and signature, the chain to its head, every file, the names."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature

from .archive import EVENTS, MANIFEST, NAMES, OWN, PUBLIC_KEY, SIGNATURE
from .canonical import NotCanonical, read_canonical
from .chain import START, BrokenChain, follow
from .keys import KeyRefused, fingerprint, read_public_pem
from .manifest import FileSeal, Manifest, NoManifest
from .people import person_keys, wrong_names
from .unpacking import Limits, Problem, Stop, Unpacker


@dataclass(frozen=True)
class Verdict:
    """Whether the archive holds, all problems found, its manifest if it has one, and what was withdrawn.

    `ok` says the archive is whole and signed by the key in it (`manifest.key`); whose key that is, only a
    comparison of its fingerprint with a published one can say.
    """

    problems: tuple[Problem, ...]
    manifest: Manifest | None = None
    withdrawn: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is nothing to object to."""
        return not self.problems


@dataclass
class _Check:
    """The archive under examination and what was found so far."""

    archive: Unpacker
    problems: list[Problem] = field(default_factory=list)

    def report(self, kind: str, where: str, sentence: str) -> None:
        self.problems.append(Problem(kind, where, sentence))

    def report_stop(self, stop: Stop) -> None:
        """A missing file of our own is reported once, at the start."""
        if stop.problem.kind != "missing":
            self.problems.append(stop.problem)


def verify_archive(
    source: Path | BinaryIO, *, trusted: str | None = None, limits: Limits | None = None
) -> Verdict:
    """Check everything in the archive; `trusted` is the key fingerprint it must be sealed with, if known."""
    try:
        archive = Unpacker(source, limits or Limits())
    except Stop as stop:
        return Verdict((stop.problem,))
    try:
        # with unsafe or doubled names it is open which file is meant: nothing more is worth saying
        return Verdict(archive.problems) if archive.problems else _verify_contents(_Check(archive), trusted)
    finally:
        archive.close()


def _verify_contents(check: _Check, trusted: str | None) -> Verdict:
    for name in sorted(OWN - {NAMES} - check.archive.names):
        check.report("missing", name, f"{name} is missing.")
    manifest = _verify_manifest(check, trusted)
    known = _verify_events(check, manifest)
    withdrawn = _verify_files(check, manifest) if manifest else ()
    if NAMES in check.archive.names:
        _verify_names(check, known)
    return Verdict(tuple(check.problems), manifest, withdrawn)


def _verify_manifest(check: _Check, trusted: str | None) -> Manifest | None:
    """The manifest if it is readable, after checking signature and key."""
    manifest = None
    try:
        signed = check.archive.whole(MANIFEST)
        manifest = Manifest.from_bytes(signed)
        key = read_public_pem(check.archive.whole(PUBLIC_KEY))
        if fingerprint(key) != manifest.key:
            check.report("key", PUBLIC_KEY, "The public key is not the one the manifest names.")
        if trusted is not None and fingerprint(key) != trusted:
            check.report(
                "key", PUBLIC_KEY, "The archive is sealed, but with another key than the trusted one."
            )
        key.verify(check.archive.whole(SIGNATURE), signed)
    except NoManifest as error:
        check.report("manifest", MANIFEST, f"{MANIFEST} is no manifest: {error}.")
    except KeyRefused as error:
        check.report("key", PUBLIC_KEY, f"{PUBLIC_KEY} is {error}.")
    except InvalidSignature:
        check.report("signature", SIGNATURE, "The signature does not belong to this manifest and key.")
    except Stop as stop:
        check.report_stop(stop)
    return manifest


def _verify_events(check: _Check, manifest: Manifest | None) -> set[str]:
    """Follow the chain to its head; the person keys met on the way."""
    known: set[str] = set()
    head, count = START, 0
    try:
        for link in follow(check.archive.lines(EVENTS)):
            head, count = link.head, link.seq + 1
            known.update(person_keys(link.body))
    except BrokenChain as broken:
        check.report(broken.kind, f"{EVENTS}:{broken.line}", str(broken))
        return known
    except Stop as stop:
        check.report_stop(stop)
        return known
    if manifest and (head, count) != (manifest.head, manifest.count):
        sentence = (
            f"The chain ends after {count} events; the manifest seals {manifest.count} with another end."
        )
        check.report("chain", EVENTS, sentence)
    return known


def _verify_files(check: _Check, manifest: Manifest) -> tuple[str, ...]:
    """Compare each file with its seal; the names of those that were withdrawn, as their seal permits."""
    withdrawn = []
    for sealed in manifest.files:
        if sealed.name in check.archive.names:
            _verify_file(check, sealed)
        elif sealed.removable:
            withdrawn.append(sealed.name)
        else:
            check.report("missing", sealed.name, f"{sealed.name} is missing.")
    for name in sorted(check.archive.names - OWN - {sealed.name for sealed in manifest.files}):
        check.report("extra", name, f"{name} is in the archive, but was not sealed.")
    return tuple(withdrawn)


def _verify_file(check: _Check, sealed: FileSeal) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        for block in check.archive.blocks(sealed.name, sealed.size):
            digest.update(block)
            size += len(block)
    except Stop as stop:
        if stop.problem.kind != "limit":  # longer than sealed is changed, no need to read on
            check.problems.append(stop.problem)
            return
        size += 1
    if (digest.hexdigest(), size) != (sealed.sha256, sealed.size):
        check.report("changed", sealed.name, f"{sealed.name} is not the file that was sealed.")


def _verify_names(check: _Check, known: set[str]) -> None:
    try:
        for key in wrong_names(read_canonical(check.archive.whole(NAMES)), known):
            check.report("names", NAMES, f"{NAMES} gives a name to {key} that does not belong to it.")
    except NotCanonical as error:
        check.report("names", NAMES, f"{NAMES} is {error}.")
    except Stop as stop:
        check.problems.append(stop.problem)
