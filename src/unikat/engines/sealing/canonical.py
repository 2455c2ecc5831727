"""Canonical JSON: one value, one sequence of bytes (RFC 8785, the subset without fractions).

Values are None, bool, int within ±(2^53 - 1), str, list or tuple, and dict with str keys. Fractions are
refused: a torque is an integer in milli-newton-metres, a mass in grams, so that no two machines round apart.
"""

import json
from typing import NoReturn, TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

LARGEST = 2**53 - 1  # beyond it, readers that keep numbers as doubles (every browser) lose digits
DEEPEST = 64


class NotCanonical(ValueError):
    """The value or text is outside canonical JSON; the message says where and why."""


def canonical_json(value: object) -> bytes:
    """The one UTF-8 encoding of `value`; raises `NotCanonical` with the place of what has no such form."""
    try:
        return _text(value, ()).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("a text contains half a character (a lone surrogate)") from error


def read_canonical(data: bytes) -> Json:
    """The value of canonical `data`; raises `NotCanonical` if a single byte could be written otherwise."""
    try:
        value: Json = json.loads(data.decode(), parse_float=_no_fraction, parse_constant=_no_fraction)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"not readable as canonical JSON: {error}") from error
    if canonical_json(value) != data:
        raise NotCanonical("readable, but not written in the canonical form")
    return value


def _text(value: object, where: tuple[object, ...]) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical(f"{_readable(where)}: {value} is beyond ±(2^53 - 1)")
        return str(int(value))
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if len(where) >= DEEPEST:
        raise NotCanonical(f"nested deeper than {DEEPEST} levels")
    if isinstance(value, list | tuple):
        return f"[{','.join(_text(item, (*where, index)) for index, item in enumerate(value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(_members(value, where))}}}"
    if isinstance(value, float):
        raise NotCanonical(f"{_readable(where)}: {value!r} is a fraction; give an integer in a smaller unit")
    raise NotCanonical(f"{_readable(where)}: a {type(value).__name__} has no canonical form")


def _members(value: dict[object, object], where: tuple[object, ...]) -> list[str]:
    names = [key for key in value if isinstance(key, str)]
    if len(names) < len(value):
        raise NotCanonical(f"{_readable(where)}: a key is not a text")
    names.sort(key=lambda name: name.encode("utf-16-be"))
    return [f"{json.dumps(name, ensure_ascii=False)}:{_text(value[name], (*where, name))}" for name in names]


def _readable(where: tuple[object, ...]) -> str:
    return ".".join(map(str, ("$", *where)))


def _no_fraction(text: str) -> NoReturn:
    raise NotCanonical(f"{text} is not an integer")
