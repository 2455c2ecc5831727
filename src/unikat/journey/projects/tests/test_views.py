"""A project is opened, described, staffed and planned in the browser; strangers are refused."""

from datetime import date

import pytest

from unikat.foundation.ledger.models import Entry
from unikat.journey.projects.models import Membership, Phase, Project

OPENED = {
    "name": "Hamster",
    "slug": "hamster",
    "code": "HA",
    "promise_de": "Klein.",
    "promise_en": "Small.",
    "brief_de": "Sehr klein.",
    "brief_en": "",
    "hardware_licence": "CERN-OHL-S-2.0",
    "text_licence": "CC-BY-SA-4.0",
    "car_limit": "",
    "answer_days": "14",
    "is_public": "on",
}


def test_a_trusted_member_opens_a_vehicle(cast, client_of):
    answer = client_of(cast["oskar"]).post("/projects/new/", OPENED)
    assert (answer.status_code, answer["Location"]) == (302, "/p/hamster/")
    project = Project.objects.get()
    assert (project.code, project.promise_en, project.is_public) == ("HA", "Small.", True)
    assert list(Membership.objects.values_list("person__handle", "role")) == [("oskar", "steward")]


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("hardware_licence", "sehr frei", "sehr frei ist kein SPDX-Name."),
        ("code", "f1", "Zwei bis sechs Großbuchstaben"),
        ("slug", "Ham ster", "Ham ster"),
    ],
)
def test_a_refused_project_keeps_what_was_typed(cast, client_of, field, typed, says):
    answer = client_of(cast["oskar"]).post("/projects/new/", {**OPENED, field: typed})
    page = answer.content.decode()
    assert (answer.status_code, says in page, "Sehr klein." in page) == (422, True, True)
    assert Project.objects.count() == 0


def test_an_address_that_is_taken_is_said_at_its_field(feldhase, cast, client_of):
    answer = client_of(cast["oskar"]).post("/projects/new/", {**OPENED, "slug": "feldhase"})
    assert (answer.status_code, 'id="id_slug-wrong"' in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("handle", ["ida", "mei", "vera", "tariq"])
@pytest.mark.parametrize(
    "path",
    ["/p/feldhase/describe/", "/p/feldhase/roles/", "/p/feldhase/road/1/", "/p/feldhase/roles/{}/withdraw/"],
)
def test_only_stewards_steer(feldhase, cast, client_of, handle, path):
    path = path.format(Membership.objects.get(person=cast["mei"]).pk)
    assert client_of(cast[handle]).post(path, {}).status_code == 403
    assert client_of().post(path, {})["Location"] == f"/sign-in/?next={path}"


def test_a_steward_describes_the_project(feldhase, cast, client_of):
    typed = {**OPENED, "name": "Feldhase", "answer_days": "7", "is_public": ""}
    client_of(cast["oskar"]).post("/p/feldhase/describe/", typed)
    project = Project.objects.get()
    assert (project.answer_days, project.is_public, project.slug) == (7, False, "feldhase")
    changed = ["answer_days", "brief_de", "brief_en", "is_public", "promise_de", "promise_en"]
    assert Entry.objects.get(verb="project.describe").facts == {"changed": changed}
    assert client_of(cast["lena"]).get("/p/feldhase/").status_code == 404


def test_a_steward_hands_out_and_withdraws_roles(feldhase, cast, client_of):
    oskar = client_of(cast["oskar"])
    refused = oskar.post("/p/feldhase/roles/", {"person": "niemand", "role": "engineer"})
    assert (refused.status_code, "Hier heißt niemand niemand." in refused.content.decode()) == (422, True)
    oskar.post("/p/feldhase/roles/", {"person": "Lena", "role": "engineer", "areas": ["body", "cabin"]})
    lena = Membership.objects.get(person=cast["lena"])
    assert (lena.role, lena.areas) == ("engineer", ["body", "cabin"])
    assert "Karosserie, Sitze und Innenraum" in oskar.get("/p/feldhase/about/").content.decode()
    oskar.post(f"/p/feldhase/roles/{lena.pk}/withdraw/")
    assert Membership.objects.filter(person=cast["lena"]).count() == 0
    assert Entry.objects.get(verb="project.withdraw_role").facts == {
        "role": "engineer",
        "person": cast["lena"].pk,
    }


def test_the_last_steward_stays(feldhase, cast, client_of):
    own = Membership.objects.get(person=cast["oskar"])
    answer = client_of(cast["oskar"]).post(f"/p/feldhase/roles/{own.pk}/withdraw/")
    assert (answer.status_code, Membership.objects.filter(pk=own.pk).exists()) == (422, True)


def test_a_steward_plans_the_road(feldhase, cast, client_of):
    typed = {
        "title_de": "Wünsche",
        "features": ["wishing"],
        "opens_on": "2026-01-05",
        "closes_on": "2026-01-01",
    }
    oskar = client_of(cast["oskar"])
    refused = oskar.post("/p/feldhase/road/1/", typed)
    assert (refused.status_code, "Wünsche" in refused.content.decode()) == (422, True)
    oskar.post("/p/feldhase/road/1/", {**typed, "closes_on": "2026-03-01"})
    oskar.post("/p/feldhase/road/1/", {**typed, "closes_on": ""})
    phase = Phase.objects.get()
    assert (phase.position, phase.opens_on, phase.closes_on) == (1, date(2026, 1, 5), None)
    assert phase.features == ["wishing"]
