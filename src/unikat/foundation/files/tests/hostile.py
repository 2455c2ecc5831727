"""Files that strangers send to break things, made here; each with what becomes of it."""

from __future__ import annotations

import copy
import io
import struct
import zipfile
import zlib
from pathlib import Path

from unikat.engines.shaping.tests.solids import binary_stl, bomb_step, box_document, box_triangles, glb

DEMO = Path(__file__).parents[3] / "journey/parts/story/models/FH-110-010-A.step"


def cut_step() -> bytes:
    """A true STEP file that ends in the middle of an upload."""
    content = DEMO.read_bytes()
    return content[: len(content) // 2]


def scratched_step() -> bytes:
    """A true STEP file with five changed bytes: the word that holds its only body together is no word any more."""
    content = DEMO.read_bytes()
    word = b"MANIFOLD_SOLID_BREP"
    assert content.count(word) == 1
    return content.replace(word, b"MANIFOLD_XXXXX_BREP")


def zip_bomb() -> bytes:
    """A 3MF archive that would unpack to a thousand times its size."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("3D/3dmodel.model", b" " * (48 << 20))
    return target.getvalue()


def lying_glb() -> bytes:
    """A glTF model that announces 300 million points and brings eight."""
    document, buffer = copy.deepcopy(box_document())
    document["accessors"][0]["count"] = 300_000_000
    return glb(document, buffer)


def huge_png() -> bytes:
    """A picture of 30,000 by 30,000 pixels in a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 4000))
        + chunk(b"IEND", b"")
    )


SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script><path d="M0 0h9"/></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>" + b"x" * 200

#: Refused at the form: name, content, the sentence.
REFUSED = {
    "truncated": (
        "halb.step",
        cut_step,
        "Die Datei hört zu früh auf. Bitte exportiere oder lade sie noch einmal hoch.",
    ),
    "ten million instances": (
        "bombe.step",
        lambda: bomb_step(levels=7, each=10),
        "Die Datei verlangt mehr platzierte Teile, als gezeigt werden können.",
    ),
    "zip bomb": ("bombe.3mf", zip_bomb, "Das Archiv wurde nicht geöffnet, weil es nicht sicher ist."),
    "900 megapixels": ("riese.png", huge_png, "Das Bild hat mehr Bildpunkte, als gelesen werden."),
    "a page called step": (
        "seite.step",
        lambda: PAGE,
        "seite.step ist nicht, was der Name sagt, oder von einer Art, die wir nicht nehmen. "
        "STEP, STL, glTF, 3MF, PDF, SVG, PNG, JPEG, GIF und WebP gehen.",
    ),
    "empty": ("leer.step", lambda: b"", "Die übertragene Datei ist leer."),
    "too large": (
        "gross.pdf",
        lambda: b"%PDF-1.7\n" + b"\0" * (24 << 20),
        "Diese Datei ist größer als 24 MB. Schick eine kleinere.",
    ),
}
#: Kept, but never shown as a model: name, content, the sentence on the page.
UNREADABLE = {
    "lying accessor": ("luege.glb", lying_glb, "Das Modell beschreibt Daten, die nicht da sind."),
    "lying header": (
        "luege.stl",
        lambda: binary_stl(box_triangles(), count=4_000_000_000),
        "Der STL-Kopf kündigt mehr Dreiecke an, als in die Datei passen.",
    ),
    "five changed bytes": (
        "kratzer.step",
        scratched_step,
        "Die Datei wurde gelesen, aber es ist keine Fläche darin.",
    ),
}
