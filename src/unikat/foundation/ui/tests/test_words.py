"""Numbers as people read them."""

import pytest
from django.utils import translation

from unikat.foundation.ui import words


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
