"""People in a chain: the events carry a key that says nothing; a file that may be deleted carries the names.

A person key is "person:" and the SHA-256 of a random salt followed by the name. With names.json, anybody can
check that key and name belong together, so no name can be swapped; without it the key cannot be turned back
into the name, because nobody can guess the salt. So deleting the file, or one entry, breaks nothing.
"""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .canonical import Json, canonical_json

PERSON_KEY = re.compile(r"person:[0-9a-f]{64}")
SALT = re.compile(r"[0-9a-f]{32}")
SALT_BYTES = 16


@dataclass(frozen=True)
class SealedPerson:
    """A name with its salt (32 hex digits), kept by whoever may know both."""

    name: str
    salt: str

    def __post_init__(self) -> None:
        """Refuse a salt that could be guessed."""
        if not SALT.fullmatch(self.salt):
            raise ValueError(f"a salt is {SALT_BYTES} random bytes as hex digits")

    @property
    def key(self) -> str:
        """The person key that stands for this name in the events."""
        name = unicodedata.normalize("NFC", self.name).encode()
        return f"person:{hashlib.sha256(bytes.fromhex(self.salt) + name).hexdigest()}"


def new_salt() -> str:
    """A salt for one person in one archive; store it, or the name can never be shown to belong to the key."""
    return secrets.token_hex(SALT_BYTES)


def names_file(people: Iterable[SealedPerson]) -> bytes:
    """The bytes of names.json: each person key with its name and salt."""
    return canonical_json({person.key: {"name": person.name, "salt": person.salt} for person in people})


def wrong_names(names: Json, known: set[str]) -> Iterator[str]:
    """The entries of a names.json whose key does not belong to its name, or that no event mentions."""
    if not isinstance(names, dict):
        yield "the whole file"
        return
    for key, entry in names.items():
        if key not in known or not _belongs(key, entry):
            yield key


def _belongs(key: str, entry: Json) -> bool:
    if not isinstance(entry, dict) or entry.keys() != {"name", "salt"}:
        return False
    name, salt = entry["name"], entry["salt"]
    if not isinstance(name, str) or not isinstance(salt, str) or not SALT.fullmatch(salt):
        return False
    return SealedPerson(name, salt).key == key


def person_keys(value: Json) -> Iterator[str]:
    """Every person key that occurs as a text in an event, at any depth."""
    if isinstance(value, str):
        if PERSON_KEY.fullmatch(value):
            yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from person_keys(item)
