"""What holds for every page: headers, CSRF, methods, hosts, limits, and where a form may lead."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
PAGES = [
    *("/", "/sign-in/", "/sign-up/", "/search/?q=x", "/workshops/", "/rules/", "/imprint/", "/people/ida/"),
    *(
        "/p/feldhase/",
        "/p/feldhase/wishes/",
        "/p/feldhase/configure/",
        "/p/nothing/",
        "/settings/",
        "/health",
    ),
    *("/operator/jobs/", "/api/v1/projects/", "/api/v1/openapi.json", "/api/v1/projects/nothing/"),
    *("/p/feldhase/?a=%00", "/talk/say/"),
]


@pytest.mark.parametrize("who", [None, "ida"])
@pytest.mark.parametrize("address", PAGES)
def test_every_answer_carries_its_guards(cast, feldhase, client_of, address, who):
    answer = client_of(who and cast[who]).get(address)
    told = {
        name: answer.headers.get(name)
        for name in (
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
        )
    }
    assert told == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert {each.strip() for each in answer["Content-Security-Policy"].split(";")} == POLICY
    if who:
        assert answer["Cache-Control"] in ("private, no-store", NEVER), address


#: How Django and allauth say the same.
NEVER = "max-age=0, no-cache, no-store, must-revalidate, private"


def test_what_a_friend_sees_is_kept_nowhere(db, client):
    session = client.session
    session["crew_pass"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert client.get("/rules/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("address", "body", "kind"),
    [
        ("/language/", "language=en", "application/x-www-form-urlencoded"),
        ("/settings/", "name=x&language=de", "application/x-www-form-urlencoded"),
        ("/p/feldhase/wishes/new/", "title=x&text=x", "text/plain"),
        ("/sign-out/", "", "application/x-www-form-urlencoded"),
        ("/demo/sign-in/ida/", "", "application/x-www-form-urlencoded"),
        ("/sign-in/", "email=ida@feldhase.example", "application/x-www-form-urlencoded"),
        ("/api/v1/projects/feldhase/wishes/", '{"title": "x", "text": "x"}', "application/json"),
        ("/api/v1/projects/feldhase/wishes/", '{"title": "x", "text": "x"}', "text/plain"),
    ],
)
def test_no_post_without_its_token(cast, feldhase, address, body, kind):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["ida"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(address, body, content_type=kind)
    assert answer.status_code == 403
    assert feldhase.wishes.count() == 0
    if not address.startswith("/api/"):
        assert "Dieses Formular ist zu alt" in answer.content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_pages_know_no_other_methods(cast, feldhase, client_of, method):
    client = client_of(cast["oskar"])
    for address in ("/p/feldhase/", "/p/feldhase/wishes/new/", "/settings/"):
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_the_address_of_a_button_says_what_to_do(cast, feldhase, client_of):
    answer = client_of(cast["ida"]).get("/talk/say/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Es wurde nichts geändert" in answer.content.decode()


def test_foreign_hosts_are_not_answered(db, client):
    answer = client.get("/sign-in/", headers={"host": "evil.example"})
    assert (answer.status_code, answer.content.decode()) == (
        400,
        "Unter diesem Namen antwortet dieser Server nicht.",
    )


EVIL = [
    "//evil.example/",
    "https://evil.example/",
    "\\\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("target", [*EVIL, "http:evil.example", "///evil.example", " //evil.example"])
def test_no_form_leads_to_another_site(cast, feldhase, client_of, target, settings):
    settings.DEMO = True
    ida = client_of(cast["ida"])
    comment = {"kind": "project", "id": feldhase.pk, "text": "Ja.", "next": target}
    assert ida.post("/talk/say/", comment)["Location"] == "/p/feldhase/#talk"
    for address, form in (
        (f"/sign-in/?next={quote(target)}", {}),
        ("/language/", {"language": "en", "next": target}),
        ("/demo/sign-in/ida/", {"next": target}),
        ("/sign-out/", {"next": target}),
    ):
        assert ida.post(address, form)["Location"] == "/", address


def test_codes_are_not_asked_for_without_end(cast):
    cache.clear()
    for _try in range(5):
        Client().post("/sign-in/", {"email": "ida@feldhase.example"})
    cache.clear()
    assert len(mail.outbox) == 3


def test_too_often_is_said_in_words(cast, client):
    cache.clear()
    for _try in range(21):
        answer = client.post("/sign-up/", {"email": f"p{_try}@example.org"})
    cache.clear()
    assert (answer.status_code, "Warte eine Minute" in answer.content.decode()) == (429, True)


def test_a_code_can_be_guessed_three_times(cast, client):
    cache.clear()
    client.post("/sign-in/", {"email": "ida@feldhase.example"})
    answers = [client.post("/sign-in/code/", {"code": "AAAA-AAAA"}) for _try in range(4)]
    cache.clear()
    assert [(a.status_code, a.headers.get("Location")) for a in answers[2:]] == [
        (302, "/sign-in/request/")
    ] * 2
    assert "_auth_user_id" not in client.session


def test_a_fault_of_ours_is_said_without_details(feldhase, monkeypatch):
    def fall(*_args, **_facts):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("unikat.foundation.search.views.find", fall)
    answer = Client(raise_request_exception=False).get("/search/?q=x")
    page = answer.content.decode()
    assert (answer.status_code, "Hier ist etwas kaputtgegangen" in page, "secret" in page) == (
        500,
        True,
        False,
    )
