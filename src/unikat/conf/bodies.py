"""No request brings more than the largest form could: an endless one ends before it fills the disk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Receive, Send], Awaitable[None]]

#: Bytes: a revision with several of the largest models.
MOST = 256 << 20


class _TooMuch(Exception):
    """More has arrived than is taken."""


def limited(application: Application, most: int = MOST) -> Application:
    """The application for requests of at most so many bytes; larger ones are answered 413 with a sentence."""

    async def serve(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await application(scope, receive, send)
        left = most

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise _TooMuch
            return message

        try:
            if _announced(scope) > most:
                raise _TooMuch
            await application(scope, counted, send)
        except _TooMuch:
            await _refuse(send, most)

    return serve


def _announced(scope: Any) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() and len(length) < 20 else MOST + 1


async def _refuse(send: Send, most: int) -> None:
    said = []
    for language in ("de", "en"):
        with override(language):
            text = _("That is more than %(most)s MB at once. Go back and send fewer or smaller files.")
            said.append(f'<p lang="{language}">{text % {"most": most >> 20}}</p>')
    body = f"<!doctype html><meta charset=utf-8><title>Unikat</title>{''.join(said)}".encode()
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    headers += [(b"connection", b"close"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
