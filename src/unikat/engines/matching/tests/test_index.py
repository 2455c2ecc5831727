"""The index: spellings that meet, exact scores after every change, and the figures it must reach."""

import csv
import math
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.matching import Index, Match, Text, fold, rank

ROOT = Path(__file__).parents[5]
SAMPLES = (
    Path(os.environ.get("UNIKAT_DATA_SAMPLES", ROOT.parent / "shared" / "data")) / "wishes" / "wishes.tsv"
)
WISHES = {
    14: "Tür, die ich mit Handschuhen aufbekomme",
    15: "Türgriff groß genug für Fäustlinge",
    16: "Anhängerkupplung für den Fahrradträger",
    17: "A door I can open with gloves on",
}
WORDS = "tür griff handschuh door handle öffnen gross tow bar kupplung"
LINES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tür", "Tuer"),
        ("groß", "gross"),
        ("STRASSE", "straße"),
        ("Räder", "rader"),
        ("Öl", "oel"),
        ("café", "CAFE"),
    ],
)
def test_spellings_of_a_word_fold_to_the_same_letters(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["neue", "bauen", "quer", "feuer"])
def test_letters_that_only_look_like_an_umlaut_stay(word):
    assert fold(word) == word


def plain_cosine(query: str, text: str, all_texts: list[str]) -> float:
    """The definition in the engine's docstring, spelled out without an index."""

    def grams(line: str) -> Counter[str]:
        return Counter(
            f"_{word}_"[start : start + size]
            for word in fold(line).split()
            for size in (3, 4, 5)
            for start in range(len(word) + 3 - size)
        )

    everything = [grams(line) for line in all_texts]

    def vector(line: str) -> dict[str, float]:
        return {
            gram: (1 + math.log(times))
            * (1 + math.log((1 + len(everything)) / (1 + sum(gram in one for one in everything))))
            for gram, times in grams(line).items()
        }

    a, b = vector(query), vector(text)
    lengths = math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()))
    return sum(weight * b.get(gram, 0) for gram, weight in a.items()) / lengths if lengths else 0.0


@given(st.lists(LINES, min_size=1, max_size=6), LINES)
def test_scores_are_the_cosine_by_definition(lines, query):
    texts = [" ".join(line) for line in lines]
    found = Index(Text(number, "", text) for number, text in enumerate(texts)).most_alike(" ".join(query), 99)
    expected = {number: plain_cosine(" ".join(query), text, texts) for number, text in enumerate(texts)}
    assert {match.id: pytest.approx(match.score, abs=1e-6) for match in found} == {
        number: score for number, score in expected.items() if score > 0
    }
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)


@given(st.lists(LINES, min_size=1, max_size=8), LINES, st.data())
def test_texts_may_come_and_go_without_a_trace(lines, query, data):
    texts = [Text(number, "", " ".join(line)) for number, line in enumerate(lines)]
    stays = data.draw(st.sets(st.sampled_from(range(len(texts)))))
    grown = Index[int]()
    for text in texts:
        grown.add(Text(text.id, "another title", "before it was edited"))
        grown.most_alike("door")
    for text in texts:
        grown.add(text)
    for text in texts:
        if text.id not in stays:
            grown.remove(text.id)
    fresh = Index(text for text in texts if text.id in stays)
    assert len(grown) == len(stays)
    assert grown.most_alike(" ".join(query)) == fresh.most_alike(" ".join(query))


def test_the_same_text_scores_one_and_parts_of_compounds_count():
    index = Index(Text(number, text) for number, text in WISHES.items())
    best = index.most_alike(WISHES[14], top=1)
    assert [(match.id, round(match.score, 6)) for match in best] == [(14, 1.0)]
    assert [match.id for match in index.most_alike("Kupplung abnehmbar")] == [16]
    assert [match.id for match in index.most_alike("Griff an der Tuer", top=2)] == [15, 14]


def test_top_floor_and_language_narrow_the_answer():
    index = Index(
        Text(number, text, language="en" if number == 17 else "de") for number, text in WISHES.items()
    )
    everything = index.most_alike("Tür open Handschuhe")
    assert [match.id for match in everything] == [14, 17, 15, 16]
    assert index.most_alike("Tür open Handschuhe", top=2) == everything[:2]
    assert index.most_alike("Tür open Handschuhe", top=0) == []
    assert index.most_alike("Tür open Handschuhe", floor=everything[0].score) == everything[:1]
    assert [match.id for match in index.most_alike("Tür open Handschuhe", language="en")] == [17]


def test_equal_scores_stand_in_the_order_in_which_the_texts_came():
    index = Index(Text(number, "Tür") for number in (5, 3, 9, 1))
    assert [match.id for match in index.most_alike("Tür", top=3)] == [5, 3, 9]


@pytest.mark.parametrize("query", ["", "  ", "!?", "x", "zzzzzz", "日本"])
def test_nothing_in_common_gives_nothing(query):
    assert Index(Text(number, text) for number, text in WISHES.items()).most_alike(query) == []
    assert Index[int]().most_alike(query) == []
    assert Index([Text(1, "")]).most_alike(query) == []


def test_a_short_list_is_ranked_as_an_index_would():
    index = Index(Text(number, text) for number, text in WISHES.items())
    assert rank("Tür mit Handschuhen", WISHES, top=2) == index.most_alike("Tür mit Handschuhen", 2)
    assert rank("Tür", {}) == []
    assert isinstance(rank("Tür", WISHES)[0], Match)


@pytest.mark.parametrize(("one", "other", "least"), [("de1", "de2", 0.65), ("en1", "en2", 0.50)])
def test_two_ways_to_say_a_wish_find_each_other_in_the_top_five(one, other, least):
    if not SAMPLES.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the sample wishes are missing: {SAMPLES}")
        pytest.skip("no sample wishes beside this checkout")
    with SAMPLES.open(encoding="utf-8", newline="") as file:
        topics = list(csv.DictReader(file, delimiter="\t"))
    said = {(row["topic"], form): row[form] for row in topics for form in row if form != "topic"}
    index = Index(Text(key, text) for key, text in said.items())
    pairs = [(one, other), (other, one)]
    hits = [
        (row["topic"], b)
        in [match.id for match in index.most_alike(row[a], top=6) if match.id != (row["topic"], a)][:5]
        for row in topics
        for a, b in pairs
    ]
    assert sum(hits) / len(hits) >= least
