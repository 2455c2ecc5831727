"""The outer side of glTF 2.0: container, JSON, buffers. Nothing is ever fetched; every number is doubted."""

import base64
import binascii
import json
import struct
from typing import Any, cast

from unikat.engines.shaping.reasons import RefusedFile

_JSON, _BIN = 0x4E4F534A, 0x004E4942
_DATA_URIS = ("data:application/octet-stream;base64,", "data:application/gltf-buffer;base64,")
Record = dict[str, Any]


def open_glb(content: bytes) -> tuple[Record, list[bytes]]:
    """JSON and buffers of a binary glTF; its chunks must fill the file exactly."""
    if len(content) < 20 or content[:4] != b"glTF":
        raise RefusedFile("not-gltf", what="its first bytes are others")
    version, total = struct.unpack_from("<II", content, 4)
    if version != 2:
        raise RefusedFile("not-gltf", what=f"it is of version {version}")
    if total > len(content):
        raise RefusedFile("truncated")
    chunks = _chunks(content[:total])
    if not chunks or chunks[0][0] != _JSON:
        raise RefusedFile("not-gltf", what="its first chunk is not JSON")
    own = chunks[1][1] if len(chunks) > 1 and chunks[1][0] == _BIN else None
    document = _parse(chunks[0][1])
    return document, _buffers(document, own)


def open_gltf(content: bytes) -> tuple[Record, list[bytes]]:
    """JSON and buffers of a text glTF, whose buffers must be embedded."""
    document = _parse(content)
    return document, _buffers(document, None)


def _chunks(content: bytes) -> list[tuple[int, bytes]]:
    found, position = [], 12
    while position + 8 <= len(content):
        length, kind = struct.unpack_from("<II", content, position)
        position += 8
        if position + length > len(content):
            raise RefusedFile("truncated")
        found.append((kind, content[position : position + length]))
        position += length
    return found


def _parse(raw: bytes) -> Record:
    try:
        document = json.loads(raw.decode("utf-8", "replace"), parse_constant=_no_constant)
    except RecursionError:
        raise RefusedFile("deep") from None
    except ValueError:
        raise RefusedFile("not-gltf", what="its JSON is broken") from None
    version = record(document, "asset").get("version") if isinstance(document, dict) else None
    if not isinstance(version, str) or not version.startswith("2."):
        raise RefusedFile("not-gltf", what="it does not state version 2")
    _refuse_outside(document)
    return cast(Record, document)


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _refuse_outside(document: Record) -> None:
    needed = document.get("extensionsRequired")
    if needed:
        names = ", ".join(str(name)[:40] for name in (needed if isinstance(needed, list) else [needed])[:5])
        raise RefusedFile("gltf-extension", names=names)
    for kind in ("buffers", "images"):
        for item in records(document, kind):
            uri = item.get("uri")
            if uri is not None and not (isinstance(uri, str) and uri.startswith("data:")):
                raise RefusedFile("external", names=str(uri)[:80])


def _buffers(document: Record, own: bytes | None) -> list[bytes]:
    found = []
    for position, item in enumerate(records(document, "buffers")):
        uri = item.get("uri")
        length = whole(item, "byteLength")
        chunk = own if position == 0 else None
        content = chunk if uri is None else _embedded(uri)
        if content is None or length > len(content):
            raise RefusedFile("gltf-lie", what=f"buffer {position} is shorter than stated")
        found.append(content[:length])
    return found


def _embedded(uri: str) -> bytes:
    for start in _DATA_URIS:
        if uri.startswith(start):
            try:
                return base64.b64decode(uri[len(start) :], validate=True)
            except binascii.Error:
                break
    raise RefusedFile("gltf-lie", what="an embedded buffer is not base64")


def records(holder: Record, key: str) -> list[Record]:
    """The list of objects under a key, empty if it is missing."""
    value = holder.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise RefusedFile("not-gltf", what=f"{key} is not a list of objects")
    return value


def record(holder: Record, key: str) -> Record:
    """The object under a key, empty if it is missing."""
    value = holder.get(key, {})
    if not isinstance(value, dict):
        raise RefusedFile("not-gltf", what=f"{key} is not an object")
    return value


def whole(holder: Record, key: str, default: int | None = None) -> int:
    """The whole number under a key, at least 0 and below 2^31."""
    value = holder.get(key, default)
    if type(value) is not int or not 0 <= value < 2**31:
        raise RefusedFile("gltf-lie", what=f"{key} is not a usable number")
    return value


def index(holder: Record, key: str, count: int) -> int | None:
    """The index under a key into a list of `count`, or None if it is missing."""
    if key not in holder:
        return None
    value = whole(holder, key)
    if value >= count:
        raise RefusedFile("gltf-lie", what=f"{key} {value} does not exist")
    return value


def indices(holder: Record, key: str, count: int) -> tuple[int, ...]:
    """The list of indices under a key into a list of `count`."""
    value = holder.get(key, [])
    if not isinstance(value, list) or not all(type(item) is int and 0 <= item < count for item in value):
        raise RefusedFile("gltf-lie", what=f"{key} names what does not exist")
    return tuple(value)


def numbers(holder: Record, key: str, count: int, default: tuple[float, ...]) -> list[float]:
    """The list of `count` numbers under a key, `default` if it is missing."""
    value = holder.get(key, list(default))
    if not isinstance(value, list) or len(value) != count or not all(type(n) in (int, float) for n in value):
        raise RefusedFile("gltf-lie", what=f"{key} is not {count} numbers")
    try:
        return [float(number) for number in value]
    except OverflowError:
        raise RefusedFile("not-numbers") from None
