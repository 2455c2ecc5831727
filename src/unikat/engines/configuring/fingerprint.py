"""One short name for one configuration: the same for the same options, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from hashlib import sha256


def fingerprint(chosen: Iterable[str], ignoring: AbstractSet[str] = frozenset()) -> str:
    """SHA-256 (64 hexadecimal digits) over the sorted codes of the options that count, one per line."""
    counting = sorted(set(chosen) - ignoring)
    return sha256("".join(f"{code}\n" for code in counting).encode()).hexdigest()
