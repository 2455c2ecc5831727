"""Words in the language of the page, and words in another one marked."""

from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils import translation

from unikat.foundation.ui import words

BOTH = SimpleNamespace(name_de="Türfalle & Co", name_en="Latch & Co")
GERMAN = SimpleNamespace(name_de="Türfalle & Co", name_en="")


@pytest.mark.parametrize(
    ("language", "thing", "html"),
    [
        ("de", BOTH, "Türfalle &amp; Co"),
        ("en", BOTH, "Latch &amp; Co"),
        ("de", GERMAN, "Türfalle &amp; Co"),
        ("en", GERMAN, '<span lang="de">Türfalle &amp; Co</span>'),
    ],
)
def test_a_text_without_translation_carries_its_language(language, thing, html):
    template = engines["jinja2"].from_string("{{ say(thing, 'name') }}")
    with translation.override(language):
        assert template.render({"thing": thing}) == html


@pytest.mark.django_db
def test_a_stale_form_answers_in_the_language_of_the_page():
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    answer = client.post("/talk/say/", {"text": "x"}, headers={"Accept-Language": "en"})
    assert (answer.status_code, "This form is too old" in answer.content.decode()) == (403, True)


def test_a_fault_gets_a_page_that_asks_nothing(rf):
    from django.views.defaults import server_error

    with translation.override("de"):
        answer = server_error(rf.get("/"))
    assert (answer.status_code, "Hier ist etwas kaputtgegangen" in answer.content.decode()) == (500, True)


@pytest.mark.parametrize(
    ("language", "written", "read"),
    [
        ("de", "13/5", "2,6"),
        ("en", "13/5", "2.6"),
        ("de", "1/3", "1/3"),
        ("de", "4", "4"),
        ("de", "1200", "1\u00a0200"),
        ("en", "1/8", "0.125"),
    ],
)
def test_an_exact_amount_is_read_as_people_write_it(language, written, read):
    with translation.override(language):
        assert words.quantity(written) == read


@pytest.mark.parametrize(("language", "read"), [("de", ("Stück", "m")), ("en", ("pcs", "m"))])
def test_pieces_have_a_word_and_metres_are_metres(language, read):
    with translation.override(language):
        assert (words.unit("pcs"), words.unit("m")) == read
