"""Ballots: what one voter says about one entry, its canonical bytes and the commitment to them."""

import hashlib
import json
from dataclasses import asdict, dataclass

GRADES = (1, 2, 3, 4, 5)
NONCE_BYTES = 16


class VotingFault(ValueError):
    """A ballot, rule, score or file that cannot be counted; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One voter's three answers about one entry: meets the brief (1-5), appeal (1-5), "I would own it".

    `voter` is a pseudonym; who stands behind it, and that nobody votes on an own entry, is the caller's care.
    """

    voter: str
    entry: str
    meets: int
    appeal: int
    own: bool

    def __post_init__(self) -> None:
        require_text(self.voter, "The voter of a ballot")
        require_text(self.entry, "The entry of a ballot")
        require_grade(self.meets, f"The ballot of {self.voter} on {self.entry}, meets the brief")
        require_grade(self.appeal, f"The ballot of {self.voter} on {self.entry}, appeal")
        if type(self.own) is not bool:
            raise VotingFault(f"The ballot of {self.voter} on {self.entry}, own: must be yes or no.")


def canonical_bytes(value: object) -> bytes:
    """JSON as RFC 8785 writes it for what we use: ASCII keys in order, integers, text, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def ballot_bytes(ballot: Ballot) -> bytes:
    """The canonical bytes of one ballot, equal for equal ballots on every machine."""
    return canonical_bytes(asdict(ballot))


def ballot_hash(ballot: Ballot, nonce: bytes) -> str:
    """The commitment to a ballot: SHA-256 over its nonce followed by its canonical bytes, in hex.

    It can be published at once. The nonce, at least 16 random bytes and secret until the close, keeps anyone
    from trying out the fifty possible ballots. No canonical ballot ends with another one, so the bytes cannot
    be cut into a nonce and a ballot in two ways. Raises VotingFault on a short nonce.
    """
    if len(nonce) < NONCE_BYTES:
        raise VotingFault(f"A nonce needs at least {NONCE_BYTES} bytes, this one has {len(nonce)}.")
    return hashlib.sha256(nonce + ballot_bytes(ballot)).hexdigest()


def require_text(value: object, what: str) -> None:
    """Raise VotingFault unless the value is a text with something in it that can be written as UTF-8."""
    if not isinstance(value, str) or not value.strip():
        raise VotingFault(f"{what} must be a text that is not empty.")
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        raise VotingFault(f"{what} holds half a character that no file can keep.")


def require_grade(value: object, what: str) -> None:
    """Raise VotingFault unless the value is a whole number from 1 to 5 (true and false are no numbers)."""
    if type(value) is not int or value not in GRADES:
        raise VotingFault(f"{what}: {value!r} is not a grade; grades are whole numbers from 1 to 5.")
