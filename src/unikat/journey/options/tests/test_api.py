"""Options, rules and editions for programs."""

import pytest

from unikat.foundation.ledger.queries import ancestors
from unikat.journey.options.models import Edition, Option, Rule
from unikat.journey.parts.actions import add_part

AT = "/api/v1/projects/feldhase/"
JSON = {"content_type": "application/json"}
OPTION = {"group": "extras", "code": "hook", "name_de": "Haken", "price_cents": 1250}
RULE = {"code": "R2", "sentence_de": "So ist es.", "formula": "tow-bar => steel", "decision": 1}
EDITION = {"base_price_cents": 2_000_000}


def test_everybody_reads(groups, rule, client):
    rule("R1", "!winch")
    read = client.get(f"{AT}options/").json()
    assert [(group["code"], [one["code"] for one in group["options"]]) for group in read["groups"]] == [
        ("wheels", ["steel", "spoke"]),
        ("extras", ["winch", "tow-bar"]),
    ]
    assert (read["rules"], [one["kind"] for one in read["findings"]]) == (
        [
            {
                "code": "R1",
                "sentence_de": "Die Winde braucht Stahlräder.",
                "sentence_en": "",
                "formula": "!winch",
                "decision": "D-001",
            }
        ],
        ["dead"],
    )


def test_the_team_writes(groups, decision, feldhase, cast, client_of):
    part = add_part(actor=cast["mei"], project=feldhase, number="FH-9", name=("Haken", ""))
    mei, oskar = client_of(cast["mei"]), client_of(cast["oskar"])
    group = {"code": "colours", "kind": "optional", "name_de": "Farben"}
    assert mei.post(f"{AT}options/groups/", group, **JSON).status_code == 201
    assert mei.post(f"{AT}options/", {**OPTION, "parts": ["FH-9"]}, **JSON).json()["price_cents"] == 1250
    assert ancestors(Option.objects.get(code="hook").thing) == [part.thing]
    assert mei.post(f"{AT}options/rules/", RULE, **JSON).json()["decision"] == "D-001"
    assert mei.post(f"{AT}options/rules/R2/retire/", {"why": "Neue Nabe."}, **JSON).status_code == 204
    assert oskar.post(f"{AT}editions/", EDITION, **JSON).status_code == 201
    [edition] = client_of().get(f"{AT}editions/").json()
    assert (edition["number"], edition["state"], edition["data"]["rules"]) == (1, "released", [])


@pytest.mark.parametrize(
    ("handle", "path", "sent", "expected"),
    [
        (None, "options/", OPTION, (401, "Not signed in")),
        ("ida", "options/", OPTION, (403, "NotAllowed")),
        ("mei", "options/", {**OPTION, "code": "steel"}, (409, "Taken")),
        ("mei", "options/", {**OPTION, "group": "nothing"}, (404, "Not found")),
        ("mei", "options/", {**OPTION, "parts": ["FH-404"]}, (404, "Not found")),
        ("mei", "options/", {**OPTION, "code": "a b"}, (422, "Not valid")),
        ("ida", "options/rules/", RULE, (403, "NotAllowed")),
        ("mei", "options/rules/", {**RULE, "decision": 9}, (404, "Not found")),
        ("mei", "options/rules/", {**RULE, "formula": "tow-bar =>"}, (422, "Refused")),
        ("mei", "options/rules/R9/retire/", {"why": "x"}, (404, "Not found")),
        ("ida", "options/rules/R1/retire/", {"why": "x"}, (403, "NotAllowed")),
        ("mei", "editions/", EDITION, (403, "NotAllowed")),
        ("oskar", "editions/", EDITION, (422, "Refused")),
        ("oskar", "editions/", {"base_price_cents": -1}, (422, "Not valid")),
    ],
)
def test_errors_are_problems_and_change_nothing(
    groups, rule, cast, client_of, problem, handle, path, sent, expected
):
    rule("R1", "!winch")
    answer = client_of(cast[handle] if handle else None).post(f"{AT}{path}", sent, **JSON)
    assert problem(answer) == expected
    standing = Rule.objects.filter(retired_at=None).count()
    assert (Option.objects.count(), standing, Edition.objects.count()) == (4, 1, 0)


def test_the_document_lists_every_act(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    start = "/api/v1/projects/{project}/"
    ours = {path.removeprefix(start): sorted(acts) for path, acts in paths.items() if path.startswith(start)}
    assert {path: acts for path, acts in ours.items() if path.startswith(("options/", "editions/"))} == {
        "options/": ["get", "post"],
        "options/groups/": ["post"],
        "options/rules/": ["post"],
        "options/rules/{code}/retire/": ["post"],
        "editions/": ["get", "post"],
    }
