"""What is not public does not exist for others: not at its address, not in a list, not as a foreign id."""

from __future__ import annotations

import logging

import pytest

from access import matrix, sent, stage

pytestmark = pytest.mark.django_db
INSIDE = ("/p/feldhase", "/api/v1/projects/feldhase", "/api/v1/talk", "/talk", "/files", "/crew")
#: A friend's pass opens one build, whoever may see the rest.
OPENED = {
    "GET /crew/<token>/",
    "GET /crew/<token>/code.svg",
    "GET /p/feldhase/builds/3/",
    "GET /p/feldhase/builds/3/steps/<step>/",
    "POST /p/feldhase/builds/3/steps/<step>/",
}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


@pytest.fixture
def hidden(world):
    """The Feldhase, for its team only."""
    type(world.project).objects.update(is_public=False)
    return world


def inside(world):
    return [row for row in matrix.rows() if row.address.startswith(INSIDE)]


def answer(world, role, row):
    with stage.undone():
        return matrix.told(sent.ask(world.client(role), row.method, row.address, world))


@pytest.mark.parametrize("role", ["visitor", "member", "owner", "pass", "operator"])
def test_outsiders_get_404_at_every_address(hidden, role):
    """Who is not signed in is sent to sign in where that is so for every address, existing or not."""
    anonymous = role in ("visitor", "pass")
    found = {}
    for row in inside(hidden):
        name = f"{row.method} {row.address}"
        given = answer(hidden, role, row)
        blind = ("sign in", "401") if anonymous and row.answers[role] in ("sign in", "401") else ()
        if given != "404" and given not in blind:
            found[name] = given
    theirs = {"GET /files/<file>/<filename>": "200"} if role == "owner" else {}
    opened = {name: "302" if name.startswith("POST") else "200" for name in OPENED} if role == "pass" else {}
    link = {name: "200" for name in OPENED if "/crew/" in name}
    assert found == {**theirs, **link, **opened}


@pytest.mark.parametrize("role", ["engineer", "inspector"])
def test_the_team_sees_what_it_saw(hidden, role):
    wrong = {}
    for row in inside(hidden):
        if row.method == "GET" and (given := answer(hidden, role, row)) != row.answers[role]:
            wrong[row.address] = given
    assert wrong == {}


def titles(world):
    """What things inside are called."""
    from unikat.journey.challenges.models import Challenge, Entry
    from unikat.journey.parts.models import Part
    from unikat.journey.wishes.models import Decision, Wish

    mine = {"project": world.project}
    return {
        *Wish.objects.filter(**mine).values_list("title", flat=True),
        *Decision.objects.filter(**mine).values_list("title_de", flat=True),
        *Challenge.objects.filter(**mine).values_list("title_de", flat=True),
        *Entry.objects.filter(challenge__project=world.project).values_list("title", flat=True),
        *Part.objects.filter(**mine).values_list("name_de", flat=True),
        *world.project.cars.values_list("name", flat=True),
    } - {"Ja", "So.", "Meins", ""}


def said(world, role, addresses):
    """Which of the titles the pages say, with the addresses where they do."""
    names, leaks = titles(world), {}
    for address in addresses:
        with stage.undone():
            response = world.client(role).get(address, follow=True)
        page = response.content.decode().replace("\u00ad", "")
        assert response.status_code == 200, address
        heard = sorted(name for name in names if f">{name}<" in page or (len(name) > 9 and name in page))
        if heard:
            leaks[address] = heard
    return leaks


SEEN_FROM_OUTSIDE = [
    *("/", "/sign-in/", "/workshops/", "/workshops/chemnitz/", "/api/v1/projects/", "/api/v1/workshops/"),
    *("/search/?q=schlaufe", "/search/?q=W-014", "/search/?q=rahmen", "/search/?q=haken", "/search/?q=N"),
    *(f"/people/{name}/" for name in ("ida", "mei", "jonas", "oskar", "deniz", "lena", "paul", "tariq")),
    *("/p/zweit/", "/p/zweit/about/", "/p/zweit/history/", "/p/zweit/wishes/", "/p/zweit/parts/"),
    *("/p/zweit/wishes/similar/?title=Haken", "/p/zweit/cars/", "/p/zweit/changes/", "/p/zweit/decisions/"),
]


