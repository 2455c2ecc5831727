"""Reads a STEP file (ISO 10303-21) as text only: product tree, placed parts, unit, references.

No geometry kernel is involved, so this is safe for any input: linear in its size, no recursion. It runs
before a kernel sees the file. A 62 kB file can declare ten million placed parts; here they are counted, not
built.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from unikat.engines.shaping.graphs import EndlessGraph, count_expanded
from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.part21 import first_keyword, read_strings, references, statements
from unikat.engines.shaping.reasons import Unreadable, unreadable

_LENGTH_PREFIXES = {b"$": "m", b".MILLI.": "mm", b".CENTI.": "cm", b".MICRO.": "um", b".KILO.": "km"}
_SI_LENGTH = re.compile(rb"SI_UNIT\s*\(\s*(\$|\.[A-Z]+\.)\s*,\s*\.METRE\.")
_NAMED_UNIT = re.compile(rb"CONVERSION_BASED_UNIT\s*\(\s*'([^']{1,40})'")
_MAX_DEPTH = 200


@dataclass(frozen=True)
class Product:
    """A part or assembly that the file names: `key` is its definition's instance number in the file."""

    key: int
    number: str
    name: str


@dataclass(frozen=True)
class Use:
    """`parent` contains `child` `count` times (both are keys of products)."""

    parent: int
    child: int
    count: int


@dataclass(frozen=True)
class StepScan:
    """What the text of a STEP file says about itself; it may be converted only if `problems` is empty."""

    schema: str
    unit: str
    """mm, cm, m, um, km, a named unit in lower case ("inch"), "mixed" or "unknown"."""
    products: tuple[Product, ...]
    uses: tuple[Use, ...]
    roots: tuple[int, ...]
    instances: int
    """Placed parts and assemblies after expansion, mapped shapes included."""
    entities: int
    external: tuple[str, ...]
    problems: tuple[Unreadable, ...]


class _Reading:
    """What is collected while the statements pass by once."""

    def __init__(self) -> None:
        self.schema = ""
        self.entities = 0
        self.ended = False
        self.external: list[str] = []
        self.names: dict[int, tuple[str, str]] = {}
        self.formations: dict[int, int] = {}
        self.definitions: dict[int, int] = {}
        self.uses: Counter[tuple[int, int]] = Counter()
        self.maps: dict[int, int] = {}
        self.mapped: dict[int, int] = {}
        self.representations: dict[int, list[int]] = {}
        self.units: dict[int, str] = {}
        self.contexts: list[list[int]] = []

    def take(self, statement: bytes) -> None:
        """Notes one statement."""
        number, keyword = first_keyword(statement)
        if number is None:
            self._take_frame(statement, keyword)
            return
        self.entities += 1
        if keyword == b"":
            self._take_complex(number, statement)
        else:
            self._take_entity(number, keyword, statement)

    def _take_frame(self, statement: bytes, keyword: bytes) -> None:
        if keyword == b"END-ISO-10303-21":
            self.ended = True
        elif keyword == b"FILE_SCHEMA":
            self.schema = " ".join(read_strings(statement)[:1])
        elif keyword == b"REFERENCE":
            self.external.append("REFERENCE section")

    def _take_entity(self, number: int, keyword: bytes, statement: bytes) -> None:
        if keyword == b"PRODUCT":
            strings = [*read_strings(statement), "", ""]
            self.names[number] = (strings[0], strings[1] or strings[0])
        elif keyword.startswith(b"PRODUCT_DEFINITION_FORMATION"):
            self._first(self.formations, number, statement)
        elif keyword in (b"PRODUCT_DEFINITION", b"PRODUCT_DEFINITION_WITH_ASSOCIATED_DOCUMENTS"):
            self._first(self.definitions, number, statement)
        elif keyword in _USAGES:
            self._use(statement)
        elif keyword == b"MAPPED_ITEM":
            self._first(self.mapped, number, statement)
        elif keyword == b"REPRESENTATION_MAP":
            found = references(statement)
            if len(found) > 1:
                self.maps[number] = found[1]
        elif keyword.endswith(b"REPRESENTATION"):
            self.representations[number] = references(statement)
        elif keyword == b"DOCUMENT_FILE":
            self.external.append(" ".join(read_strings(statement)[:1]))

    def _take_complex(self, number: int, statement: bytes) -> None:
        upper = statement.upper()
        if b"LENGTH_UNIT" in upper:
            if si := _SI_LENGTH.search(upper):
                self.units[number] = _LENGTH_PREFIXES.get(si[1], "unknown")
            elif named := _NAMED_UNIT.search(statement):
                self.units[number] = named[1].decode("ascii", "replace").lower()
        if b"GLOBAL_UNIT_ASSIGNED_CONTEXT" in upper:
            self.contexts.append(references(statement))
        if any(usage in upper for usage in _USAGES):
            self._use(statement)

    def _first(self, where: dict[int, int], number: int, statement: bytes) -> None:
        found = references(statement)
        if found:
            where[number] = found[0]

    def _use(self, statement: bytes) -> None:
        found = references(statement)
        if len(found) > 1:
            self.uses[(found[0], found[1])] += 1


