"""Challenges for programs: read by everybody, sealed until the close, the main acts written."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from unikat.engines import voting
from unikat.foundation.ledger import clock
from unikat.journey.challenges.models import Ballot, Challenge, Entry
from unikat.journey.challenges.tests.conftest import SVG

AT = "/api/v1/projects/feldhase/challenges/"
JSON = {"content_type": "application/json"}
BALLOT = {"meets": 4, "appeal": 5, "own": True}
GRADES = {"novelty": 4, "usefulness": 4, "feasibility": 4, "elaboration": 4, "words": "Gut."}


def brief(**days):
    dates = {"entries_until": 1, "votes_until": 2, **days}
    told = {name: (clock.now() + timedelta(days=number)).isoformat() for name, number in dates.items()}
    return {"title_de": "Kotflügel", "brief_de": "Gegen Steine.", "jury": ["mei"], **told}


BRIEFS = {"brief": brief, "late": lambda: brief(entries_until=-1)}


def test_everybody_reads(voted, client, in_days):
    with in_days(12):
        read = client.get(f"{AT}1/").json()
        assert (read["stage"], read["result"], read["jury"], read["host"]) == (
            "voting",
            None,
            ["mei", "oskar"],
            "jonas",
        )
        assert client.get(f"{AT}1/entries/").json() == [
            {"number": 1, "title": "Tür von deniz", "author": "deniz"},
            {"number": 2, "title": "Tür von lena", "author": "lena"},
        ]
        assert [file["name"] for file in client.get(f"{AT}1/entries/1/").json()["files"]] == ["door.svg"]
        receipts = client.get(f"{AT}1/receipts/").json()["receipts"]
    assert receipts == sorted(Ballot.objects.values_list("hash", flat=True))


def test_from_the_brief_to_the_count(feldhase, cast, client_of, in_days):
    jonas, deniz, ida, mei = (client_of(cast[handle]) for handle in ("jonas", "deniz", "ida", "mei"))
    made = jonas.post(AT, brief(), **JSON)
    assert (made.status_code, made.json()["stage"], made.json()["jury"]) == (201, "entering", ["mei"])
    sent = {"title": "Meiner", "text": "So.", "files": [SimpleUploadedFile("door.svg", SVG)]}
    entered = deniz.post(f"{AT}1/entries/", sent)
    assert (entered.status_code, entered.json()["number"], len(entered.json()["files"])) == (201, 1, 1)
    with in_days(1, hours=1):
        receipt = ida.post(f"{AT}1/entries/1/ballot/", BALLOT, **JSON).json()["receipt"]
        assert mei.put(f"{AT}1/entries/1/score/", GRADES, **JSON).status_code == 204
    with in_days(2, hours=1):
        result = jonas.post(f"{AT}1/close/").json()["result"]
        record = voting.read_ballots(ida.get(f"{AT}1/ballots.json").content)
    assert (result["crowns"], [one.hash for one in record.casts]) == (
        {"community": ["C-001/1"], "jury": ["C-001/1"]},
        [receipt],
    )


def test_withdrawing(voted, cast, client_of):
    assert client_of(cast["deniz"]).delete(f"{AT}1/entries/1/").status_code == 204
    assert [row["number"] for row in client_of().get(f"{AT}1/entries/").json()] == [2]


@pytest.mark.parametrize(
    ("handle", "verb", "path", "sent", "expected"),
    [
        (None, "post", "1/entries/1/ballot/", BALLOT, (401, "Not signed in")),
        ("deniz", "post", "1/entries/1/ballot/", BALLOT, (403, "NotAllowed")),
        ("ida", "post", "1/entries/1/ballot/", {**BALLOT, "meets": 6}, (422, "Not valid")),
        ("ida", "post", "1/entries/1/ballot/", {**BALLOT, "appeal": True}, (422, "Not valid")),
        ("ida", "post", "1/entries/1/ballot/", {**BALLOT, "own": "yes"}, (422, "Not valid")),
        ("ida", "post", "1/entries/9/ballot/", BALLOT, (404, "Not found")),
        ("ida", "put", "1/entries/1/score/", GRADES, (403, "NotAllowed")),
        ("jonas", "post", "1/close/", {}, (403, "NotAllowed")),
        ("ida", "delete", "1/entries/1/", None, (403, "NotAllowed")),
        ("ida", "post", "", "brief", (403, "NotAllowed")),
        ("jonas", "post", "", "late", (422, "Refused")),
        ("jonas", "post", "1/entries/", None, (422, "Not valid")),
        (None, "get", "1/ballots.json", None, (404, "Not found")),
    ],
)
def test_errors_are_problems_and_change_nothing(
    voted, cast, client_of, problem, in_days, handle, verb, path, sent, expected
):
    client = client_of(cast[handle] if handle else None)
    with in_days(12):
        sent = BRIEFS[sent]() if isinstance(sent, str) else sent
        answer = getattr(client, verb)(f"{AT}{path}", sent, **({} if verb == "get" else JSON))
    assert problem(answer) == expected
    assert (Ballot.objects.count(), Challenge.objects.count(), Entry.objects.count()) == (8, 1, 2)


@pytest.mark.parametrize("days", [5, 21])
def test_no_ballot_before_and_after_its_time(voted, cast, client_of, problem, in_days, days):
    with in_days(days):
        answer = client_of(cast["ida"]).post(f"{AT}1/entries/1/ballot/", BALLOT, **JSON)
    assert (problem(answer), Ballot.objects.count()) == ((422, "Refused"), 8)


def test_the_document_lists_every_act(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    start = "/api/v1/projects/{project}/challenges/"
    assert {
        path.removeprefix(start): sorted(acts) for path, acts in paths.items() if path.startswith(start)
    } == {
        "": ["get", "post"],
        "{number}/": ["get"],
        "{number}/ballots.json": ["get"],
        "{number}/close/": ["post"],
        "{number}/entries/": ["get", "post"],
        "{number}/entries/{entry}/": ["delete", "get"],
        "{number}/entries/{entry}/ballot/": ["post"],
        "{number}/entries/{entry}/score/": ["put"],
        "{number}/receipts/": ["get"],
    }
