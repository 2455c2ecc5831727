"""Projects for programs."""

import pytest

from unikat.journey.projects.models import Membership, Project

AT = "/api/v1/projects/"
JSON = {"content_type": "application/json"}
NEW = {"slug": "hamster", "code": "HA", "name": "Hamster", "promise_de": "Klein.", "brief_de": "Sehr klein."}
PHASE = {"title_de": "Wünsche", "opens_on": "2026-05-01", "features": ["wishing"]}


def test_everybody_reads(feldhase, road, client):
    read = client.get(f"{AT}feldhase/").json()
    assert {name: read[name] for name in ("slug", "code", "hardware_licence", "answer_days")} == {
        "slug": "feldhase",
        "code": "FH",
        "hardware_licence": "CERN-OHL-S-2.0",
        "answer_days": 14,
    }
    assert client.get(AT).json() == [read]
    phases = client.get(f"{AT}feldhase/road/").json()
    assert [(phase["position"], phase["features"]) for phase in phases] == [
        (1, ["wishing"]),
        (2, ["engineering", "challenging"]),
        (3, ["building"]),
    ]
    team = client.get(f"{AT}feldhase/team/").json()
    assert ("oskar", "steward") in [(one["person"], one["role"]) for one in team]
    newest = client.get(f"{AT}feldhase/history/").json()["entries"][0]
    assert (newest["by"], newest["verb"], newest["ref"]) == ("Oskar", "project.plan_phase", "FH")


def test_stewards_write(cast, client_of):
    oskar = client_of(cast["oskar"])
    made = oskar.post(AT, NEW, **JSON)
    assert (made.status_code, made.json()["slug"], Project.objects.get().name) == (201, "hamster", "Hamster")
    planned = oskar.put(f"{AT}hamster/road/1/", PHASE, **JSON)
    assert (planned.status_code, planned.json()["features"]) == (200, ["wishing"])
    role = {"person": "mei", "role": "engineer", "areas": ["frame"]}
    given = oskar.post(f"{AT}hamster/team/", role, **JSON)
    assert (given.status_code, given.json()["areas"]) == (201, ["frame"])
    assert oskar.delete(f"{AT}hamster/team/mei/engineer/").status_code == 204
    assert [one.person.handle for one in Membership.objects.all()] == ["oskar"]


@pytest.mark.parametrize(
    ("handle", "verb", "path", "sent", "expected"),
    [
        (None, "post", "", NEW, (401, "Not signed in")),
        ("lena", "post", "", NEW, (403, "NotAllowed")),
        ("oskar", "post", "", {**NEW, "slug": "feldhase"}, (422, "Refused")),
        ("oskar", "post", "", {**NEW, "code": "zu lang!"}, (422, "Not valid")),
        ("mei", "put", "feldhase/road/1/", PHASE, (403, "NotAllowed")),
        ("oskar", "put", "feldhase/road/0/", PHASE, (422, "Not valid")),
        ("oskar", "put", "feldhase/road/1/", {**PHASE, "closes_on": "2026-04-01"}, (422, "Refused")),
        ("oskar", "post", "feldhase/team/", {"person": "nobody", "role": "coach"}, (404, "Not found")),
        ("oskar", "post", "feldhase/team/", {"person": "mei", "role": "king"}, (422, "Not valid")),
        ("mei", "post", "feldhase/team/", {"person": "mei", "role": "steward"}, (403, "NotAllowed")),
        ("oskar", "delete", "feldhase/team/oskar/steward/", None, (422, "Refused")),
        ("oskar", "post", "hamster/team/", {"person": "mei", "role": "coach"}, (404, "Not found")),
        ("oskar", "post", "", "no json", (400, "Not accepted")),
    ],
)
def test_errors_are_problems_and_change_nothing(
    feldhase, cast, client_of, problem, handle, verb, path, sent, expected
):
    client = client_of(cast[handle] if handle else None)
    answer = getattr(client, verb)(f"{AT}{path}", sent, **JSON)
    assert problem(answer) == expected
    assert (Project.objects.count(), Membership.objects.count(), feldhase.phases.count()) == (1, 6, 0)


def test_a_session_without_its_token_writes_nothing(feldhase, cast, problem):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["oskar"], backend="django.contrib.auth.backends.ModelBackend")
    assert problem(client.post(AT, NEW, **JSON)) == (403, "Not accepted")
    assert Project.objects.count() == 1


def test_the_document_lists_every_act(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    ours = {path.removeprefix(AT): sorted(acts) for path, acts in paths.items() if path.startswith(AT)}
    here = ("road", "team", "history")
    assert {
        path: acts for path, acts in ours.items() if path.count("/") < 2 or path.split("/")[1] in here
    } == {
        "": ["get", "post"],
        "{project}/": ["get"],
        "{project}/road/": ["get"],
        "{project}/road/{position}/": ["put"],
        "{project}/team/": ["get", "post"],
        "{project}/team/{person}/{role}/": ["delete"],
        "{project}/history/": ["get"],
    }