def other(world):
    """A second project, open to all, with the same steward and nothing in it."""
    from unikat.journey.projects.actions import give_role, open_project

    steward = world.people["steward"]
    project = open_project(
        actor=steward,
        slug="zweit",
        code="ZW",
        name="Zweit",
        promise=("Noch eins.", "One more."),
        brief=("Kurz.", "Short."),
    )
    give_role(actor=steward, project=project, person=world.people["engineer"], role="engineer")
    return project


@pytest.mark.parametrize("role", ["visitor", "member", "owner", "operator"])
def test_no_list_or_search_names_what_is_hidden(world, role):
    other(world)
    assert said(world, "visitor", ["/search/?q=haken", "/people/ida/"]) != {}
    type(world.project).objects.filter(slug="feldhase").update(is_public=False)
    more = ["/notices/"] if role != "visitor" else []
    assert said(world, role, [*SEEN_FROM_OUTSIDE, *more]) == {}


def test_a_hidden_car_is_nowhere_for_a_visitor(world):
    world.project.cars.filter(number=3).update(is_public=False)
    seen = {}
    for row in inside(world):
        if row.method != "GET" or row.answers["visitor"] != "200" or row.address.startswith("/crew"):
            continue
        with stage.undone():
            response = world.client("visitor").get(world.address(row.address))
        theirs = "/builds/3/" in row.address or "/cars/3/" in row.address
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if response.status_code != (404 if theirs else 200) or b"Hakenschlag" in body:
            seen[row.address] = response.status_code
    assert seen == {}
    with stage.undone():
        assert world.client("owner").get("/p/feldhase/cars/3/").status_code == 200
        assert world.client("pass").get("/p/feldhase/builds/3/").status_code == 200
    twin = "&".join(f"c={code}" for code in world.project.cars.get(number=3).chosen)
    page = world.client("visitor").get(f"/p/feldhase/configure/?{twin}").content.decode()
    assert ("N° 03" in page, "Hakenschlag" in page, "Dieses Auto gibt es schon" in page) == (
        False,
        False,
        True,
    )


def test_things_of_one_project_are_not_found_under_another(world):
    other(world)
    found = {}
    for row in matrix.rows():
        address = row.address.replace("/feldhase/", "/zweit/")
        inner = address.partition("/zweit/")[2]
        if inner.startswith("road/"):
            continue  # a place on the road is no thing: every project has its own
        if not any(sign.isdigit() or sign == "<" for sign in inner) and "/winch/" not in inner:
            continue
        for role in ("steward", "engineer"):
            with stage.undone():
                client = world.client(role)
                status = sent.ask(client, row.method, row.address, world, project="zweit").status_code
            if status not in (403, 404):
                found[f"{row.method} {address}"] = status
    assert found == {}


@pytest.mark.parametrize(
    ("address", "form", "status"),
    [
        (
            "/p/zweit/decisions/new/",
            {"outcome": "accept", "title_de": "Ja", "sentence_de": "So.", "wishes": "<wish>"},
            422,
        ),
        ("/p/zweit/options/new/", sent.FORMS["/p/feldhase/options/new/"], 422),
        ("/p/zweit/options/rule/", sent.FORMS["/p/feldhase/options/rule/"], 422),
        ("/p/zweit/steps/new/", sent.FORMS["/p/feldhase/steps/new/"], 422),
        ("/p/zweit/changes/new/", sent.FORMS["/p/feldhase/changes/new/"], 422),
        ("/talk/say/", {"kind": "project", "id": "<zweit>", "text": "Ja.", "reply_to": "<comment>"}, 404),
        ("/talk/say/", {"kind": "nothing", "id": "1", "text": "Ja."}, 404),
        ("/p/feldhase/builds/2/crew/<friend>/revoke/", {}, 404),
    ],
)
def test_ids_of_foreign_things_in_forms_are_refused(world, address, form, status):
    world.names["zweit"] = other(world).pk
    answer = world.client("steward").post(world.address(address), sent._filled(form, world))
    assert answer.status_code == status


def test_comments_on_what_is_hidden_are_refused(hidden):
    form = sent._filled({"kind": "wish", "id": "<wish>", "text": "Ja."}, hidden)
    assert hidden.client("member").post("/talk/say/", form).status_code == 404
