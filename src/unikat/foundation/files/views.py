"""Serving files, only past the permission check."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from typing import BinaryIO
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from unikat.engines.shaping import Kind
from unikat.foundation.files.models import Blob
from unikat.foundation.files.queries import file_or_404
from unikat.foundation.files.storing import store

log = logging.getLogger("unikat.files")
PIECE = 1 << 16
#: Shown in the page; everything else is a download.
INLINE = (Kind.WEBP, Kind.GLB, Kind.SVG)
#: What people send, and what the house itself makes and keeps.
MEDIA_TYPES = {kind.value: kind.media_type for kind in Kind} | {"zip": "application/zip"}
ROLES = ("model", "paper", "blueprint")
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file under its name."""
    found = file_or_404(pk, request.user)
    if found.name != name:
        raise Http404
    return _serve(request, found.blob, found.name)


@require_safe
def derived(request: HttpRequest, pk: int, role: str) -> HttpResponseBase:
    """What a file was shaped into: `model`, `paper` or `blueprint`."""
    found = file_or_404(pk, request.user)
    blob = getattr(getattr(found.blob, "shape", None), role, None) if role in ROLES else None
    if blob is None:
        raise Http404
    return _serve(request, blob, f"{role}.{blob.kind}")


def _serve(request: HttpRequest, blob: Blob, name: str) -> HttpResponseBase:
    response = _unchanged(request, blob) or _content(request, blob)
    response["Content-Type"] = MEDIA_TYPES.get(blob.kind, "application/octet-stream")
    response["Content-Disposition"] = disposition(blob.kind, name)
    # A stranger's file must never act as a page of ours.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{blob.sha256}"'
    response["Accept-Ranges"] = "bytes"
    # What a visitor without a name gets, anybody may have.
    whose = "private" if request.user.is_authenticated else "public"
    response["Cache-Control"] = f"{whose}, max-age=600"
    return response


def disposition(kind: str, name: str) -> str:
    """The header that names a download; no sign of the name can end it."""
    how = "inline" if kind in INLINE else "attachment"
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _unchanged(request: HttpRequest, blob: Blob) -> HttpResponseBase | None:
    known = request.headers.get("If-None-Match", "")
    # Compressed on its way, the same content has a weak tag.
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return HttpResponse(status=304) if f'"{blob.sha256}"' in tags else None


def _content(request: HttpRequest, blob: Blob) -> HttpResponseBase:
    wanted = _wanted(request, blob)
    if wanted is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{blob.size}"})
    start, end = wanted
    try:
        content = store().open(blob.sha256)
    except FileNotFoundError:
        log.error("the content %s is missing", blob.sha256)
        raise Http404 from None
    content.seek(start)
    pieces = _later(content, end - start) if hasattr(request, "scope") else _pieces(content, end - start)
    response = StreamingHttpResponse(pieces, status=206 if end - start < blob.size else 200)
    response["Content-Length"] = str(end - start)
    if response.status_code == 206:
        response["Content-Range"] = f"bytes {start}-{end - 1}/{blob.size}"
    # Keeps the compressing middleware away: it would make every piece a gzip member of its own, and browsers
    # read only the first one.
    response["Content-Encoding"] = "identity"
    return response


def _wanted(request: HttpRequest, blob: Blob) -> tuple[int, int] | None:
    """First byte and the one after the last; None if the range is outside."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or match.group() == "bytes=-":
        return 0, blob.size
    if request.headers.get("If-Range", f'"{blob.sha256}"') != f'"{blob.sha256}"':
        return 0, blob.size
    first, last = match.groups()
    start = int(first) if first else max(0, blob.size - int(last))
    end = min(blob.size, int(last) + 1) if first and last else blob.size
    return (start, end) if start < end else None


def _pieces(content: BinaryIO, left: int) -> Iterator[bytes]:
    with content:
        while left > 0 and (piece := content.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


async def _later(content: BinaryIO, left: int) -> AsyncIterator[bytes]:
    with content:
        while left > 0 and (piece := await asyncio.to_thread(content.read, min(PIECE, left))):
            left -= len(piece)
            yield piece
