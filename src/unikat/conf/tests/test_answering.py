"""Whoever stalls is given up, whoever comes too many is asked to come back, and neither keeps others from their page."""

import asyncio

import pytest

from unikat.conf import answering

HELLO = [{"type": "http.request", "body": b"", "more_body": False}]
HALF = [{"type": "http.request", "body": b"half", "more_body": True}]


class Asking:
    """One request: what arrives of it, and what is sent back."""

    def __init__(self, arrives=HELLO, path="/accessibility/", method="GET"):
        self.arrives = list(arrives)
        self.sent = []
        self.scope = {"type": "http", "method": method, "path": path, "query_string": b"", "root_path": ""}
        self.scope["headers"] = [(b"host", b"127.0.0.1"), (b"accept-language", b"en")]

    async def receive(self):
        if self.arrives:
            return self.arrives.pop(0)
        return await asyncio.Event().wait()

    async def send(self, message):
        self.sent.append(message)

    @property
    def status(self):
        return self.sent[0]["status"] if self.sent else None

    @property
    def headers(self):
        return {name.decode().lower(): value.decode() for name, value in self.sent[0]["headers"]}

    @property
    def text(self):
        return b"".join(message.get("body", b"") for message in self.sent).decode()


def ask(*asking, server=None):
    """Let a server answer all at once."""

    async def all_at_once():
        one = server or answering.Server()
        async with asyncio.timeout(20):
            await asyncio.gather(*(one(each.scope, each.receive, each.send) for each in asking))

    asyncio.run(all_at_once())
    return [each.status for each in asking]


def test_a_page_is_answered():
    asking = Asking()
    assert (ask(asking), "<title>Accessibility" in asking.text) == ([200], True)


def test_who_stalls_is_given_up_and_others_get_their_page_meanwhile(monkeypatch):
    monkeypatch.setattr(answering, "SILENCE", 0.5)
    monkeypatch.setattr(answering, "AT_ONCE", 1)
    stalled = [Asking(HALF, method="POST") for _ in range(20)]
    assert ask(*stalled, Asking()) == [408] * 20 + [200]
    assert stalled[0].headers["connection"] == "close"


def test_a_body_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(answering, "WHOLE_BODY", 0.2)
    endless = Asking(method="POST")

    async def a_byte_now_and_then():
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"x", "more_body": True}

    endless.receive = a_byte_now_and_then
    assert ask(endless) == [408]


def test_a_body_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(answering, "LARGEST_BODY", 6)
    assert ask(Asking(HALF * 2, method="POST"), Asking(HALF + HELLO, method="GET")) == [413, 200]


@pytest.mark.parametrize("length", [b"7", b"9" * 30, b"many", b"-1", b"1e3"])
def test_what_announces_too_much_is_not_even_read(monkeypatch, length):
    monkeypatch.setattr(answering, "LARGEST_BODY", 6)
    asking = Asking(method="POST")
    asking.scope["headers"].append((b"content-length", length))
    assert (ask(asking), asking.arrives) == ([413], HELLO)
    told = ["Geh zurück und schick weniger" in asking.text, "Go back and send fewer" in asking.text]
    assert told == [True, True]


def test_one_too_many_is_asked_to_come_back(monkeypatch):
    monkeypatch.setattr(answering, "AT_ONCE", 2)
    asking = [Asking() for _ in range(5)]
    assert sorted(ask(*asking)) == [200, 200, 503, 503, 503]
    refused = next(each for each in asking if each.status == 503)
    assert (refused.headers["retry-after"], refused.headers["connection"]) == ("2", "close")


def test_who_goes_away_is_not_answered():
    assert ask(Asking([*HALF, {"type": "http.disconnect"}], method="POST")) == [None]
