"""Rule files of other tools in, UVL out: UVL, FeatureIDE XML, XCSP 2.1 tables and DIMACS, from strangers, within limits.

`read(content, name)` gives a model with what was not understood; it raises LanguageError with line and column.
"""

from __future__ import annotations

from unikat.engines.configuring.languages.dimacs import read_dimacs
from unikat.engines.configuring.languages.featureide import read_featureide
from unikat.engines.configuring.languages.limits import MOST_BYTES, LanguageError, Reading, Remark
from unikat.engines.configuring.languages.uvl import read_uvl
from unikat.engines.configuring.languages.writing import write_uvl
from unikat.engines.configuring.languages.xcsp import read_xcsp
from unikat.engines.configuring.languages.xml_tree import xml_tree

__all__ = ["LanguageError", "Reading", "Remark", "read", "write_uvl"]


def read(content: bytes, name: str) -> Reading:
    """The model of a file whose language the end of its name tells: .uvl, .xml, .dimacs or .cnf."""
    if len(content) > MOST_BYTES:
        raise LanguageError("too-large", 1, 1, limit=MOST_BYTES)
    kind = name.lower().rpartition(".")[2]
    if kind == "xml":
        root = xml_tree(content)
        if root.tag in ("featureModel", "extendedFeatureModel"):
            return read_featureide(root)
        if root.tag == "instance":
            return read_xcsp(root)
        raise root.error("unknown-language")
    if kind not in ("uvl", "dimacs", "cnf"):
        raise LanguageError("unknown-language", 1, 1)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        before = content[: fault.start]
        column = fault.start - before.rfind(b"\n")
        raise LanguageError("no-text", before.count(b"\n") + 1, column) from fault
    return read_uvl(text) if kind == "uvl" else read_dimacs(text)
