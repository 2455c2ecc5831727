"""The parts are there for every template, and forms among them carry the page's token."""

from pathlib import Path

import pytest
from django.template import engines

import unikat


def drawn(source, **page):
    return engines["jinja2"].env.from_string(source).render(page)


def test_no_template_draws_the_parts_anew():
    templates = Path(unikat.__file__).parent.rglob("templates/**/*.html")
    assert [str(file) for file in templates if 'import "ui/parts.html"' in file.read_text()] == []


@pytest.mark.parametrize(
    "source",
    [
        '{{ ui.form(none, "/x/") }}',
        '{% call ui.form(none, "/x/") %}{% endcall %}',
        '{{ ui.post_button("/x/", "Go") }}',
        '{{ ui.ballot("/x/", "Title", "", []) }}',
    ],
)
def test_a_form_carries_the_token_of_its_page(source):
    assert [drawn(source, csrf_input=token).count(token) for token in ("token-a", "token-b")] == [1, 1]


def test_a_form_without_a_token_is_not_drawn_in_silence():
    with pytest.raises(KeyError):
        drawn('{{ ui.post_button("/x/", "Go") }}')


def test_a_form_that_only_asks_has_no_token():
    assert drawn('{{ ui.form(none, "/x/", method="get") }}', csrf_input="token").count("token") == 0
