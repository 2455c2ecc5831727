"""How the server answers: bodies are read while nobody waits, pages are made by a few threads, readers may be slow.

Decision record 0006 says why this stands in the place of Django's own handler.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import IO, Any

from django.core.exceptions import RequestAborted, RequestDataTooBig
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.signals import request_started
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix
from django.utils.translation import gettext, gettext_noop, override

THREADS = 8
"""Pages that one process makes at once; each thread keeps one connection to the database."""
AT_ONCE = 100
"""Requests that may be with the threads or wait for them; whoever comes then is asked to come back."""
SILENCE = 30.0
"""Seconds after which an upload that sends nothing is given up."""
LARGEST_BODY = 256 << 20
"""Bytes of one request: a revision with several of the largest models."""
WHOLE_BODY = 900.0
"""Seconds that a request may take to arrive."""

TOO_SLOW = gettext_noop("This took too long to arrive. Go back and send it again.")
TOO_MUCH = gettext_noop(
    "That is more than %(megabytes)s MB at once. Go back and send fewer or smaller files."
)
TOO_MANY = gettext_noop("Too many people are asking at this moment. Come back in a few seconds.")


class Server(ASGIHandler):
    """Answers HTTP; only what has arrived as a whole counts towards the requests at once."""

    def __init__(self) -> None:
        super().__init__()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="answer")
        self._at_once = 0

    def load_middleware(self, is_async: bool = False) -> None:
        """All our views are plain functions, so the whole chain runs in one thread without changing it."""
        super().load_middleware(is_async=False)

    async def handle(self, scope: Any, receive: Any, send: Any) -> None:
        """Read, answer, send."""
        try:
            if _announced(scope) > LARGEST_BODY:
                raise RequestDataTooBig
            body = await self.read_body(receive)
        except RequestAborted:
            return
        except TimeoutError:
            await self.send_response(_sentence(408, TOO_SLOW), send)
            return
        except RequestDataTooBig:
            await self.send_response(_sentence(413, TOO_MUCH, megabytes=LARGEST_BODY >> 20), send)
            return
        response = await self._answered(scope, body)
        await self.send_response(response, send)
        if response.streaming:
            await asyncio.to_thread(response.close)

    async def read_body(self, receive: Any) -> IO[bytes]:
        """The body, in memory or in a file without a name; TimeoutError if it stalls, RequestDataTooBig if it is."""
        size = 0

        async def heard() -> Any:
            nonlocal size
            message = await asyncio.wait_for(receive(), SILENCE)
            size += len(message.get("body", b""))
            if size > LARGEST_BODY:
                raise RequestDataTooBig
            return message

        async with asyncio.timeout(WHOLE_BODY):
            return await super().read_body(heard)

    async def _answered(self, scope: Any, body: IO[bytes]) -> HttpResponseBase:
        with body:
            if self._at_once >= AT_ONCE:
                return _sentence(503, TOO_MANY)
            self._at_once += 1
            try:
                make = asyncio.get_running_loop().run_in_executor
                return await make(self._threads, copy_context().run, self._answer, scope, body)
            finally:
                self._at_once -= 1

    def _answer(self, scope: Any, body: IO[bytes]) -> HttpResponseBase:
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=self.__class__, scope=scope)
        request, refused = self.create_request(scope, body)
        response = refused if request is None else self.get_response(request)
        assert response is not None
        response._handler_class = self.__class__  # type: ignore[attr-defined]
        if not response.streaming:
            response.close()
        return response


def _announced(scope: Any) -> int:
    """The bytes that a request says it brings; one that says nonsense brings too much."""
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() and len(length) < 20 else LARGEST_BODY + 1


def _sentence(status: int, sentence: str, **facts: int) -> HttpResponse:
    """An answer in both languages that needs neither thread nor template; the connection ends with it."""
    said = []
    for language in ("de", "en"):
        with override(language):
            said.append(f'<p lang="{language}">{gettext(sentence) % facts}</p>')
    page = f"<!doctype html><meta charset=utf-8><title>Unikat</title>{''.join(said)}"
    headers = {"Connection": "close", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(
        page, status=status, headers=headers | ({"Retry-After": "2"} if status == 503 else {})
    )
