"""UVL (Universal Variability Language) by hand: a tree by indentation with groups and attributes, then rules.

Boolean level with group and feature cardinality, attributes, and arithmetic where it is a sum against a bound.
What is UVL but not among these is skipped and listed; what is not UVL at all is a fault with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from unikat.engines.configuring.features import FeatureGroup
from unikat.engines.configuring.languages.growing import Growing
from unikat.engines.configuring.languages.instances import Repeated, repeat_instances
from unikat.engines.configuring.languages.limits import (
    DEEPEST_TREE,
    LONGEST_LINE,
    LanguageError,
    Reading,
)
from unikat.engines.configuring.languages.rows import find_tables
from unikat.engines.configuring.languages.uvl_attributes import Waiting, read_attributes
from unikat.engines.configuring.languages.uvl_rules import read_rule

_MARK = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'|//[^\n]*|/\*')
_FEATURE = re.compile(
    r"(?:(?P<type>Boolean|Integer|Real|String)[ \t]+)?"
    r'(?P<name>"[^"]+"|[^\W\d][^\s{}"\',;()!&|<>=+*/]*)'
    r"(?:[ \t]+cardinality[ \t]+\[(?P<low>\d+)(?:\.\.(?P<high>\d+|\*))?\])?[ \t]*(?P<more>\{)?"
)
_BOUNDS = re.compile(r"\[[ \t]*(\d+)[ \t]*(?:\.\.[ \t]*(\d+|\*)[ \t]*)?\]$")
_GROUPS = ("mandatory", "optional", "or", "alternative")
_SECTIONS = ("namespace", "include", "imports", "features", "constraints")


@dataclass(slots=True)
class _Open:
    """A feature or the head of a group that lines further in may still belong to."""

    indent: int
    feature: int
    group: str = ""
    low: int = 0
    high: int | None = 0
    members: list[int] = field(default_factory=list)
    line: int = 0


def read_uvl(text: str) -> Reading:
    """The model of a UVL file."""
    reader = _Reader(_without_comments(text))
    reader.read()
    return reader.growing.finished("UVL")


def _without_comments(text: str) -> str:
    """The text with blanks where comments were, so that lines and columns stay."""
    if "//" not in text and "/*" not in text:
        return text
    pieces: list[str] = []
    at = 0
    while match := _MARK.search(text, at):
        begin, end = match.span()
        pieces.append(text[at:begin])
        if match.group() == "/*":
            closing = text.find("*/", end)
            if closing < 0:
                line, column = text.count("\n", 0, begin) + 1, begin - text.rfind("\n", 0, begin)
                raise LanguageError("expected", line, column, wanted="'*/'", found="the end of the file")
            end = closing + 2
        found = text[begin:end]
        pieces.append(found if found[0] in "\"'" else re.sub(r"[^\n]", " ", found))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.growing = Growing()
        self.open: list[_Open] = []
        self.repeated: dict[int, Repeated] = {}
        self.rules: list[Waiting] = []
        self.section = ""

    def read(self) -> None:
        for number, raw in enumerate(self.lines, 1):
            line = raw.rstrip()
            content = line.lstrip()
            if not content:
                continue
            indent = len(line) - len(content)
            if len(line) > LONGEST_LINE:
                raise LanguageError("too-long", number, LONGEST_LINE, limit=LONGEST_LINE)
            if indent == 0:
                self.begin(number, content)
            elif self.section == "features":
                self.tree_line(number, indent, content)
            elif self.section == "constraints":
                self.rules.append((number, indent + 1, content))
            elif self.section in ("imports", "include"):
                if self.section == "imports":
                    self.growing.skip(number, indent + 1, f"the import of {content[:80]}")
            else:
                raise LanguageError("unexpected", number, indent + 1, found=f"'{content}'")
        self.close(0)
        for number, column, content in self.rules:
            read_rule(self.growing, number, column, content)
        if self.repeated:
            repeat_instances(self.growing, self.repeated)
        find_tables(self.growing)

    def begin(self, number: int, content: str) -> None:
        """The head of a section; only the features of a section come further in."""
        word = content.split(None, 1)[0]
        rest = content[len(word) :].strip()
        if word not in _SECTIONS or (rest and word != "namespace"):
            raise LanguageError(
                "unexpected", number, 1, found=f"'{content if word not in _SECTIONS else rest}'"
            )
        if word == "features" and self.growing.names:
            raise LanguageError("unexpected", number, 1, found="A second tree of features")
        self.section = word

    def tree_line(self, number: int, indent: int, content: str) -> None:
        self.close(indent)
        above = self.open[-1] if self.open else None
        column = indent + 1
        if above and not above.group:
            self.open.append(self.group_head(above, number, indent, content))
        else:
            self.open.append(self.feature(above, number, indent, content))
        if len(self.open) > 2 * DEEPEST_TREE:
            raise LanguageError("too-deep", number, column, limit=DEEPEST_TREE)

    def close(self, indent: int) -> None:
        """Everything at least as far in as the next line is complete now."""
        while self.open and self.open[-1].indent >= indent:
            done = self.open.pop()
            if done.group:
                self.close_group(done)

    def close_group(self, head: _Open) -> None:
        size = len(head.members)
        if not size:
            found = f"the end of '{head.group}'"
            raise LanguageError("expected", head.line, head.indent + 1, wanted="a feature", found=found)
        low = {"mandatory": size, "or": 1, "alternative": 1}.get(head.group, head.low)
        named = {"mandatory": size, "optional": size, "or": size, "alternative": 1}.get(head.group, head.high)
        high = size if named is None else min(named, size)
        if low > high:
            raise LanguageError(
                "bad-bounds", head.line, head.indent + 1, found=f"at least {low} members", limit=size
            )
        self.growing.groups.append(FeatureGroup(head.feature, low, high, tuple(head.members)))

    def group_head(self, above: _Open, number: int, indent: int, content: str) -> _Open:
        if content in _GROUPS:
            return _Open(indent, above.feature, content, line=number)
        bounds = _BOUNDS.match(content)
        if bounds is None or len(content) > 40:
            found = f"'{content}'"
            raise LanguageError("expected", number, indent + 1, wanted="the kind of a group", found=found)
        low = int(bounds[1])
        high = low if bounds[2] is None else None if bounds[2] == "*" else int(bounds[2])
        return _Open(indent, above.feature, content, low, high, line=number)

    def feature(self, above: _Open | None, number: int, indent: int, content: str) -> _Open:
        match = _FEATURE.match(content)
        if match is None or (above is None and self.growing.names):
            raise LanguageError("unexpected", number, indent + 1, found=f"'{content}'")
        feature = self.growing.feature(match["name"].strip('"'), number, indent + 1)
        if match["more"]:
            braces = content[match.end() - 1 :]
            self.rules += read_attributes(self.growing, feature, number, indent + match.end(), braces)
        elif match.end() != len(content):
            found = f"'{content[match.end() :].strip()}'"
            raise LanguageError("unexpected", number, indent + match.end() + 1, found=found)
        if match["type"] not in (None, "Boolean"):
            self.growing.skip(
                number, indent + 1, f"the {match['type']} value of '{self.growing.names[feature]}'"
            )
        if match["low"]:
            self.repeat(feature, match, number, indent)
        if above is not None:
            above.members.append(feature)
        return _Open(indent, feature)

    def repeat(self, feature: int, match: re.Match[str], number: int, indent: int) -> None:
        low, high = match["low"], match["high"] or match["low"]
        name = self.growing.names[feature]
        if high == "*" or len(high) > 6 or len(low) > 6:
            self.growing.skip(number, indent + 1, f"an unbounded number of '{name}'")
            return
        if int(low) > int(high) or int(high) == 0:
            raise LanguageError(
                "bad-bounds", number, indent + 1, found=f"at least {low} members", limit=int(high)
            )
        self.repeated[feature] = Repeated(int(low), int(high), number, indent + 1)
