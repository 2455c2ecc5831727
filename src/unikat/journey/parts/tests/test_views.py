"""Pages of parts and bills."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from unikat.engines.shaping.tests.solids import box_step
from unikat.foundation.files.models import Shape
from unikat.foundation.jobs.actions import run_waiting
from unikat.journey.parts.models import Part, Revision
from unikat.journey.parts.tests.test_actions import SVG

AT = "/p/feldhase/parts/"
NEW = {"number": "FH-320", "name_de": "Türfalle", "make": "make"}
REVISION = {"note_de": "Mit Schlaufe.", "mass": "400", "cost": "12.50"}


def test_pages_speak_both_languages(parts, headings, client):
    Part.objects.filter(number="FH-100").update(name_de="Rahmen", name_en="Frame")
    assert headings(client, [AT, AT + "FH-100/", "/p/feldhase/bill/"]) == {
        AT: ("Teile", "Parts"),
        AT + "FH-100/": ("Rahmen", "Frame"),
        "/p/feldhase/bill/": ("Stückliste", "Bill of materials"),
    }


def test_from_a_part_to_its_first_valid_revision_in_the_browser(feldhase, cast, client_of):
    mei = client_of(cast["mei"])
    assert mei.post(AT + "new/", NEW)["Location"] == AT + "FH-320/"
    files = [SimpleUploadedFile("latch.svg", SVG)]
    drawn = client_of(cast["lena"]).post(AT + "FH-320/revise/", {**REVISION, "files": files})
    assert (drawn.status_code, Revision.objects.get().cost_cents) == (302, 1250)
    assert client_of(cast["lena"]).post(AT + "FH-320/release/A/").status_code == 403
    mei.post(AT + "FH-320/release/A/")
    assert Revision.objects.get().state == "valid"
    client_of(cast["lena"]).post(AT + "FH-320/revise/", REVISION)
    again = mei.post(AT + "FH-320/release/B/")
    assert (again.status_code, Revision.objects.get(letter="B").state) == (422, "draft")


@pytest.mark.parametrize(
    ("path", "sent", "kept"),
    [
        ("new/", {**NEW, "number": "FH-100"}, "Türfalle"),
        ("new/", {**NEW, "number": "<b>"}, "Türfalle"),
        ("FH-100/revise/", {**REVISION, "mass": "schwer"}, "Mit Schlaufe."),
        (
            "FH-100/line/",
            {"child": "FH-000", "quantity": "1", "unit": "pcs", "place_de": "Vorn links"},
            "Vorn links",
        ),
        (
            "FH-100/line/",
            {"child": "FH-210", "quantity": "x", "unit": "pcs", "place_de": "Vorn links"},
            "Vorn links",
        ),
    ],
)
def test_a_refused_form_keeps_what_was_typed(parts, cast, client_of, path, sent, kept):
    answer = client_of(cast["mei"]).post(AT + path, sent)
    assert (answer.status_code, kept in answer.content.decode()) == (422, True)
    assert Part.objects.count() == 6


def test_a_refused_file_keeps_what_was_typed(parts, cast, client_of):
    sent = {**REVISION, "files": [SimpleUploadedFile("latch.step", box_step()[:200])]}
    answer = client_of(cast["lena"]).post(AT + "FH-100/revise/", sent)
    assert (answer.status_code, "Mit Schlaufe." in answer.content.decode()) == (422, True)
    assert Revision.objects.count() == 6


def test_the_bill_adds_up_in_the_page(parts, client):
    html = client.get("/p/feldhase/bill/", headers={"Accept-Language": "en"}).content.decode()
    assert [figure in html for figure in ("FH-100", "FH-200", "winch")] == [True] * 3
    assert client.get("/p/feldhase/bill/", {"assembly": "FH-404"}).status_code == 404


def test_every_revision_stays_readable(parts, cast, client_of, client):
    client_of(cast["lena"]).post(AT + "FH-100/revise/", REVISION)
    pages = [AT + "FH-100/?revision=" + letter for letter in ("A", "B", "C")]
    assert [client.get(page).status_code for page in pages] == [200, 200, 404]
    assert client.get("/p/hamster/parts/FH-100/").status_code == 404


def test_a_step_file_becomes_a_model_in_the_page(parts, cast, client_of, client, settings, tmp_path):
    settings.BLOBS, settings.READY_MADE = str(tmp_path / "blobs"), []
    files = [SimpleUploadedFile("box.step", box_step())]
    client_of(cast["lena"]).post(AT + "FH-110/revise/", {**REVISION, "files": files})
    page = AT + "FH-110/?revision=B"
    assert "data-model" not in client.get(page).content.decode()
    assert run_waiting() == 1
    html = client.get(page).content.decode()
    model = client.get("/api/v1/projects/feldhase/parts/FH-110/").json()["revisions"][1]["files"][0]["model"]
    assert (Shape.objects.get().state, f'data-model="{model}"' in html) == ("ready", True)
    assert client.get(model).headers["Content-Type"] == "model/gltf-binary"
