"""Cleans an SVG drawing: parsed, rebuilt from allow-lists and written anew."""

from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from unikat.engines.shaping.reasons import RefusedFile, Unreadable
from unikat.engines.shaping.svg_words import (
    ATTRIBUTES,
    ELEMENTS,
    PROPERTIES,
    SVG,
    UNWRAPPED,
    XLINK,
    XML,
    allowed_value,
    is_name,
    own_reference,
)

MAX_BYTES = 2 << 20
MAX_DEPTH = 64
MAX_ELEMENTS = 50_000
MAX_DRAWN = 200_000
"""Elements drawn after every `use`, pattern, mask and marker is spelled out."""
_TEXT_HOLDERS = frozenset({"text", "tspan", "textPath", "title", "desc"})


@dataclass
class _Element:
    name: str
    attributes: dict[str, str]
    references: tuple[str, ...] = ()
    content: list["_Element | str"] = field(default_factory=list)


def clean_svg(data: bytes) -> bytes | Unreadable:
    """The drawing without scripts, styles, links, embedded documents and foreign names, as UTF-8.

    At most 2 MB, 64 levels, 50,000 elements. Doctypes with declarations and entities are refused. Styles
    given by `style="..."` become attributes, so that the result also works under a strict content policy.
    """
    if len(data) > MAX_BYTES:
        return RefusedFile("svg-too-much").answer
    try:
        root = _parse(data)
        _check_drawn(root)
    except RefusedFile as refused:
        return refused.answer
    out: list[str] = []
    _write(root, out, f" xmlns={quoteattr(SVG)}")
    return "".join(out).encode()


def _parse(data: bytes) -> _Element:
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.EntityDeclHandler = builder.entity
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as broken:
        raise RefusedFile("not-svg", what=f"line {broken.lineno} is broken") from None
    except (LookupError, ValueError):
        raise RefusedFile("not-svg", what="its encoding is unknown") from None
    if builder.root is None:
        raise RefusedFile("not-svg", what="its root is not an svg element")
    return builder.root


class _Builder:
    """Builds the clean tree while the parser runs; what is not allowed is dropped with all it contains."""

    def __init__(self) -> None:
        self.root: _Element | None = None
        self.open: list[_Element] = []
        self.dropped = 0
        self.depth = 0
        self.count = 0

    def doctype(self, name: str, system: str | None, public: str | None, declares: bool) -> None:
        if declares:
            raise RefusedFile("svg-entities")

    def entity(self, *declaration: Any) -> None:
        raise RefusedFile("svg-entities")

    def start(self, name: str, raw: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise RefusedFile("svg-too-much")
        space, _, local = name.rpartition(" ")
        known = space == SVG and (local in ELEMENTS or local in UNWRAPPED)
        if self.depth == 1 and (not known or local != "svg"):
            raise RefusedFile("not-svg", what="its root is not an svg element")
        if self.dropped or not known:
            self.dropped += 1
            return
        element = _element("g" if local in UNWRAPPED else local, raw)
        if self.open:
            self.open[-1].content.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.dropped:
            self.dropped -= 1
        else:
            self.open.pop()

    def text(self, text: str) -> None:
        if not self.dropped and self.open and self.open[-1].name in _TEXT_HOLDERS:
            self.open[-1].content.append(text)


def _element(name: str, raw: dict[str, str]) -> _Element:
    attributes: dict[str, str] = {}
    references: list[str] = []
    for key, value in raw.items():
        space, _, local = key.rpartition(" ")
        if local == "href" and space in ("", XLINK):
            target = own_reference(value)
            if target:
                attributes["href"] = f"#{target}"
                references.append(target)
        elif key == "style":
            for property_, setting in _declarations(value):
                _keep(attributes, references, property_, setting)
        elif space == XML and local == "space" and value in ("default", "preserve"):
            attributes["xml:space"] = value
        elif space == "" and local in ATTRIBUTES and (local != "id" or is_name(value)):
            _keep(attributes, references, local, value)
    return _Element(name, attributes, tuple(references))


def _keep(attributes: dict[str, str], references: list[str], key: str, value: str) -> None:
    allowed = allowed_value(value)
    if allowed:
        attributes[key] = allowed[0]
        references.extend(allowed[1])


def _declarations(style: str) -> list[tuple[str, str]]:
    """The allowed properties of a style attribute, without `!important`."""
    found = []
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon and name.strip().lower() in PROPERTIES:
            found.append((name.strip().lower(), value.replace("!important", "").strip()))
    return found


def _check_drawn(root: _Element) -> None:
    """Refuses drawings that contain themselves or grow beyond measure by references to references."""
    named: dict[str, _Element] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if "id" in element.attributes:
            named.setdefault(element.attributes["id"], element)
        waiting.extend(child for child in element.content if isinstance(child, _Element))
    if _drawn(root, named, {}, 0) > MAX_DRAWN:
        raise RefusedFile("svg-too-much")


def _drawn(element: _Element, named: dict[str, _Element], known: dict[int, int], depth: int) -> int:
    """Elements drawn for one element; a chain of references that never ends becomes too deep."""
    if id(element) in known:
        return known[id(element)]
    if depth > 4 * MAX_DEPTH:
        raise RefusedFile("svg-too-much")
    total = 1
    for child in element.content:
        if isinstance(child, _Element):
            total += _drawn(child, named, known, depth + 1)
    for reference in element.references:
        if reference in named:
            total += _drawn(named[reference], named, known, depth + 1)
    known[id(element)] = total
    return total


def _write(element: _Element, out: list[str], extra: str = "") -> None:
    pairs = "".join(f" {key}={quoteattr(value)}" for key, value in element.attributes.items())
    out.append(f"<{element.name}{extra}{pairs}")
    if not element.content:
        out.append("/>")
        return
    out.append(">")
    for child in element.content:
        if isinstance(child, _Element):
            _write(child, out)
        else:
            out.append(escape(child))
    out.append(f"</{element.name}>")
