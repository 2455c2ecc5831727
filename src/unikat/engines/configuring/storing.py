"""Arrays and facts in one file that is used by mapping it into memory, so that workers share one copy."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"unikat-edition-1\n"
_ALIGNED = 64
_MOST_HEAD = 256 * 2**20
_TYPES = frozenset({"<i8", "|u1", "|b1"})


class StoredError(ValueError):
    """A file that is no stored edition of this version, or damaged."""


def store(path: Path, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the file at once: whoever opens the path sees the old one or the whole new one."""
    entries, at = {}, 0
    for name, array in arrays.items():
        entries[name] = {"type": array.dtype.str, "shape": array.shape, "at": at}
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps({"facts": facts, "arrays": entries}, separators=(",", ":")).encode()
    begin = _begin(len(head))
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(_MAGIC + len(head).to_bytes(8, "little") + head)
        file.seek(begin)
        for array in arrays.values():
            file.write(array.tobytes())
            file.write(bytes(-array.nbytes % _ALIGNED))
    os.replace(file.name, path)


def _begin(head: int) -> int:
    return -(-(len(_MAGIC) + 8 + head) // _ALIGNED) * _ALIGNED


def load(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The facts and the arrays, which can be read only; raises StoredError."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise StoredError("This file is no edition of this version.")
        size = int.from_bytes(file.read(8), "little")
        if size > _MOST_HEAD:
            raise StoredError("The head of this edition is damaged.")
        head = file.read(size)
    try:
        told = json.loads(head)
        mapped = np.memmap(path, np.uint8, "r", offset=_begin(size))
        arrays = {name: _mapped(mapped, **entry) for name, entry in told["arrays"].items()}
        return told["facts"], arrays
    except (ValueError, KeyError, TypeError) as fault:
        raise StoredError("This edition is damaged.") from fault


def _mapped(mapped: NDArray[np.uint8], type: str, shape: list[int], at: int) -> NDArray[Any]:
    if type not in _TYPES:
        raise StoredError("This edition is damaged.")
    dtype = np.dtype(type)
    count = int(np.prod(shape))
    found: NDArray[Any] = np.asarray(mapped)[at : at + count * dtype.itemsize].view(dtype).reshape(shape)
    return found
