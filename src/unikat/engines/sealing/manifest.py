"""The manifest: the small file that is signed and through which everything else in an archive is fixed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .canonical import Json, NotCanonical, canonical_json, read_canonical

FORMAT = "unikat-seal/1"
HASH = re.compile(r"[0-9a-f]{64}")
PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
LONGEST_NAME = 200


class NoManifest(ValueError):
    """The bytes are no manifest of this format; the message says what is wrong."""


@dataclass(frozen=True)
class FileSeal:
    """A file's name in the archive, its SHA-256 (64 hex digits), its length in bytes, and whether it may be
    withdrawn later (a photo that shows a face) without breaking the seal."""

    name: str
    sha256: str
    size: int
    removable: bool = False


@dataclass(frozen=True)
class Manifest:
    """What an archive is (`title`, `created` as text), the chain's head hash and count of events, its files
    in order of name, and the fingerprint of the key that signs it."""

    title: str
    created: str
    head: str
    count: int
    files: tuple[FileSeal, ...]
    key: str

    def to_bytes(self) -> bytes:
        """The exact bytes to sign."""
        files = {
            file.name: {"removable": file.removable, "sha256": file.sha256, "size": file.size}
            for file in self.files
        }
        return canonical_json(
            {
                "created": self.created,
                "events": {"count": self.count, "head": self.head},
                "files": files,
                "format": FORMAT,
                "key": self.key,
                "title": self.title,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """The manifest in these bytes; raises `NoManifest`."""
        try:
            value = read_canonical(data)
        except NotCanonical as error:
            raise NoManifest(str(error)) from error
        texts = dict.fromkeys(("created", "format", "key", "title"), str)
        top = _members(value, {**texts, "events": dict, "files": dict})
        events = _members(top["events"], {"count": int, "head": str})
        if top["format"] != FORMAT:
            raise NoManifest(f"its format is {top['format']}, not {FORMAT}")
        if not HASH.fullmatch(events["head"]) or not HASH.fullmatch(top["key"]) or events["count"] < 0:
            raise NoManifest("a hash or the number of events is malformed")
        files = tuple(_file(name, entry) for name, entry in top["files"].items())
        return cls(top["title"], top["created"], events["head"], events["count"], files, top["key"])


def is_safe_name(name: str) -> bool:
    """Whether the name can be unpacked on every system and leads nowhere out of its folder."""
    parts = name.split("/")
    return len(name) <= LONGEST_NAME and all(
        PART.fullmatch(part) and not DEVICE.fullmatch(part) for part in parts
    )


def _file(name: str, entry: Json) -> FileSeal:
    if not is_safe_name(name):
        raise NoManifest(f"the file name {name!r} is not safe")
    facts = _members(entry, {"removable": bool, "sha256": str, "size": int})
    if not HASH.fullmatch(facts["sha256"]) or facts["size"] < 0:
        raise NoManifest(f"the hash or size of {name} is malformed")
    return FileSeal(name, facts["sha256"], facts["size"], facts["removable"])


def _members(value: Json, kinds: Mapping[str, type]) -> dict[str, Any]:
    """The object's members, exactly these and each of its kind (a bool is no int here)."""
    if not isinstance(value, dict) or value.keys() != kinds.keys():
        raise NoManifest(f"an object does not have exactly the members {', '.join(sorted(kinds))}")
    for name, kind in kinds.items():
        if type(value[name]) is not kind:
            raise NoManifest(f"the member {name} is of the wrong kind")
    return value
