"""Serving files, only past the permission check."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from typing import BinaryIO
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from unikat.engines.shaping import Kind
from unikat.foundation.files.models import Blob
from unikat.foundation.files.queries import file_or_404
from unikat.foundation.files.storing import store

PIECE = 1 << 16
#: Shown in the page; everything else is a download.
INLINE = {"webp": "image/webp", "glb": "model/gltf-binary", "svg": "image/svg+xml"}
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file under its name."""
    found = file_or_404(pk, request.user)
    if found.name != name:
        raise Http404
    return _serve(request, found.blob, found.name)


def derived(request: HttpRequest, pk: int, role: str) -> HttpResponseBase:
    """What a model file was shaped into: `model`, `paper` or `blueprint`."""
    found = file_or_404(pk, request.user)
    shape = getattr(found.blob, "shape", None)
    blob = getattr(shape, role, None) if shape is not None and role in ("model", "paper", "blueprint") else None
    if blob is None:
        raise Http404
    return _serve(request, blob, f"{role}.{blob.kind}")


def _serve(request: HttpRequest, blob: Blob, name: str) -> HttpResponseBase:
    if request.headers.get("If-None-Match") == f'"{blob.sha256}"':
        return _headed(HttpResponse(status=304), blob, name)
    start, end = _wanted(request, blob.size)
    if start is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{blob.size}"})
    content = store().open(blob.sha256)
    content.seek(start)
    pieces = _later(content, end - start) if hasattr(request, "scope") else _pieces(content, end - start)
    response = StreamingHttpResponse(pieces, status=206 if end - start < blob.size else 200)
    response["Content-Length"] = str(end - start)
    if response.status_code == 206:
        response["Content-Range"] = f"bytes {start}-{end - 1}/{blob.size}"
    return _headed(response, blob, name)


def _headed(response: HttpResponseBase, blob: Blob, name: str) -> HttpResponseBase:
    """Headers that keep a stranger's file from acting as a page of ours."""
    other = Kind(blob.kind).media_type if blob.kind in set(Kind) else "application/octet-stream"
    response["Content-Type"] = INLINE.get(blob.kind, other)
    kind = "inline" if blob.kind in INLINE else "attachment"
    ascii_name = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    response["Content-Disposition"] = f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{blob.sha256}"'
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=600"
    return response


def _wanted(request: HttpRequest, size: int) -> tuple[int | None, int]:
    match = _RANGE.match(request.headers.get("Range", ""))
    if not match or match.group(0) == "bytes=-":
        return 0, size
    first, last = match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    return (start, end) if start < end else (None, 0)


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
