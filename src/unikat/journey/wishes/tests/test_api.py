"""Wishes and decisions for programs: read by everybody, written by members, every error a problem."""

import pytest

from unikat.journey.projects.models import Project
from unikat.journey.wishes import actions
from unikat.journey.wishes.models import Decision, Wish

AT = "/api/v1/projects/feldhase/"
JSON = {"content_type": "application/json"}
SAID = {"title": "Tür mit Handschuhen", "text": "Im Februar.", "language": "de", "area": "body"}
DECIDED = {"outcome": "accept", "title_de": "Schlaufe", "sentence_de": "25 mm breit."}


def test_everybody_reads(wish, cast, decide, client, walk):
    decide(cast["mei"], [wish])
    read = client.get(f"{AT}wishes/1/").json()
    assert {name: read[name] for name in ("number", "title", "text", "state", "voices", "author")} == {
        "number": 1,
        "title": "Tür mit Handschuhen",
        "text": "Im Februar.",
        "state": "answered",
        "voices": 1,
        "author": "ida",
    }
    answer = client.get(f"{AT}decisions/1/").json()
    assert (answer["wishes"], [one["person"] for one in answer["deciders"]]) == ([1], ["mei"])
    assert walk(client, f"{AT}decisions/", "decisions") == [answer]
    listed = walk(client, f"{AT}wishes/", "wishes")
    assert [(row["number"], row["author"], row["merged_into"]) for row in listed] == [(1, "ida", None)]


def test_every_page_of_the_list_once(feldhase, cast, client, walk):
    for number in range(30):
        actions.make_wish(
            actor=cast["ida"], project=feldhase, title=f"Wunsch {number}", text="x", language="de"
        )
    numbers = [row["number"] for row in walk(client, f"{AT}wishes/", "wishes", order="voices")]
    assert numbers == list(range(30, 0, -1))


def test_alike_with_what_differs(feldhase, cast, client):
    actions.make_wish(
        actor=cast["ida"], project=feldhase, title="Anhängelast 500 kg", text="x", language="de"
    )
    assert client.get(f"{AT}wishes/similar/", {"text": "Anhängelast 750 kg"}).json() == [
        {
            "number": 1,
            "title": "Anhängelast 500 kg",
            "voices": 1,
            "state": "open",
            "differences": [{"kind": "number", "yours": "750 kg", "theirs": "500 kg"}],
        }
    ]


def test_members_write(feldhase, cast, client_of):
    made = client_of(cast["ida"]).post(f"{AT}wishes/", SAID, **JSON)
    assert (made.status_code, made.json()["number"], Wish.objects.get().area) == (201, 1, "body")
    lena = client_of(cast["lena"])
    assert lena.post(f"{AT}wishes/1/support/").json()["voices"] == 2
    assert lena.delete(f"{AT}wishes/1/support/").json()["voices"] == 1
    sent = {**DECIDED, "wishes": [1], "deciders": ["jonas"]}
    drafted = client_of(cast["mei"]).post(f"{AT}decisions/", sent, **JSON)
    assert (drafted.status_code, drafted.json()["made_at"]) == (201, None)
    agreed = client_of(cast["jonas"]).post(f"{AT}decisions/1/agree/")
    assert (agreed.json()["made_at"] is not None, Wish.objects.get().state) == (True, "answered")


@pytest.mark.parametrize(
    ("handle", "path", "sent", "expected"),
    [
        (None, "wishes/", SAID, (401, "Not signed in")),
        ("ida", "wishes/", {**SAID, "title": "x" * 121}, (422, "Not valid")),
        ("ida", "wishes/", {**SAID, "title": ""}, (422, "Not valid")),
        ("ida", "wishes/", {**SAID, "area": "moon"}, (422, "Not valid")),
        ("ida", "wishes/", {**SAID, "text": "a\0b"}, (400, "Not accepted")),
        ("ida", "wishes/1/support/", {}, (403, "NotAllowed")),
        ("ida", "wishes/99/support/", {}, (404, "Not found")),
        ("ida", "decisions/", DECIDED, (403, "NotAllowed")),
        ("mei", "decisions/", {**DECIDED, "outcome": "decline"}, (422, "Refused")),
        ("mei", "decisions/", {**DECIDED, "wishes": [99]}, (404, "Not found")),
        ("mei", "decisions/", {**DECIDED, "deciders": ["ida"]}, (404, "Not found")),
    ],
)
def test_errors_are_problems_and_change_nothing(wish, cast, client_of, problem, handle, path, sent, expected):
    answer = client_of(cast[handle] if handle else None).post(f"{AT}{path}", sent, **JSON)
    assert problem(answer) == expected
    assert (Wish.objects.get().voices, Decision.objects.count()) == (1, 0)


def test_a_private_project_does_not_exist_for_strangers(wish, cast, client_of, problem):
    Project.objects.update(is_public=False)
    lena = client_of(cast["lena"])
    answers = [
        lena.get(f"{AT}{path}") for path in ("wishes/", "wishes/1/", "decisions/", "wishes/similar/?text=x")
    ]
    answers.append(lena.post(f"{AT}wishes/", SAID, **JSON))
    assert [problem(answer) for answer in answers] == [(404, "Not found")] * 5


def test_the_document_lists_every_act(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    ours = {path.partition("{project}")[2]: sorted(acts) for path, acts in paths.items() if "project" in path}
    assert {path: acts for path, acts in ours.items() if path.startswith(("/wishes", "/decisions"))} == {
        "/wishes/": ["get", "post"],
        "/wishes/similar/": ["get"],
        "/wishes/{number}/": ["get"],
        "/wishes/{number}/support/": ["delete", "post"],
        "/decisions/": ["get", "post"],
        "/decisions/{number}/": ["get"],
        "/decisions/{number}/agree/": ["post"],
    }
