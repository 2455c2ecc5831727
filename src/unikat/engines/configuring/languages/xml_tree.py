"""XML from strangers as a plain tree: no document types, no entities, bounded in depth and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Never
from xml.parsers import expat

from unikat.engines.configuring.languages.limits import DEEPEST_TREE, LanguageError

MOST_ELEMENTS = 3_000_000


@dataclass(slots=True)
class Element:
    """One element with the place where it starts."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def named(self, tag: str) -> Iterator[Element]:
        """The children with this tag."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Element | None:
        """The first child with this tag."""
        return next(self.named(tag), None)

    def error(self, key: str, *, found: str = "", wanted: str = "", limit: int = 0) -> LanguageError:
        """A fault at this element."""
        return LanguageError(key, self.line, self.column, found=found, wanted=wanted, limit=limit)

    def attribute(self, name: str) -> str:
        """A required attribute."""
        if name not in self.attributes:
            raise self.error("expected", wanted=f"the attribute '{name}'", found=f"the end of <{self.tag}>")
        return self.attributes[name]


class _Builder:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.buffer_size = 1 << 16
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.open: list[Element] = []
        self.texts: list[list[str]] = []
        self.root: Element | None = None
        self.elements = 0

    def error(self, key: str, limit: int = 0) -> LanguageError:
        return LanguageError(
            key, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, limit=limit
        )

    def refuse(self, *_: object) -> Never:
        raise self.error("entities")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if len(self.open) >= DEEPEST_TREE:
            raise self.error("too-deep", DEEPEST_TREE)
        if self.elements > MOST_ELEMENTS:
            raise self.error("too-many-features", MOST_ELEMENTS)
        place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        element = Element(tag, attributes, *place)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        self.texts.append([])

    def end(self, _: str) -> None:
        self.open.pop().text = "".join(self.texts.pop()).strip()

    def characters(self, text: str) -> None:
        self.texts[-1].append(text)


def xml_tree(content: bytes) -> Element:
    """The root element; raises LanguageError with the place of the first fault."""
    builder = _Builder()
    try:
        builder.parser.Parse(content, True)
    except expat.ExpatError as fault:
        reason = expat.ErrorString(fault.code)
        raise LanguageError("broken-xml", fault.lineno, fault.offset + 1, found=reason) from fault
    if builder.root is None:
        raise LanguageError("no-features", 1, 1)
    return builder.root
