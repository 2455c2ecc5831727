"""What no form of ours ever sends: an answer in words, never an error of the server."""

from __future__ import annotations

import json
import re
import time

import pytest

BIG, LONG = "9" * 23, "9" * 5000
PLACE = "/p/feldhase"
API = "/api/v1/projects/feldhase"


@pytest.fixture
def oskar(cast, feldhase, client_of):
    """The steward, whom nothing stops but the input itself."""
    return client_of(cast["oskar"])


def words(answer):
    """The text of a page's main part, or the sentence of a problem."""
    if answer["Content-Type"] == "application/problem+json":
        return json.loads(answer.content)["detail"]
    page = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


LISTS = [
    *(f"{PLACE}/{page}/" for page in ("history", "wishes", "decisions", "changes", "cars")),
    *("/notices/", "/people/oskar/", f"{API}/wishes/"),
]


@pytest.mark.parametrize("key", [BIG, LONG, "²", "٣", "-1", "1e9", "nonsense", "1.2.3", "%00"])
@pytest.mark.parametrize("page", LISTS)
def test_a_list_has_no_page_for_a_nonsense_key(oskar, page, key):
    assert oskar.get(f"{page}?after={key}").status_code == 404


@pytest.mark.parametrize("key", ["", "1", "9" * 18])
@pytest.mark.parametrize("page", LISTS)
def test_a_list_has_a_page_for_every_true_key(oskar, page, key):
    assert oskar.get(f"{page}?after={key}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        *(
            f"{PLACE}/{page}/{BIG}/"
            for page in ("wishes", "decisions", "challenges", "cars", "builds", "changes")
        ),
        *(f"{PLACE}/wishes/{LONG}/", f"{PLACE}/wishes/abc/", f"{PLACE}/wishes/-1/", f"{PLACE}/wishes/²/"),
        *(f"/files/{BIG}/a.pdf", f"/talk/{BIG}/wordings/", f"/talk/{BIG}/reword/", "/files/x/a.pdf"),
        *(f"/api/v1/talk/wish/{BIG}/", "/api/v1/talk/nothing/1/", f"{API}/wishes/{BIG}/"),
        *(
            f"{PLACE}/parts/a%00b/",
            "/people/a%00/",
            "/crew/%00/",
            "/search/?q=a%00b",
            f"{PLACE}/bill/?assembly=%00",
        ),
        *("/people/%ED%A0%80/", "/first/%F0%9F%9A%97/"),
    ],
)
def test_what_cannot_be_is_not_found(oskar, address):
    assert oskar.get(address).status_code == 404


@pytest.mark.parametrize("question", ["'\"--;", "a OR b AND NEAR(c", "*" * 300, "%25%5F!", "٣", "\u202e"])
def test_a_search_for_signs_finds_nothing_and_breaks_nothing(oskar, question):
    assert oskar.get("/search/", {"q": question}).status_code == 200
    assert oskar.get(f"{PLACE}/wishes/similar/", {"title": question}).status_code == 200


@pytest.mark.parametrize(
    ("address", "form"),
    [
        (f"{PLACE}/decisions/new/", {"wishes": BIG, "deciders": BIG}),
        (f"{PLACE}/challenges/new/", {"jury": BIG, "decision": BIG, "entries_until": "0001-01-01T00:00"}),
        (f"{PLACE}/changes/new/", {"revisions": BIG, "parent": LONG, "child": "x"}),
        (f"{PLACE}/options/new/", {"group": BIG, "price": "1e999999", "lead_days": BIG}),
        (f"{PLACE}/options/release/", {"base_price": "NaN", "base_lead_days": "-1"}),
        (f"{PLACE}/options/rule/", {"formula": "(" * 399, "code": "R1", "sentence_de": "x", "decision": BIG}),
        (f"{PLACE}/steps/new/", {"module": BIG, "parts": BIG, "target": "1e400000", "minutes": "NaN"}),
        ("/workshops/new/", {"name": "x", "slug": "x", "city": "x", "bays": "1", "opens_on": "9999-12-31"}),
        ("/workshops/new/", {"name": "x", "slug": "x", "city": "x", "bays": "1", "opens_on": "31.02.2026"}),
        ("/settings/", {"name": "a\0b", "language": "xx"}),
        (f"{PLACE}/wishes/new/", {"title": "a\0b", "text": "Bitte.", "language": "de"}),
    ],
)
def test_a_form_says_what_is_wrong_with_it(oskar, address, form):
    answer = oskar.post(address, form)
    assert (answer.status_code, "field__wrong" in answer.content.decode()) == (422, True)


