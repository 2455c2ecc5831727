"""Pages of projects: read by everybody, led by stewards, in both languages."""

import pytest

from unikat.foundation.ledger.models import Entry
from unikat.journey.projects.models import Membership, Phase, Project

NEW = {
    "name": "Hamster",
    "slug": "hamster",
    "code": "HA",
    "promise_de": "Klein.",
    "brief_de": "Sehr klein.",
    "hardware_licence": "CERN-OHL-S-2.0",
    "text_licence": "CC-BY-SA-4.0",
    "answer_days": "7",
}
PHASE = {"position": "1", "title_de": "Wünsche", "opens_on": "2026-05-01", "features": ["wishing"]}


def test_pages_speak_both_languages(road, headings, client):
    pages = ["/p/feldhase/", "/p/feldhase/about/", "/p/feldhase/history/"]
    assert headings(client, pages) == {
        "/p/feldhase/": ("Feldhase", "Feldhase"),
        "/p/feldhase/about/": ("Feldhase", "Feldhase"),
        "/p/feldhase/history/": ("Was geschehen ist", "What happened"),
    }


def test_a_trusted_member_opens_a_project_in_the_browser(cast, client_of):
    oskar = client_of(cast["oskar"])
    assert "/projects/new/" in oskar.get("/").content.decode()
    refused = oskar.post("/projects/new/", {**NEW, "code": "klein"})
    assert (refused.status_code, "Sehr klein." in refused.content.decode()) == (422, True)
    answer = oskar.post("/projects/new/", NEW)
    assert (answer.status_code, answer["Location"], Project.objects.get().answer_days) == (
        302,
        "/p/hamster/",
        7,
    )
    again = oskar.post("/projects/new/", NEW)
    assert (again.status_code, Project.objects.count()) == (422, 1)


def test_strangers_lead_nothing(feldhase, cast, client_of):
    lena = client_of(cast["lena"])
    pages = [
        "/projects/new/",
        "/p/feldhase/team/give/",
        "/p/feldhase/road/plan/",
    ]
    assert [lena.get(page).status_code for page in pages] == [403] * 3
    assert [client_of().get(page).status_code for page in pages] == [302] * 3
    answer = lena.post("/p/feldhase/team/take/", {"person": "mei", "role": "engineer"})
    assert (answer.status_code, Membership.objects.count()) == (403, 6)
    assert "/team/" not in lena.get("/p/feldhase/about/").content.decode()


def test_a_steward_hands_out_roles_in_the_browser(feldhase, cast, client_of):
    oskar = client_of(cast["oskar"])
    unknown = oskar.post("/p/feldhase/team/give/", {"person": "nobody", "role": "designer"})
    assert (unknown.status_code, 'value="nobody"' in unknown.content.decode()) == (422, True)
    given = {"person": "lena", "role": "designer", "areas": ["body"]}
    assert oskar.post("/p/feldhase/team/give/", given)["Location"] == "/p/feldhase/about/"
    assert Membership.objects.get(person=cast["lena"]).areas == ["body"]
    oskar.post("/p/feldhase/team/take/", {"person": "lena", "role": "designer"})
    assert Membership.objects.filter(person=cast["lena"]).count() == 0
    last = oskar.post("/p/feldhase/team/take/", {"person": "oskar", "role": "steward"})
    assert (last.status_code, Membership.objects.filter(role="steward").count()) == (422, 1)


def test_a_steward_plans_the_road_in_the_browser(feldhase, cast, client_of):
    oskar = client_of(cast["oskar"])
    refused = oskar.post("/p/feldhase/road/plan/", {**PHASE, "closes_on": "2026-04-01"})
    assert (refused.status_code, 'value="Wünsche"' in refused.content.decode()) == (422, True)
    assert oskar.post("/p/feldhase/road/plan/", PHASE).status_code == 302
    assert 'value="2026-05-01"' in oskar.get("/p/feldhase/road/plan/?position=1").content.decode()
    oskar.post("/p/feldhase/road/plan/", {**PHASE, "title_de": "Ideen"})
    assert [(phase.title_de, phase.features) for phase in Phase.objects.all()] == [("Ideen", ["wishing"])]


@pytest.mark.parametrize("handle", ["vera", "mei"])
def test_a_private_project_is_its_teams(feldhase, cast, client_of, handle):
    Project.objects.update(is_public=False)
    pages = [
        "/p/feldhase/",
        "/p/feldhase/about/",
        "/p/feldhase/history/",
        "/api/v1/projects/feldhase/history/",
    ]
    assert [client_of(cast["ida"]).get(page).status_code for page in pages] == [404] * 4
    assert [client_of(cast[handle]).get(page).status_code for page in pages] == [200] * 4
    entries = client_of(cast[handle]).get(pages[3]).json()["entries"]
    assert [entry["verb"] for entry in entries][-1] == "project.open"


def test_a_steward_describes_the_project(feldhase, cast, client_of):
    typed = {
        "name": "Feldhase",
        "promise_de": "Klein.",
        "promise_en": "Small.",
        "brief_de": "Sehr klein.",
        "hardware_licence": "CERN-OHL-S-2.0",
        "text_licence": "CC-BY-SA-4.0",
        "answer_days": "7",
    }
    page = client_of(cast["oskar"]).post("/p/feldhase/describe/", {**typed, "text_licence": "sehr frei"})
    assert (page.status_code, "sehr frei ist kein SPDX-Name." in page.content.decode()) == (422, True)
    client_of(cast["oskar"]).post("/p/feldhase/describe/", typed)
    project = Project.objects.get()
    assert (project.answer_days, project.is_public, project.slug) == (7, False, "feldhase")
    changed = ["answer_days", "brief_de", "brief_en", "is_public", "promise_de", "promise_en"]
    assert Entry.objects.get(verb="project.describe").facts == {"changed": changed}
    assert client_of(cast["lena"]).get("/p/feldhase/").status_code == 404


@pytest.mark.parametrize("handle", ["ida", "mei", "vera"])
def test_only_stewards_describe_it(feldhase, cast, client_of, handle):
    assert client_of(cast[handle]).post("/p/feldhase/describe/", {}).status_code == 403
