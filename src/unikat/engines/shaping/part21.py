"""The words of a STEP file (ISO 10303-21): statements, strings, references; linear in the input."""

import re
from collections.abc import Iterator

_STATEMENT = re.compile(rb"[^;']*+(?:'[^']*+'[^;']*+)*+;")
_COMMENT_OR_STRING = re.compile(rb"('[^']*+')|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)")
_INSTANCE = re.compile(rb"\s*+#(\d{1,18})\s*+=\s*+([A-Za-z0-9_]*+)")
_FRAME = re.compile(rb"\s*+([A-Za-z0-9_-]*+)")
_STRING = re.compile(rb"'((?:[^']|'')*+)'")
_REFERENCE = re.compile(rb"#(\d{1,18})")
_WIDE = re.compile(r"\\X2\\((?:[0-9A-Fa-f]{4})*+)\\X0\\|\\X4\\((?:[0-9A-Fa-f]{8})*+)\\X0\\")
_NARROW = re.compile(r"\\X\\([0-9A-Fa-f]{2})|\\S\\(.)|\\P[A-I]\\")


def statements(content: bytes) -> Iterator[bytes]:
    """Every complete statement with its semicolon, comments removed; stops at the first that never ends."""
    if b"/*" in content:
        content = _COMMENT_OR_STRING.sub(lambda found: found[1] or b" ", content)
    position = 0
    while found := _STATEMENT.match(content, position):
        yield found[0]
        position = found.end()


def first_keyword(statement: bytes) -> tuple[int | None, bytes]:
    """Instance number (None outside the data) and keyword, upper case; b"" for a complex instance."""
    if found := _INSTANCE.match(statement):
        return int(found[1]), found[2].upper()
    frame = _FRAME.match(statement)
    return None, frame[1].upper() if frame else b""


def references(statement: bytes) -> list[int]:
    """The instances that a data statement refers to, in order, its own number left out."""
    bare = _STRING.sub(b"", statement)
    return [int(number) for number in _REFERENCE.findall(bare)][1:]


def read_strings(statement: bytes) -> list[str]:
    """The strings of a statement, decoded."""
    return [decode(raw) for raw in _STRING.findall(statement)]


def decode(raw: bytes) -> str:
    """A string as text: doubled apostrophes, \\X2\\, \\X4\\, \\X\\ and \\S\\ (ISO 10303-21, 6.4.3)."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    text = text.replace("''", "'")
    if "\\" in text:
        text = _NARROW.sub(_narrow, _WIDE.sub(_wide, text)).replace("\\\\", "\\")
    return "".join(letter for letter in text if letter.isprintable()).strip()


def _wide(found: re.Match[str]) -> str:
    if found[2] is None:
        return bytes.fromhex(found[1]).decode("utf-16-be", "replace")
    return bytes.fromhex(found[2]).decode("utf-32-be", "replace")


def _narrow(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return chr(ord(found[2]) + 128) if found[2] else ""