def test_a_quantity_that_takes_all_day_is_refused_at_once(oskar, cast, feldhase):
    from django.apps import apps

    for number in ("A-1", "B-1"):
        apps.get_model("parts", "Part").objects.create(project=feldhase, number=number, name_de=number)
    begun = time.process_time()
    answer = oskar.post(f"{PLACE}/parts/A-1/line/", {"child": "B-1", "quantity": "1e99999999", "unit": "pcs"})
    assert (answer.status_code, time.process_time() - begun < 2) == (422, True)
    assert "1/3 oder 0,5" in words(answer) or "1/3" in words(answer)


def test_a_thing_with_an_absurd_id_does_not_exist(oskar):
    for kind, number in (("project", BIG), ("project", "x"), ("wish", "1"), ("a\0b", "1"), ("", "")):
        form = {"kind": kind, "id": number, "text": "x"}
        assert oskar.post("/talk/say/", form).status_code == 404
    assert oskar.post("/notices/read/", {"notice": [BIG, "²", "x"]}).status_code == 302


def test_ten_thousand_parameters_are_too_many(oskar):
    many = "&".join(f"a{n}=1" for n in range(10_000))
    for address in (f"/search/?{many}", f"{PLACE}/wishes/?{many}"):
        answer = oskar.get(address)
        assert (answer.status_code, "mehr Felder" in words(answer)) == (400, True)


def test_more_text_than_a_form_takes_is_said_so(oskar):
    answer = oskar.post(f"{PLACE}/wishes/new/", {"title": "x", "text": "x" * 3_000_000, "language": "de"})
    assert (answer.status_code, "Deine Worte stehen noch da." in words(answer)) == (400, True)


def sent(client, body, address=f"{API}/wishes/"):
    body = body if isinstance(body, str) else json.dumps(body)
    return client.post(address, body, content_type="application/json")


@pytest.mark.parametrize(
    "body",
    [
        "[" * 200_000 + "]" * 200_000,
        '{"a":' * 200_000,
        "not json",
        '{"title": NaN}',
        '"' + "a" * 3_000_000 + '"',
        {"title": "a\0b", "text": "x"},
        {"title": "\ud800", "text": "x"},
        {"title": "x", "text": ["\udfff"]},
        {"ti\0tle": 1},
    ],
)
def test_json_that_cannot_be_kept_is_refused(oskar, body):
    answer = sent(oskar, body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert words(answer).endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"title": "", "text": "x"},
        {"title": "x" * 121, "text": "x"},
        {"title": "x", "text": "x" * 20_001},
        {"title": "x", "text": "x", "language": "xx"},
        {"title": "x", "text": "x", "area": "moon"},
        {"title": "x", "text": "x", "state": "answered"},
        {"title": "x", "text": "x", "author": 1, "voices": 99},
        {"title": 1, "text": True},
        {"title": {"a": 1}, "text": None},
    ],
)
def test_json_that_was_not_asked_for_is_refused(oskar, body):
    assert sent(oskar, body).status_code == 422


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("parts/X-1/revisions/", {"note_de": "x", "mass_g": -1}),
        ("parts/X-1/revisions/", {"note_de": "x", "mass_g": 10**30}),
        ("parts/X-1/revisions/", {"note_de": "x" * 601}),
        ("parts/X-1/revisions/", {"note_de": "x", "mass_g": "5"}),
        ("cars/", {"chosen": ["x" * 41], "name": "x"}),
        ("cars/", {"chosen": "x", "name": "x"}),
        ("cars/", {"chosen": [], "name": "x" * 61}),
    ],
)
def test_values_out_of_bounds_are_refused(oskar, feldhase, address, body):
    from django.apps import apps

    apps.get_model("parts", "Part").objects.create(project=feldhase, number="X-1", name_de="X")
    assert sent(oskar, body, f"{API}/{address}").status_code == 422
