"""Sign-in by e-mail code, the demo's one click, the first steward."""

import re

import pytest
from django.core import mail
from django.test import override_settings

from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.refusal import Refused
from unikat.foundation.people import actions
from unikat.foundation.people.models import Person, Tier


def code_in(message):
    return re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", message.body, re.M).group(1)


def test_a_newcomer_signs_up_and_is_a_member(db, client):
    answer = client.post("/sign-up/", {"email": "neu@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-up/code/")
    answer = client.post("/sign-up/code/", {"code": code_in(mail.outbox[0])})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    person = Person.objects.get(email="neu@example.org")
    assert (person.tier, person.name, person.handle) == (Tier.CONFIRMED, "neu", "neu")


def test_a_member_signs_in_by_code(cast, client):
    answer = client.post("/sign-in/", {"email": "ida@feldhase.example"})
    assert answer["Location"] == "/sign-in/code/"
    client.post("/sign-in/code/", {"code": code_in(mail.outbox[0])})
    assert client.session["_auth_user_id"] == str(cast["ida"].pk)


def test_a_wrong_code_signs_nobody_in(cast, client):
    client.post("/sign-in/", {"email": "ida@feldhase.example"})
    answer = client.post("/sign-in/code/", {"code": "AAAA-AAAA"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_known_and_unknown_addresses_are_answered_alike(cast, client):
    known = client.post("/sign-in/", {"email": "ida@feldhase.example"})
    unknown = client.post("/sign-in/", {"email": "niemand@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


@pytest.mark.parametrize(
    ("demo", "production", "status"), [(True, False, 302), (False, False, 404), (True, True, 404)]
)
def test_one_click_sign_in_exists_in_the_demo_only(cast, client, demo, production, status):
    with override_settings(DEMO=demo, PRODUCTION=production):
        assert client.post("/demo/sign-in/ida/", {"next": "/"}).status_code == status
    assert ("_auth_user_id" in client.session) == (status == 302)


@override_settings(DEMO=True)
def test_one_click_sign_in_leads_to_no_other_site(cast, client):
    assert client.post("/demo/sign-in/ida/", {"next": "//evil.example/"})["Location"] == "/"


@override_settings(DEMO=True)
def test_one_click_sign_in_is_for_the_cast_only(cast, client):
    Person.objects.create_user("real@example.org", handle="real", name="Real")
    assert client.post("/demo/sign-in/real/").status_code == 404


def test_the_first_steward_link_works_once(db, client):
    path = actions.first_steward_link().removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 200
    client.post(path, {"name": "Oskar", "email": "oskar@example.org"})
    assert Person.objects.get().is_staff is True
    assert client.get(path).status_code == 404
    assert client.get("/first/forged/").status_code == 404


def test_a_profile_is_public_and_its_address_private(cast, client):
    answer = client.get("/people/ida/")
    assert (answer.status_code, b"ida@feldhase.example" in answer.content) == (200, False)
    assert client.get("/people/nobody/").status_code == 404


def test_settings_are_ones_own(cast, client, client_of):
    assert client.get("/settings/").status_code == 302
    answer = client_of(cast["lena"]).post("/settings/", {"name": "Lena M.", "about": "", "language": "en"})
    assert (answer.status_code, Person.objects.get(handle="lena").name) == (302, "Lena M.")
    answer = client_of(cast["lena"]).post("/settings/", {"name": "", "about": "kept", "language": "en"})
    assert (answer.status_code, b"kept" in answer.content) == (422, True)


def test_operators_say_whom_they_trust(cast, client_of):
    operator = Person.objects.create_user("o@example.org", handle="o", name="O", is_staff=True)
    for sent in ({"tier": 2}, {"tier": 7}, {}):
        assert client_of(cast["oskar"]).post("/people/lena/trust/", sent).status_code == 403
    assert client_of(operator).post("/people/lena/trust/", {"tier": 7}).status_code == 422
    assert Person.objects.get(handle="lena").tier == Tier.CONFIRMED
    client_of(operator).post("/people/lena/trust/", {"tier": 2})
    assert Person.objects.get(handle="lena").tier == Tier.TRUSTED
    told = Entry.objects.get(verb="person.trust")
    assert (told.actor_person_id, told.facts) == (operator.pk, {"before": 1, "after": 2})


def test_a_guest_earns_no_trust(cast):
    operator = Person.objects.create_user("o@example.org", handle="o", name="O", is_staff=True)
    guest = Person.objects.create_user("g@example.org", handle="g", name="G")
    with pytest.raises(Refused) as refused:
        actions.trust(actor=operator, person=guest, tier=Tier.TRUSTED)
    assert refused.value.field == "tier"
