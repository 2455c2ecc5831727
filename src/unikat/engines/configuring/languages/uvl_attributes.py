"""The braces behind a UVL feature: numbers, texts and marks; rules inside them count like all others."""

from __future__ import annotations

import re

from unikat.engines.configuring.features import Value
from unikat.engines.configuring.languages.growing import Growing
from unikat.engines.configuring.languages.limits import LanguageError
from unikat.engines.configuring.languages.uvl_tokens import number

Waiting = tuple[int, int, str]
"""Line, column and text of a rule, to be read when all features are known."""

_KEY = re.compile(r'\s*("[^"]+"|[^\W\d][^\s{}\[\]"\',;()!&|<>=+*/.]*)')
_PIECE = re.compile(r'"[^"]*"|\'[^\']*\'|[\[\](){},]|[^"\'\[\](){},]+')


def read_attributes(growing: Growing, feature: int, line: int, column: int, text: str) -> list[Waiting]:
    """Read `{key value, key value}`; `column` is that of the opening brace. Gives the rules among them."""
    rules: list[Waiting] = []
    found: dict[str, Value] = {}
    for at, part in _parts(text, line, column):
        match = _KEY.match(part)
        place = column + at + len(part) - len(part.lstrip())
        if match is None:
            raise LanguageError("unexpected", line, place, found=f"'{part.strip()}'")
        key, value = match[1].strip('"'), part[match.end() :].strip()
        value_at = place + len(part.strip()) - len(value)
        if key in ("constraint", "constraints"):
            inside = value[1:-1] if value.startswith("[") and value.endswith("]") else value
            shift = value_at + (inside is not value)
            parts = _parts("{" + inside + "}", line, shift - 1)
            rules.extend((line, shift + rule_at - 1, rule) for rule_at, rule in parts)
        elif value.startswith(("[", "{")):
            growing.skip(line, value_at, f"the attribute '{key}' with several values")
        else:
            found[key] = _value(value, line, value_at)
    if found:
        growing.attributes[feature] = found
    return rules


def _parts(text: str, line: int, column: int) -> list[tuple[int, str]]:
    """What stands between the commas of the outer braces, each with its place in `text`."""
    parts: list[tuple[int, str]] = []
    depth, begun, at = 0, 1, 0
    for piece in _PIECE.finditer(text):
        word, at = piece.group(), piece.end()
        if word in "([{":
            depth += 1
        elif word in ")]}":
            depth -= 1
            if depth == 0:
                break
        elif word == "," and depth == 1:
            parts.append((begun, text[begun : piece.start()]))
            begun = at
    if depth:
        end = column + len(text)
        raise LanguageError("expected", line, end, wanted="a closing brace", found="the end of the line")
    if text[at:].strip():
        raise LanguageError("unexpected", line, column + at, found=f"'{text[at:].strip()}'")
    last = text[begun : at - 1]
    return [*parts, (begun, last)] if last.strip() or parts else parts


def _value(text: str, line: int, column: int) -> Value:
    if text in ("", "true", "false"):
        return text != "false"
    if text[0] in "\"'":
        if len(text) < 2 or text[-1] != text[0]:
            raise LanguageError("expected", line, column, wanted="a closing quotation mark", found="','")
        return text[1:-1]
    return number(text, line, column)
