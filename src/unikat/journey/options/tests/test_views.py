"""Pages of options, rules and editions."""

import pytest

from unikat.journey.options.models import Edition, Option, Rule

AT = "/p/feldhase/options/"


def test_pages_speak_both_languages(groups, headings, client):
    assert headings(client, [AT, AT + "winch/"]) == {
        AT: ("Optionen", "Options"),
        AT + "winch/": ("Winde", "winch"),
    }


def test_from_a_question_to_an_edition_in_the_browser(feldhase, decision, cast, client_of):
    mei, oskar = client_of(cast["mei"]), client_of(cast["oskar"])
    mei.post(AT + "group/", {"code": "wheels", "kind": "one", "name_de": "Räder"})
    group = feldhase.option_groups.get()
    assert (mei.get(AT).status_code, mei.get("/api/v1/projects/feldhase/options/").status_code) == (200, 200)
    empty = oskar.post(AT + "release/", {"base_price": "20000", "base_lead_days": "42"})
    assert (empty.status_code, Edition.objects.count()) == (422, 0)
    for code in ("steel", "spoke"):
        option = {"group": group.pk, "code": code, "name_de": code, "price": "480.50", "lead_days": "3"}
        assert mei.post(AT + "new/", option)["Location"] == AT
    assert [option.price_cents for option in Option.objects.all()] == [48050, 48050]
    rule = {"code": "R1", "sentence_de": "Nie Stahl.", "formula": "!steel", "decision": decision.pk}
    mei.post(AT + "rule/", rule)
    edition = {"base_price": "20000", "base_lead_days": "42"}
    refused = oskar.post(AT + "release/", edition)
    page = refused.content.decode()
    assert (refused.status_code, "Nie Stahl." in page, 'value="20000"' in page) == (422, True, True)
    assert mei.get(AT + "release/").status_code == 403
    mei.post(AT + "rule/R1/retire/", {"why": "Doch Stahl."})
    assert Rule.objects.get().retired_at is not None
    oskar.post(AT + "release/", edition)
    assert [(one.number, one.base_price_cents) for one in Edition.objects.all()] == [(1, 2_000_000)]


@pytest.mark.parametrize(
    ("path", "sent", "kept"),
    [
        ("group/", {"code": "wheels", "kind": "one", "name_de": "Noch Räder"}, "Noch Räder"),
        ("new/", {"code": "steel", "name_de": "Noch Stahl", "price": "0", "lead_days": "0"}, "Noch Stahl"),
        ("rule/", {"code": "R2", "sentence_de": "So ist es.", "formula": "gold"}, "So ist es."),
        ("rule/R1/retire/", {"why": "x" * 281}, "x" * 281),
    ],
)
def test_a_refused_form_keeps_what_was_typed(groups, rule, decision, cast, client_of, path, sent, kept):
    rule("R1", "winch => steel")
    more = {"group": groups["steel"].group_id, "decision": decision.pk}
    answer = client_of(cast["mei"]).post(AT + path, {**more, **sent})
    assert (answer.status_code, kept in answer.content.decode()) == (422, True)
    assert (Option.objects.count(), Rule.objects.filter(retired_at=None).count()) == (4, 1)


def test_strangers_read_and_write_nothing(groups, rule, cast, client_of, client):
    rule("R1", "winch => steel")
    doors = [AT + name for name in ("group/", "new/", "rule/", "release/", "rule/R1/retire/")]
    assert [client_of(cast["lena"]).get(door).status_code for door in doors] == [403] * 5
    assert [client.get(door).status_code for door in doors] == [302] * 5
    html = client_of(cast["lena"]).get(AT).content.decode()
    assert ("Die Winde braucht Stahlräder." in html, "retire" in html) == (True, False)
    pages = [AT + "gold/", "/p/hamster/options/", AT + "rule/R9/retire/"]
    assert [client_of(cast["mei"]).get(page).status_code for page in pages] == [404] * 3
