"""The one door: compounds, sharp s, other people's secrets, and hostile questions."""

import pytest

from unikat.foundation.search.actions import forget, keep_findable
from unikat.foundation.search.folding import fold, words_of
from unikat.foundation.search.queries import find


@pytest.fixture
def known(feldhase, cast):
    """The project and Mei can be found."""
    keep_findable(
        thing=feldhase.thing, project_id=feldhase.pk, title="Türfalle mit Zugschlaufe", text="Straße W-014"
    )
    keep_findable(thing=cast["mei"].thing, project_id=None, title="Mei", text="rechnet")
    return feldhase


@pytest.mark.parametrize(
    "question",
    ["Türfalle", "turfalle", "TÜRFALLE mit", "schlaufe", "strasse", "Straße", "W-014", "zugschlaufe straße"],
)
def test_found_by_words_and_parts_of_words(known, question):
    assert [hit.card.ref for hit in find(question, None)] == ["FH"]


@pytest.mark.parametrize(
    "question", ["", "ab", "Motor", '"', "a*a*a*", 'title:"x" OR 1', "NEAR(", "' OR 1=1 --", "%", "()"]
)
def test_nothing_is_found_and_nothing_breaks(known, question):
    assert find(question, None) == []


def test_short_references_are_found_by_the_beginning_of_the_title(known, feldhase):
    keep_findable(thing=known.thing, project_id=known.pk, title="4.12 Scharnier")
    assert [len(find(question, None)) for question in ("4.12", "4", "5.1", "_.")] == [1, 0, 0, 0]


def test_a_number_finds_its_own_thing_first(known, cast):
    keep_findable(thing=cast["ida"].thing, project_id=None, title="W-014 Tür", text="")
    assert [hit.card.ref for hit in find("w-014", None)] == ["Ida", "FH"]


def test_any_word_is_enough_if_asked_so(known):
    assert [hit.card.ref for hit in find("Motor Zugschlaufe", None, any_word=True)] == ["FH"]
    assert find("Motor Zugschlaufe", None) == []


def test_what_is_not_ones_to_see_is_not_found(known, cast):
    known.is_public = False
    known.save()
    assert [len(find("Zugschlaufe", viewer)) for viewer in (None, cast["ida"], cast["oskar"])] == [0, 0, 1]


def test_forgotten_and_changed_words(known, cast):
    keep_findable(thing=known.thing, project_id=known.pk, title="Anders")
    assert (find("Zugschlaufe", None), len(find("anders", None))) == ([], 1)
    forget(thing=known.thing)
    assert find("anders", None) == []


def test_folding():
    assert (fold("Größe ÉTÉ"), words_of("Die die Straße, 24 Nm")) == (
        "grosse ete",
        ["die", "strasse", "24", "nm"],
    )


def test_the_page_escapes_the_question(known, client):
    html = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in html
