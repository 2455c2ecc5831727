"""What a file is, judged by its content and only then by its name."""

import re
from enum import StrEnum
from pathlib import PurePath

HEAD_BYTES = 4096
_STL_HEADER = 84


class Kind(StrEnum):
    """The file formats this engine knows; the value is the usual extension."""

    STEP = "step"
    STL = "stl"
    GLB = "glb"
    GLTF = "gltf"
    THREE_MF = "3mf"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    GIF = "gif"
    SVG = "svg"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """The media type to send the file with."""
        return _MEDIA_TYPES[self]


MODELS = frozenset({Kind.STEP, Kind.STL, Kind.GLB, Kind.GLTF, Kind.THREE_MF})
IMAGES = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP, Kind.GIF})

_MEDIA_TYPES = {
    Kind.STEP: "model/step",
    Kind.STL: "model/stl",
    Kind.GLB: "model/gltf-binary",
    Kind.GLTF: "model/gltf+json",
    Kind.THREE_MF: "model/3mf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.WEBP: "image/webp",
    Kind.GIF: "image/gif",
    Kind.SVG: "image/svg+xml",
    Kind.PDF: "application/pdf",
}
_EXTENSIONS = {kind.value: kind for kind in Kind} | {
    "stp": Kind.STEP,
    "p21": Kind.STEP,
    "jpeg": Kind.JPEG,
}
_SVG = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:[^-]|-(?!->))*+-->\s*+|<!DOCTYPE[^>]*+>\s*+)*+<(?:svg:)?svg[\s>]"
)
_STEP = re.compile(rb"\s*+ISO-10303-21\s*+;")
_GLTF = re.compile(rb'\s*+\{\s*+"')
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def sniff(head: bytes, name: str) -> Kind | None:
    """The kind of a file from its first HEAD_BYTES, or None where content and name disagree."""
    claimed = _EXTENSIONS.get(PurePath(name).suffix.lower().removeprefix("."))
    if claimed is None or not _looks_like(claimed, head.removeprefix(_BYTE_ORDER_MARK)):
        return None
    return claimed


def _looks_like(kind: Kind, head: bytes) -> bool:
    match kind:
        case Kind.STEP:
            return _STEP.match(head) is not None
        case Kind.GLB:
            return head[:8] == b"glTF\x02\x00\x00\x00"
        case Kind.GLTF:
            return _GLTF.match(head) is not None and b'"' in head[2:]
        case Kind.THREE_MF:
            return head.startswith(b"PK\x03\x04")
        case Kind.PNG:
            return head.startswith(b"\x89PNG\r\n\x1a\n")
        case Kind.JPEG:
            return head.startswith(b"\xff\xd8\xff")
        case Kind.WEBP:
            return head.startswith(b"RIFF") and head[8:12] == b"WEBP"
        case Kind.GIF:
            return head.startswith((b"GIF87a", b"GIF89a"))
        case Kind.SVG:
            return _SVG.match(head) is not None
        case Kind.PDF:
            return head.startswith(b"%PDF-")
        case Kind.STL:
            return _may_be_stl(head)


def _may_be_stl(head: bytes) -> bool:
    """Binary STL has no magic number: accept what names triangles and is no other known format."""
    if re.match(rb"\s*+solid\b", head, re.IGNORECASE):
        return True
    others = (kind for kind in Kind if kind is not Kind.STL)
    return len(head) >= _STL_HEADER and any(head[80:84]) and not any(_looks_like(k, head) for k in others)
