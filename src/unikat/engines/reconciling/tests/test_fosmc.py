"""A real motorcycle: its lists and files are read, and every doubt is one that a person found by hand."""

import os
from collections import Counter
from pathlib import Path

import pytest

from unikat.engines.reconciling import read_folder

ROOT = Path(__file__).parents[5]
FOSMC = Path(os.environ.get("UNIKAT_DATA_SAMPLES", ROOT.parent / "shared" / "data")) / "hardware" / "fosmc"
pytestmark = pytest.mark.skipif(
    not FOSMC.exists() and not os.environ.get("CI"), reason="needs the sample data hardware/fosmc"
)

MADE, BOUGHT = "Bill_of_Materials/Fabricated_Parts.csv", "Bill_of_Materials/Off_the_shelf_parts.csv"
BOOK_MADE = "Bill_of_Materials/BOM.xlsx › Fabricated Parts"
BOOK_BOUGHT = "Bill_of_Materials/BOM.xlsx › Off the shelf parts"
HOUSING = "CAD/IoT Housing/"

#: Checked by hand against the files. The fifteen rows without a number are the fourteen here and the heading.
BY_HAND = {
    "number-twice": [(BOUGHT, 11), (BOUGHT, 26)],
    "lengths-differ": [(BOUGHT, 11)],
    "marked-deleted": [(MADE, row) for row in (6, 7, 8, 9, 10)],
    "heading": [(BOUGHT, 41)],
    "no-number": [(BOUGHT, row) for row in (33, 34, 35, 36, 37, 39, 40, 42, 43, 44, 45, 46, 47, 48)],
    "variant-word": [(MADE, row) for row in (30, 33, 34, 35, 36, 39, 40, 41, 42, 43, 50, 51)],
    "name-differs": [(MADE, row) for row in (6, 7, 8, 9, 10, 42)],
    "file-without-row": [
        (f"{HOUSING}FOSMC - LCD_bottom.STEP", None),
        (f"{HOUSING}FOSMC - LCD_top.STEP", None),
        (f"{HOUSING}FOSMC - gopro_lego_mount.STEP", None),
        (f"{HOUSING}FOSMC - handlebar clamp.STEP", None),
        (f"{HOUSING}Grove - LCD.STEP", None),
    ],
    "second-file": [(MADE, row) for row in (*range(24, 36), *range(37, 44))],
    "pack-size": [(BOUGHT, row) for row in (11, 12, 18, 19, 48)],
    "density-assumed": [(MADE, 2), (MADE, 23), (MADE, 54)],
    "address-misplaced": [(BOUGHT, row) for row in (33, 38, 42, 43, 44, 45, 46, 47, 48)],
    "origin-in-description": [(BOUGHT, row) for row in (35, 36, 37, 39, 40)],
    "lost-sign": [(BOUGHT, 24), (BOUGHT, 46)],
    "zeros-lost": [(MADE, row) for row in range(2, 11)],
    "number-rewritten": [(BOUGHT, 19)],
    "is-a-copy": [(BOOK_MADE, None), (BOOK_BOUGHT, None)],
    "copy-differs": [(BOOK_MADE, 2), (BOOK_MADE, 2), (BOOK_MADE, 44), (BOOK_BOUGHT, 24)],
}


@pytest.fixture(scope="module")
def reading():
    return read_folder(FOSMC)


def test_every_doubt_is_found_and_none_is_invented(reading):
    found: dict = {}
    for doubt in reading.doubts:
        found.setdefault(doubt.kind, []).append((doubt.file, doubt.row))
    assert found == BY_HAND


def test_all_rows_are_read_and_all_fabricated_ones_have_their_files(reading):
    assert [(one.source, one.rows, one.headings, one.filling, one.copy_of) for one in reading.lists] == [
        (MADE, 57, 0, 0, ""),
        (BOUGHT, 46, 1, 0, ""),
        (BOOK_BOUGHT, 46, 1, 0, BOUGHT),
        (BOOK_MADE, 57, 0, 983, MADE),
    ]
    made = [item for item in reading.items if item.make == "make" and item.row]
    assert [item.number for item in made] == [f"{number:02}" for number in range(1, 58)]
    assert Counter(len(item.files) for item in made) == {1: 38, 2: 19}
    assert sum(len(item.files) for item in reading.items) == len(reading.models) == 81


def test_the_two_variants_are_told_and_made_into_no_condition(reading):
    assert Counter(item.variant for item in reading.items) == {"": 96, "620": 7, "M900": 5}


def test_the_duplicate_keeps_both_facts(reading):
    both = [(item.number, item.name, item.row) for item in reading.items if "91290A534" in item.number]
    assert both == [
        ("91290A534", "M10, 55MM L Screw", 11),
        ("91290A534-NN-26", "M10 x 55mm length partial threaded", 26),
    ]


def test_lost_signs_come_back_from_the_workbook(reading):
    told = {item.number: dict(item.told) for item in reading.items}
    assert told["91458A116"]["description"] == "Loctite® 243 Threadlocker, 1.69 oz."
    assert told["NN-46"]["description"] == "Many options on this page – be sure to get the 12v, 2A adapter"


def test_the_workbook_and_the_lists_disagree_in_four_columns(reading):
    differing = [doubt.facts for doubt in reading.doubts if doubt.kind == "copy-differs"]
    assert [(facts["column"], facts["count"], facts["rows"]) for facts in differing] == [
        ("Part Number", "9", "2–10"),
        ("Latest Version", "57", "2–58"),
        ("Ext. Cost (USD)", "15", "44–58"),
        ("Description", "2", "24, 46"),
    ]


def test_the_folder_says_what_it_is(reading):
    about = reading.about
    assert (about.name, about.licence, about.licence_file) == ("FOSMC", "TAPR-OHL-1.0", "LICENSE.txt")
    assert about.promise == (
        "FOSMC is an open source motorcycle that was built to show the power of open innovation "
        "+ the speed of a distributed manufacturing system."
    )
