"""Parts and bills for programs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from unikat.journey.parts.models import BillLine, Part, Revision
from unikat.journey.parts.tests.conftest import BILL
from unikat.journey.parts.tests.test_actions import SVG

AT = "/api/v1/projects/feldhase/"
JSON = {"content_type": "application/json"}
NEW = {"number": "FH-320", "name_de": "Türfalle", "make": "make", "area": "body"}
LINE = {"child": "FH-210", "quantity": "3", "place_de": "vorn"}


def test_everybody_reads(parts, client, walk):
    listed = walk(client, f"{AT}parts/", "parts")
    assert [(row["number"], row["revision"], row["mass_g"]) for row in listed] == [
        ("FH-000", "A", None),
        ("FH-100", "A", 500),
        ("FH-110", "A", 250),
        ("FH-200", "A", 1200),
        ("FH-210", "A", 75),
        ("FH-900", "A", 9000),
    ]
    bill = client.get(f"{AT}bill/").json()
    assert [tuple(line.values()) for line in bill] == [
        (parent, child, quantity, condition) for parent, child, quantity, condition in BILL
    ]
    summed = client.get(f"{AT}bill/sum/", {"options": "winch, , "}).json()
    assert (summed["options"], summed["mass_g"], summed["cost_cents"]) == (["winch"], 13283, 78158)


def test_the_team_writes(parts, cast, client_of):
    mei = client_of(cast["mei"])
    assert mei.post(f"{AT}parts/", NEW, **JSON).status_code == 201
    sent = {"note_de": "Neu.", "mass_g": 400, "files": [SimpleUploadedFile("latch.svg", SVG)]}
    drawn = client_of(cast["lena"]).post(f"{AT}parts/FH-320/revisions/", sent)
    revision = drawn.json()["revisions"][0]
    assert (drawn.status_code, revision["letter"], revision["state"], revision["files"][0]["name"]) == (
        201,
        "A",
        "draft",
        "latch.svg",
    )
    released = mei.post(f"{AT}parts/FH-320/revisions/A/release/").json()
    assert released["revisions"][0]["state"] == "valid"
    assert mei.put(f"{AT}parts/FH-320/lines/", LINE, **JSON).status_code == 204
    line = BillLine.objects.get(parent__number="FH-320")
    assert (line.child.number, line.quantity, line.place_de) == ("FH-210", "3", "vorn")


@pytest.mark.parametrize(
    ("handle", "verb", "path", "sent", "expected"),
    [
        (None, "post", "parts/", NEW, (401, "Not signed in")),
        ("ida", "post", "parts/", NEW, (403, "NotAllowed")),
        ("mei", "post", "parts/", {**NEW, "number": "FH-100"}, (409, "Taken")),
        ("mei", "post", "parts/", {**NEW, "number": "a b"}, (422, "Not valid")),
        ("mei", "post", "parts/FH-404/revisions/A/release/", {}, (404, "Not found")),
        ("mei", "post", "parts/FH-100/revisions/B/release/", {}, (404, "Not found")),
        ("mei", "post", "parts/FH-100/revisions/A/release/", {}, (422, "Refused")),
        ("mei", "put", "parts/FH-100/lines/", {**LINE, "quantity": "0"}, (422, "Refused")),
        ("mei", "put", "parts/FH-100/lines/", {**LINE, "child": "FH-404"}, (404, "Not found")),
        ("mei", "put", "parts/FH-100/lines/", {**LINE, "child": "FH-000"}, (422, "Refused")),
        ("ida", "put", "parts/FH-100/lines/", LINE, (403, "NotAllowed")),
    ],
)
def test_errors_are_problems_and_change_nothing(
    parts, cast, client_of, problem, handle, verb, path, sent, expected
):
    answer = getattr(client_of(cast[handle] if handle else None), verb)(f"{AT}{path}", sent, **JSON)
    assert problem(answer) == expected
    assert (Part.objects.count(), Revision.objects.count(), BillLine.objects.count()) == (6, 6, 6)


def test_the_document_lists_every_act(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    start = "/api/v1/projects/{project}/"
    ours = {path.removeprefix(start): sorted(acts) for path, acts in paths.items() if path.startswith(start)}
    assert {path: acts for path, acts in ours.items() if path.startswith(("parts/", "bill/"))} == {
        "parts/": ["get", "post"],
        "parts/{number}/": ["get"],
        "parts/{number}/lines/": ["put"],
        "parts/{number}/revisions/": ["post"],
        "parts/{number}/revisions/{letter}/release/": ["post"],
        "bill/": ["get"],
        "bill/sum/": ["get"],
    }