_USAGES = (
    b"NEXT_ASSEMBLY_USAGE_OCCURRENCE",
    b"PROMISSORY_USAGE_OCCURRENCE",
    b"QUANTIFIED_ASSEMBLY_COMPONENT_USAGE",
)


def scan_step(source: bytes | Path, limits: Limits | None = None) -> StepScan:
    """Scans STEP text and lists every reason not to convert it; never raises for bad content.

    `source` is the file's bytes or its path. Costs time and memory in proportion to the file.
    """
    limits = limits or Limits()
    content = source.read_bytes() if isinstance(source, Path) else source
    reading = _Reading()
    problems: list[Unreadable] = []
    if not content.strip():
        problems.append(unreadable("zero-bytes"))
    elif not re.match(rb"(?:\xef\xbb\xbf)?\s*+ISO-10303-21\s*+;", content):
        problems.append(unreadable("not-step"))
    else:
        for statement in statements(content):
            reading.take(statement)
        if not reading.ended:
            problems.append(unreadable("truncated"))
    instances = _count_instances(reading, limits, problems)
    if reading.external:
        problems.append(unreadable("external", names=", ".join(reading.external[:5])))
    return _result(reading, instances, problems)


def _count_instances(reading: _Reading, limits: Limits, problems: list[Unreadable]) -> int:
    try:
        placed = count_expanded(reading.uses, _MAX_DEPTH)
        mapped = count_expanded(_mapped_shapes(reading), _MAX_DEPTH)
    except EndlessGraph as endless:
        problems.append(unreadable(endless.code))
        return 0
    used = {key for use in reading.uses for key in use}
    lone = len(reading.definitions.keys() - used)
    instances = placed + mapped + lone
    if instances > limits.instances:
        problems.append(unreadable("instances", count=instances, limit=limits.instances))
    return instances


def _mapped_shapes(reading: _Reading) -> Counter[tuple[int, int]]:
    """Shapes that contain copies of other shapes: the second way in which a small file can ask for a lot."""
    edges: Counter[tuple[int, int]] = Counter()
    for shape, items in reading.representations.items():
        for item in items:
            target = reading.maps.get(reading.mapped.get(item, -1))
            if target is not None:
                edges[(shape, target)] += 1
    return edges


def _result(reading: _Reading, instances: int, problems: list[Unreadable]) -> StepScan:
    children = {child for _, child in reading.uses}
    products = tuple(
        Product(key, *reading.names.get(reading.formations.get(formation, -1), ("", "")))
        for key, formation in sorted(reading.definitions.items())
    )
    return StepScan(
        schema=reading.schema,
        unit=_unit(reading),
        products=products,
        uses=tuple(Use(p, c, n) for (p, c), n in sorted(reading.uses.items())),
        roots=tuple(key for key in sorted(reading.definitions) if key not in children),
        instances=instances,
        entities=reading.entities,
        external=tuple(reading.external),
        problems=tuple(problems),
    )


def _unit(reading: _Reading) -> str:
    """The length unit the contexts use; a bare metre beside an inch is only the inch's definition."""
    used = {reading.units[ref] for context in reading.contexts for ref in context if ref in reading.units}
    found = sorted(used or set(reading.units.values()))
    if not found:
        return "unknown"
    return found[0] if len(found) == 1 else "mixed"
