"""A request that brings too much ends with a sentence, whether it announces its size or not."""

from __future__ import annotations

import asyncio

import pytest

from unikat.conf.bodies import limited


async def _reads_all(scope, receive, send):
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


def answer_to(pieces, length=None, most=1_000):
    """Status and body for a request that arrives in pieces."""
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})
    sent = []

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    headers = [] if length is None else [(b"content-length", length)]
    asyncio.run(limited(_reads_all, most)({"type": "http", "headers": headers}, receive, send))
    return sent[0]["status"], sent[1]["body"].decode(), len(waiting)


def test_what_fits_is_passed_on():
    assert answer_to([b"x" * 500, b"x" * 500], b"1000") == (200, "ok", 0)


@pytest.mark.parametrize("length", [b"1001", b"9" * 30, b"many", b"-1", b"1e3"])
def test_what_announces_too_much_is_not_even_read(length):
    status, body, left = answer_to([b"x"], length)
    assert (status, left) == (413, 2)
    assert "Geh zurück und schick weniger" in body
    assert "Go back and send fewer" in body


def test_what_never_ends_is_ended():
    status, _body, left = answer_to([b"x" * 300] * 100)
    assert (status, left) == (413, 97)
