"""Pages of challenges: sealed for everybody until the close, open for everybody after it."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from unikat.foundation.files.models import Shape
from unikat.journey.challenges.models import Ballot, Challenge, Entry, Score
from unikat.journey.challenges.tests.conftest import SVG

AT = "/p/feldhase/challenges/"
ONE = AT + "1/"
API = "/api/v1/projects/feldhase/challenges/1/"
ENTRY = {"title": "Meine Tür", "text": "Mit Schlaufe.", "consent": "reuse", "language": "en"}
GRADES = {"novelty": "4", "usefulness": "4", "feasibility": "4", "elaboration": "4", "words": "Gut genäht."}


def test_pages_speak_both_languages(voted, headings, client):
    assert headings(client, [AT, ONE, ONE + "entries/1/"]) == {
        AT: ("Wettbewerbe", "Challenges"),
        ONE: ("Die Halbtür", "The half door"),
        ONE + "entries/1/": ("Tür von deniz", "Tür von deniz"),
    }


def test_nothing_of_a_ballot_shows_before_the_close(judged, cast, client_of, in_days):
    """Each page is read with other ballots under the same receipts: whatever differs would tell of a ballot."""
    addresses = [
        *(AT, ONE, ONE + "entries/1/", ONE + "entries/2/", "/p/feldhase/", "/p/feldhase/history/"),
        *("/people/paul/", "/search/?q=Tür", API, API + "entries/", API + "entries/1/", API + "receipts/"),
        "/api/v1/projects/feldhase/history/",
    ]
    viewers = [None, cast["hanna"], cast["oskar"], cast["deniz"]]

    def told():
        clients = [client_of(viewer) for viewer in viewers]
        pages = [client.get(address) for client in clients for address in addresses]
        assert {page.status_code for page in pages} == {200}
        return [without_tokens(page.content.decode()) for page in pages]

    with in_days(20, hours=1):
        before = told()
        assert client_of(cast["oskar"]).get(ONE + "ballots.json").status_code == 404
        assert client_of(cast["oskar"]).get(API + "ballots.json").status_code == 404
        Ballot.objects.exclude(voter=cast["deniz"]).update(meets=1, appeal=1, own=True)
        Score.objects.exclude(juror=cast["oskar"]).update(novelty=1, words="Verraten!")
        assert told() == before


def without_tokens(html):
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return re.sub(r'(?s)<div class="gallery">.*?</div>', "", html)


def test_nobodys_page_says_where_they_voted(closed, cast, client_of, in_days):
    with in_days(30):
        shown = [
            "C-001" in client_of(viewer).get("/people/paul/").content.decode()
            for viewer in (None, cast["hanna"], cast["oskar"], cast["paul"])
        ]
    assert shown == [False, False, False, True]


def test_a_jurors_grades_are_nobody_elses_before_the_result(judged, cast, client_of, in_days):
    Score.objects.filter(juror=cast["mei"]).update(words="Nur für mich.")
    with in_days(13):
        shown = {
            handle: "Nur für mich." in client_of(cast[handle]).get(ONE + "entries/2/").content.decode()
            for handle in ("mei", "oskar", "jonas", "lena")
        }
    assert shown == {"mei": True, "oskar": False, "jonas": False, "lena": False}


def test_both_crowns_and_every_ballot_after_the_close(closed, cast, client, in_days):
    with in_days(22):
        html = client.get(ONE, headers={"Accept-Language": "en"}).content.decode()
        file = client.get(ONE + "ballots.json")
    said = [piece in html for piece in ("The jury's crown", "The community's crown", "5 people voted.")]
    assert (said, file.status_code, file["Content-Disposition"]) == (
        [True] * 3,
        200,
        'attachment; filename="C-001-ballots.json"',
    )


def test_a_voter_finds_the_receipt_before_and_after(voted, cast, client_of, in_days):
    own = Ballot.objects.get(voter=cast["paul"], entry=voted["lena"]).hash
    paul = client_of(cast["paul"])
    for days in (12, 21):
        with in_days(days):
            assert own in paul.get(ONE + "entries/2/").content.decode()
            found = paul.get(ONE, {"receipt": own.upper()}, headers={"Accept-Language": "en"})
            other = paul.get(ONE, {"receipt": "0" * 64}, headers={"Accept-Language": "en"})
        told = ["Your ballot is in the count." in page.content.decode() for page in (found, other)]
        assert told == [True, False]


def test_a_receipt_is_found_among_hundreds(voted, cast, client, monkeypatch):
    from unikat.journey.challenges import views

    monkeypatch.setattr(views, "RECEIPTS_SHOWN", 1)
    last = Ballot.objects.order_by("-hash")[0].hash
    html = client.get(ONE, {"receipt": last}, headers={"Accept-Language": "en"}).content.decode()
    assert ("Your ballot is in the count." in html, "8 ballots" in html) == (True, True)


def test_voting_in_the_browser_keeps_what_was_typed(voted, cast, client_of, in_days):
    hanna = client_of(cast["hanna"])
    with in_days(12):
        refused = hanna.post(ONE + "entries/1/vote/", {"meets": "4", "own": "on"})
        assert (refused.status_code, 'name="meets" value="4" checked' in refused.content.decode()) == (
            422,
            True,
        )
        assert hanna.post(ONE + "entries/1/vote/", {"meets": "4", "appeal": "5"}).status_code == 302
        assert (
            client_of(cast["deniz"]).post(ONE + "entries/1/vote/", {"meets": "5", "appeal": "5"}).status_code
            == 403
        )
    ballot = Ballot.objects.get(voter=cast["hanna"])
    assert (ballot.meets, ballot.appeal, ballot.own) == (4, 5, False)


def test_pictures_and_a_model_are_shown(challenge, cast, client_of, settings):
    """A STEP file whose model was made beforehand, as in the demo: what the page shows is the same."""
    step = next(
        iter(
            sorted((Path(settings.READY_MADE[0]).parent / "models").glob("*.step")),
        )
    )
    files = [SimpleUploadedFile("door.svg", SVG), SimpleUploadedFile("door.step", step.read_bytes())]
    answer = client_of(cast["deniz"]).post(ONE + "enter/", {**ENTRY, "files": files})
    assert (answer.status_code, Entry.objects.get().language) == (302, "en")
    html = client_of().get(answer["Location"]).content.decode()
    model = client_of().get(API + "entries/1/").json()["files"][0]["model"]
    assert (f'data-model="{model}"' in html, Shape.objects.get().state) == (True, "ready")
    assert client_of().get(model).status_code == 200


def test_a_refused_entry_keeps_what_was_typed(challenge, cast, client_of):
    for files in ([], [SimpleUploadedFile("a.exe", b"MZ")]):
        answer = client_of(cast["deniz"]).post(ONE + "enter/", {**ENTRY, "files": files})
        assert (answer.status_code, "Mit Schlaufe." in answer.content.decode()) == (422, True)
    assert client_of(cast["mei"]).get(ONE + "enter/").status_code == 403


def test_announcing_judging_counting_and_withdrawing_in_the_browser(
    feldhase, voted, cast, client_of, in_days
):
    brief = {"title_de": "Kotflügel", "brief_de": "Gegen Steine.", "entries_until": "2020-01-01T10:00"}
    late = client_of(cast["jonas"]).post(AT + "new/", {**brief, "votes_until": "2020-01-02T10:00"})
    assert (late.status_code, "Gegen Steine." in late.content.decode()) == (422, True)
    ahead = {**brief, "entries_until": "2999-01-01T10:00", "votes_until": "2999-01-02T10:00"}
    assert client_of(cast["jonas"]).post(AT + "new/", ahead)["Location"] == AT + "2/"
    assert client_of(cast["ida"]).get(AT + "new/").status_code == 403
    with in_days(13):
        mei = client_of(cast["mei"])
        refused = mei.post(ONE + "entries/1/judge/", {**GRADES, "novelty": "9"})
        assert (refused.status_code, "Gut genäht." in refused.content.decode()) == (422, True)
        mei.post(ONE + "entries/1/judge/", GRADES)
        client_of(cast["lena"]).post(ONE + "entries/2/withdraw/")
        assert client_of().get(ONE + "entries/2/").status_code == 404
        assert client_of(cast["jonas"]).post(ONE + "close/").status_code == 403
    with in_days(21):
        client_of(cast["jonas"]).post(ONE + "close/")
    assert Challenge.objects.get(number=1).result["crowns"] == {"community": ["C-001/1"], "jury": ["C-001/1"]}


@pytest.mark.parametrize(
    "address", [AT + "9/", ONE + "entries/9/", "/p/hamster/challenges/1/", API + "entries/9/"]
)
def test_unknown_ones_do_not_exist(voted, client, address):
    assert client.get(address).status_code == 404
