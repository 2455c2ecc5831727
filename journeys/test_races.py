"""Many at once for what exists once: one car per choice, one build per bay and day."""

from __future__ import annotations

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.browser
CAST = ["ida", "jonas", "mei", "tariq", "lena", "oskar", "deniz", "hanna", "paul"]
BASE = ["motor-35", "battery-20", "seats-two", "body-open", "wheels-spoke-15", "skin-plain"]


class Client:
    """A person with cookies, without a browser."""

    def __init__(self, server, handle):
        self.server = server
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.opener.open(f"{server}/sign-in/").read()
        self.post(f"/demo/sign-in/{handle}/", {"next": "/rules/"})

    def _send(self, path, body, headers):
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        headers = {"X-CSRFToken": token, "Referer": self.server, **headers}
        request = urllib.request.Request(self.server + path, body, headers)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode(), answer.url
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), path

    def post(self, path, form):
        return self._send(path, urllib.parse.urlencode(form, doseq=True).encode(), {})

    def reserve(self, chosen, name):
        body = json.dumps({"chosen": chosen, "name": name}).encode()
        return self._send("/api/v1/projects/feldhase/cars/", body, {"Content-Type": "application/json"})


@pytest.fixture(scope="module")
def people(server):
    """Everybody of the cast who may reserve, signed in."""
    return [Client(server, handle) for handle in CAST]


def at_once(people, act):
    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(act, people))


def test_a_car_that_many_want_at_once_goes_to_one(people):
    answers = at_once(people, lambda person: person.reserve([*BASE, "colour-sand"], "Windhund"))
    assert sorted(status for status, _text, _url in answers) == [201] + [409] * (len(people) - 1)
    refused = [json.loads(text) for status, text, _url in answers if status == 409]
    assert all(re.search("gibt es schon|exists already", told["detail"]) for told in refused)


def test_a_day_has_as_many_builds_as_bays(people):
    extras = [["pennant"], ["cargo-cover"], ["tow-bar"], ["winch", "front-frame"], ["front-frame"], []]
    owners = people[: len(extras)]
    cars = [
        json.loads(person.reserve([*BASE, "colour-moss", *more], "Feldmaus")[1])["number"]
        for person, more in zip(owners, extras, strict=True)
    ]
    day = (date.today() + timedelta(days=33)).isoformat()

    def book(pair):
        person, car = pair
        return person.post(f"/p/feldhase/cars/{car}/book-days/chemnitz/", {"days": [day]})

    answers = at_once(list(zip(owners, cars, strict=True)), book)
    assert sorted(status for status, _text, _url in answers) == [200] * 3 + [422] * 3
    assert sum("/builds/" in url for _status, _text, url in answers) == 3
