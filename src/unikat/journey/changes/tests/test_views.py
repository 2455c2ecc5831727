"""Pages of changes."""

import pytest

from unikat.journey.changes.models import Change
from unikat.journey.parts.actions import draft_revision
from unikat.journey.parts.models import BillLine
from unikat.journey.wishes.actions import make_decision

AT = "/p/feldhase/changes/"


def test_pages_speak_both_languages(change, headings, client):
    assert headings(client, [AT, AT + "1/"]) == {
        AT: ("Änderungen", "Changes"),
        AT + "1/": ("Schlaufe", "Schlaufe"),
    }


def test_pages_and_strangers(change, cast, client_of):
    assert client_of().get("/p/feldhase/changes/").status_code == 200
    assert client_of().get("/p/feldhase/changes/1/").status_code == 200
    assert client_of().get("/p/feldhase/changes/2/").status_code == 404
    assert client_of(cast["ida"]).post("/p/feldhase/changes/1/accept/").status_code == 403
    answer = client_of(cast["mei"]).post("/p/feldhase/changes/1/review/", {"verdict": "ask", "text": ""})
    assert answer.status_code == 422
    client_of(cast["mei"]).post("/p/feldhase/changes/1/review/", {"verdict": "approve"})
    assert [review.person for review in Change.objects.get().reviews.all()] == [cast["mei"]]


def test_a_change_is_proposed_in_the_browser(feldhase, cast, latch, client_of):
    draft = draft_revision(actor=cast["deniz"], part=latch, mass_g=412)
    decision = make_decision(
        actor=cast["mei"], project=feldhase, outcome="accept", title=("Schlaufe", ""), sentence=("So.", "")
    )
    form = {
        "title": "Schlaufe",
        "why": "Darum.",
        "answers": "d-001",
        "revisions": [draft.pk],
        "language": "de",
    }
    answer = client_of(cast["deniz"]).post("/p/feldhase/changes/new/", form)
    assert (answer.status_code, Change.objects.get().raised_from) == (302, decision.thing)
    form["answers"] = "D-099"
    answer = client_of(cast["deniz"]).post("/p/feldhase/changes/new/", form)
    assert (answer.status_code, "Darum." in answer.content.decode()) == (422, True)


def test_a_proposal_is_changed_in_the_browser_and_keeps_what_its_form_does_not_show(
    change, cast, latch, client_of, approve
):
    approve(change, "mei", "jonas")
    first = change.bill_edits.get()
    change.bill_edits.create(parent=first.parent, child=latch, quantity="9", unit="m", condition="!winch")
    deniz = client_of(cast["deniz"])
    html = deniz.get(AT + "1/amend/").content.decode()
    revision = change.revisions.get()
    assert f'<option value="{revision.pk}" selected>' in html
    sent = {"title": "Schlaufe", "why": "Länger genäht.", "language": "de", "revisions": [revision.pk]}
    refused = deniz.post(AT + "1/amend/", {**sent, "title": ""})
    assert (refused.status_code, "Länger genäht." in refused.content.decode()) == (422, True)
    line = {"parent": first.parent_id, "child": first.child_id, "quantity": "3"}
    change.bill_edits.filter(condition="!winch").update(condition="")
    change.bill_edits.filter(pk=first.pk).update(condition="")
    answer = deniz.post(AT + "1/amend/", {**sent, **line})
    assert (answer.status_code, Change.objects.get().reviews.count()) == (302, 0)
    assert [(edit.quantity, edit.unit) for edit in change.bill_edits.order_by("pk")] == [
        ("3", "pcs"),
        ("9", "m"),
    ]
    assert client_of(cast["mei"]).get(AT + "1/amend/").status_code == 403


def test_accepting_and_declining_in_the_browser(change, cast, client_of, approve):
    mei = client_of(cast["mei"])
    assert mei.post(AT + "1/accept/").status_code == 403
    refused = mei.post(AT + "1/decline/", {"reason": ""})
    assert (refused.status_code, Change.objects.get().state) == (422, "open")
    approve(change, "mei", "jonas")
    assert (mei.post(AT + "1/accept/").status_code, BillLine.objects.get().quantity) == (302, "2")
    assert client_of(cast["oskar"]).post(AT + "1/decline/", {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("address", [AT + "9/", "/p/hamster/changes/1/"])
def test_unknown_ones_do_not_exist(change, client, address):
    assert client.get(address).status_code == 404
