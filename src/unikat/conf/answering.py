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

THREADS = 8
"""Pages that one process makes at once; each thread keeps one connection to the database."""
AT_ONCE = 100
"""Requests that may be with the threads or wait for them; whoever comes then is asked to come back."""
SILENCE = 30.0
"""Seconds after which an upload that sends nothing is given up."""
LARGEST_BODY = 512_000_000
"""Bytes of one request; what a file may have is asked when it is there."""
WHOLE_BODY = 900.0
"""Seconds that a request may take to arrive."""


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
            body = await self.read_body(receive)
        except RequestAborted:
            return
        except TimeoutError:
            await self.send_response(_sentence(408, "This took too long."), send)
            return
        except RequestDataTooBig:
            await self.send_response(_sentence(413, "This is too much at once."), send)
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
                return _sentence(503, "Too many people are asking at this moment.", {"Retry-After": "2"})
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


def _sentence(status: int, sentence: str, headers: dict[str, str] | None = None) -> HttpResponse:
    """An answer that needs neither thread nor template; the connection ends with it."""
    more = {"Connection": "close", **(headers or {})}
    return HttpResponse(sentence, status=status, content_type="text/plain", headers=more)
