"""Changes for programs."""

import pytest

from unikat.journey.changes.models import Change
from unikat.journey.parts.actions import draft_revision
from unikat.journey.parts.models import BillLine

AT = "/api/v1/projects/feldhase/changes/"
JSON = {"content_type": "application/json"}
EDIT = {"parent": "FH-320-001", "child": "FH-320-004", "quantity": "2"}
NEW = {"title": "Schlaufe", "why": "Darum.", "bill_edits": [EDIT]}
YES = {"verdict": "approve"}


def test_everybody_reads(change, cast, client, approve):
    approve(change, "mei")
    read = client.get(f"{AT}1/").json()
    assert (read["revisions"], read["reviews"], read["raised_from"]["kind"], read["bill_edits"]) == (
        ["FH-320-004/B"],
        [{"by": "mei", "verdict": "approve", "text": ""}],
        "decision",
        [{**EDIT, "before": "1", "unit": "pcs", "condition": ""}],
    )
    [row] = client.get(AT).json()["changes"]
    assert (row["number"], row["state"], row["author"]) == (1, "open", "deniz")


def test_from_a_proposal_to_the_bill(feldhase, latch, cast, client_of):
    draft_revision(actor=cast["lena"], part=latch, mass_g=1)
    lena, mei, jonas = (client_of(cast[handle]) for handle in ("lena", "mei", "jonas"))
    origin = {"kind": "part", "id": latch.pk}
    made = lena.post(AT, {**NEW, "revisions": ["FH-320-004/B"], "raised_from": origin}, **JSON)
    assert (made.status_code, made.json()["revisions"]) == (201, ["FH-320-004/B"])
    asked = mei.post(f"{AT}1/reviews/", {"verdict": "ask", "text": "Drei?"}, **JSON).json()
    assert asked["reviews"] == [{"by": "mei", "verdict": "ask", "text": "Drei?"}]
    edit = {**EDIT, "quantity": "3"}
    amended = lena.put(f"{AT}1/", {**NEW, "bill_edits": [edit]}, **JSON).json()
    assert (amended["reviews"], amended["revisions"], amended["bill_edits"][0]["quantity"]) == ([], [], "3")
    for client in (mei, jonas):
        assert client.post(f"{AT}1/reviews/", YES, **JSON).status_code == 200
    assert (mei.post(f"{AT}1/accept/").json()["state"], BillLine.objects.get().quantity) == ("accepted", "3")


def test_declining(change, cast, client_of):
    answer = client_of(cast["mei"]).post(f"{AT}1/decline/", {"reason": "Zu lang."}, **JSON).json()
    assert (answer["state"], answer["closing_words"]) == ("declined", "Zu lang.")


@pytest.mark.parametrize(
    ("handle", "verb", "path", "sent", "expected"),
    [
        (None, "post", "", NEW, (401, "Not signed in")),
        ("lena", "post", "", {**NEW, "bill_edits": []}, (422, "Refused")),
        ("lena", "post", "", {**NEW, "revisions": ["FH-320-004/Z"]}, (404, "Not found")),
        ("lena", "post", "", {**NEW, "revisions": ["FH-320-004/A"]}, (422, "Refused")),
        ("lena", "post", "", {**NEW, "bill_edits": [{**EDIT, "child": "FH-404"}]}, (404, "Not found")),
        ("lena", "post", "", {**NEW, "raised_from": {"kind": "wish", "id": 9}}, (404, "Not found")),
        ("lena", "post", "", {**NEW, "title": ""}, (422, "Not valid")),
        ("lena", "put", "1/", NEW, (403, "NotAllowed")),
        ("deniz", "post", "1/reviews/", YES, (403, "NotAllowed")),
        ("mei", "post", "1/reviews/", {"verdict": "maybe"}, (422, "Not valid")),
        ("mei", "post", "1/reviews/", {"verdict": "ask"}, (422, "Refused")),
        ("mei", "post", "1/accept/", {}, (403, "NotAllowed")),
        ("mei", "post", "1/decline/", {"reason": " "}, (422, "Refused")),
        ("ida", "post", "1/decline/", {"reason": "x"}, (403, "NotAllowed")),
        ("mei", "post", "9/accept/", {}, (404, "Not found")),
    ],
)
def test_errors_are_problems_and_change_nothing(
    change, cast, client_of, problem, handle, verb, path, sent, expected
):
    answer = getattr(client_of(cast[handle] if handle else None), verb)(f"{AT}{path}", sent, **JSON)
    assert problem(answer) == expected
    assert (Change.objects.get().state, change.reviews.count(), BillLine.objects.get().quantity) == (
        "open",
        0,
        "1",
    )


def test_the_document_lists_every_act(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    start = "/api/v1/projects/{project}/changes/"
    assert {
        path.removeprefix(start): sorted(acts) for path, acts in paths.items() if path.startswith(start)
    } == {
        "": ["get", "post"],
        "{number}/": ["get", "put"],
        "{number}/accept/": ["post"],
        "{number}/decline/": ["post"],
        "{number}/reviews/": ["post"],
    }
