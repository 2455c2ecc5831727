"""What differs between alike wishes, and what must not be marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.matching import Difference, differences


def marked(a: str, b: str) -> list[tuple[str, str, str]]:
    return [(found.kind, found.left, found.right) for found in differences(a, b)]


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("Platz für 2 Personen", "Platz für 3 Personen", ("number", "2 Personen", "3 Personen")),
        ("Room for two passengers", "Platz für 3 Passagiere", ("number", "two passengers", "3 Passagiere")),
        ("Zweisitzer", "Ein Viersitzer", ("number", "Zweisitzer", "Viersitzer")),
        ("zwei Meter groß", "2,05 m groß", ("number", "zwei Meter", "2,05 m")),
        ("Lampe mit 12 Volt", "Lampe mit 24 V", ("number", "12 Volt", "24 V")),
        ("höchstens 1.200 kg", "höchstens 1,300 kg", ("number", "1.200 kg", "1,300 kg")),
        ("unter €300", "unter 400 Euro", ("number", "€300", "400 Euro")),
        ("bis −5 Grad", "bis -10 Grad", ("number", "−5 Grad", "-10 Grad")),
        ("Steckdose mit 230 Volt", "Steckdose im Kofferraum", ("number", "230 Volt", "")),
        ("Zuglast 3 kg", "Zuglast 3 Tonnen", ("unit", "3 kg", "3 Tonnen")),
        ("Motor mit 35 kW", "Motor mit 35 PS", ("unit", "35 kW", "35 PS")),
    ],
)
def test_numbers_and_units_are_marked(a, b, found):
    assert marked(a, b) == [found]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("30 cm mehr Platz", "0,3 m mehr Platz"),
        ("drei Kindersitze", "3 Kindersitze"),
        ("two seats", "zwei Sitze"),
        ("1.500 Watt", "1,5 kW"),
        ("1.5 kW", "1500 W"),
        ("Ladezeit 90 Minuten", "Ladezeit 1,5 Stunden"),
        ("10 000 km mit FH-320-004", "10 000 km mit FH-410-012"),
    ],
)
def test_the_same_amount_in_other_words_is_not(a, b):
    assert marked(a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("Ein Radio mit großem Regler", "Bitte kein Radio", ("negation", "Radio", "kein … Radio")),
        ("Bitte kein Radio", "Ein Radio", ("negation", "kein … Radio", "Radio")),
        ("Keine Abos für Funktionen", "Ein Abo für alles", ("negation", "Keine … Abos", "Abo")),
        (
            "Der Motor darf nicht piepsen",
            "Der Motor soll piepsen",
            ("negation", "nicht … piepsen", "piepsen"),
        ),
        ("The door doesn't rattle", "The door may rattle", ("negation", "doesn't … rattle", "rattle")),
        (
            "Knöpfe statt Touchscreen",
            "Größerer Touchscreen",
            ("negation", "statt … Touchscreen", "Touchscreen"),
        ),
        ("No phone in the car", "Phone charging", ("negation", "No … phone", "Phone")),
    ],
)
def test_a_negation_on_one_side_is_marked(a, b, found):
    assert marked(a, b) == [found]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kein Radio ab Werk", "Nie ein Radio einbauen"),
        ("It must not rust", "Corrosion protection"),
        ("Reserverad statt Pannenset", "Richtiges Ersatzrad, kein Dichtmittel"),
        ("Do not raise the price for this", "A roof for forest roads"),
    ],
)
def test_a_negation_about_something_else_is_not(a, b):
    assert marked(a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("Höhere Bodenfreiheit", "Tieferlegung für die Strecke", ("opposite", "Höhere", "Tieferlegung")),
        ("A removable tow bar", "A fixed tow bar", ("opposite", "removable", "fixed")),
        ("Rauchen erlauben", "Rauchen verbieten", ("opposite", "erlauben", "verbieten")),
        ("Heizung hinten", "Heizung vorn", ("opposite", "hinten", "vorn")),
        ("größere Türen", "a smaller door", ("opposite", "größere", "smaller")),
        ("Leiser Motor", "Lauter Motor", ("opposite", "Leiser", "Lauter")),
    ],
)
def test_opposites_are_marked_also_across_languages(a, b, found):
    assert marked(a, b) == [found]


def test_a_text_that_names_both_sides_is_left_alone():
    assert marked("vorn und hinten beheizt", "hinten beheizt") == []
    assert marked("innen warm, außen kalt", "innen kalt") == []


def test_several_differences_stand_together():
    assert differences("Zwei große Türen, kein Dach", "Vier kleine Türen, ein Dach") == (
        Difference("number", "Zwei große", "Vier kleine"),
        Difference("negation", "kein … Dach", "Dach"),
        Difference("opposite", "große", "kleine"),
    )


VOCABULARY = (
    "kein nicht Radio Tür zwei 3 kg 230 Volt groß klein vorn hinten statt 1.200,5 €5 ohne m - ' ß W-014"
)
SENTENCES = st.lists(st.sampled_from(VOCABULARY.split(" "))).map(" ".join)


@given(st.text() | SENTENCES)
def test_nothing_differs_from_itself(text):
    assert differences(text, text) == ()


@given(
    st.lists(st.sampled_from(VOCABULARY)).map(" ".join), st.lists(st.sampled_from(VOCABULARY)).map(" ".join)
)
def test_what_is_marked_stands_in_the_texts(a, b):
    for found in differences(a, b):
        assert all(part in a for part in found.left.split(" … "))
        assert all(part in b for part in found.right.split(" … "))
        assert found.left or found.right


@pytest.mark.parametrize(
    "line",
    [
        "kein Radio nicht Tür ",
        "3 kg ",
        "1.000,",
        "1 000",
        "9",
        "zwei ",
        "x-1",
        "A1-",
        "a'",
        "doesn't ",
        "−5,",
    ],
)
def test_endless_repetition_is_read_like_anything_else(line):
    assert differences(line * 4000, line * 4001) == ()


def test_numbers_too_long_to_be_meant_are_none():
    assert marked("1234567890123456 kg", "1 kg") == [("number", "", "1 kg")]
    assert marked("1.2.3.4.5.6 kg", "") == []
