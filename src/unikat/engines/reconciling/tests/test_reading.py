"""Small folders, each with one thing that real projects do."""

from fractions import Fraction

import pytest
import xlsxwriter

from unikat.engines.reconciling import KINDS, read_folder

HEAD = "Quantity,Part Number,Part Name,Description"


@pytest.fixture
def folder(tmp_path):
    """Write files into a folder and read it; texts, bytes, or None for an empty model."""

    def read(**files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content or b"")
        return read_folder(tmp_path)

    return read


def doubts(reading, *without):
    """Kind and row of each doubt but those about the folder."""
    silent = {"licence-unknown", *without}
    return [(doubt.kind, doubt.row) for doubt in reading.doubts if doubt.kind not in silent]


def test_a_plain_list_raises_no_doubt(folder):
    reading = folder(
        bom_dot_csv=f"{HEAD}\n4,A-1,Bracket,\n1/3,A-2,Paint,\n", LICENSE="MIT License\n\nCopyright"
    )
    assert [(item.number, item.name, item.quantity) for item in reading.items] == [
        ("A-1", "Bracket", Fraction(4)),
        ("A-2", "Paint", Fraction(1, 3)),
    ]
    assert (reading.doubts, reading.about.licence) == ((), "MIT")


def test_german_heads_are_understood(folder):
    reading = folder(
        liste_dot_csv="Menge;Teilenummer;Bezeichnung;Lieferzeit (Tage);Stückpreis (EUR)\n0,5;7;Rohr;3;1,20\n"
    )
    assert [(i.number, i.name, i.language, i.quantity, i.lead_days, i.cost_cents) for i in reading.items] == [
        ("7", "Rohr", "de", Fraction(1, 2), 3, 120)
    ]


def test_the_head_may_stand_below_a_title(folder):
    reading = folder(bom_dot_csv=f"My bike\n\n{HEAD}\n1,A,Bracket,\n")
    assert [(item.number, item.row) for item in reading.items] == [("A", 4)]


def test_headings_are_no_parts_and_stay_with_the_rows_below(folder):
    reading = folder(bom_dot_csv=f"{HEAD}\n1,A,Bracket,\nElectrics,,,\n1,B,Lamp,\n")
    assert doubts(reading) == [("heading", 3)]
    assert [(item.number, item.under) for item in reading.items] == [("A", ""), ("B", "Electrics")]


@pytest.mark.parametrize("quantity", ["", "some", "0", "-1", "1/0"])
def test_a_quantity_that_is_none_is_not_guessed(folder, quantity):
    reading = folder(bom_dot_csv=f"{HEAD}\n{quantity},A,Bracket,\n")
    assert (doubts(reading), reading.items[0].quantity) == ([("quantity-unreadable", 2)], None)


def test_generated_numbers_never_take_a_real_one(folder):
    reading = folder(bom_dot_csv=f"{HEAD}\n1,,Seat,\n1,NN-02,Tank,\n1,A,Lamp,\n1,A,Horn,\n")
    assert [item.number for item in reading.items] == ["NN-02-2", "NN-02", "A", "A-NN-05"]
    assert doubts(reading) == [("number-twice", 4), ("number-twice", 5), ("no-number", 2)]


def test_numbers_fit_into_addresses(folder):
    reading = folder(bom_dot_csv=f"{HEAD}\n1,12/7 ä,Bracket,\n")
    assert (reading.items[0].number, doubts(reading)) == ("12-7", [("number-rewritten", 2)])


def test_files_join_by_their_leading_number(folder):
    reading = folder(
        bom_dot_csv=f"{HEAD}\n1,5,Plate,\n1,AB-12,Tube,\n1,7,Rod,\n",
        **{"05 - plate_dot_step": None, "05 - plate (flat)_dot_step": None, "AB-12 tube_dot_stl": None},
    )
    assert {item.number: item.files for item in reading.items} == {
        "5": ("05 - plate.step", "05 - plate (flat).step"),
        "AB-12": ("AB-12 tube.stl",),
        "7": (),
    }
    assert doubts(reading, "name-differs") == [("row-without-file", 4), ("second-file", 2)]


def test_a_measure_at_the_start_of_a_file_name_is_no_number(folder):
    reading = folder(
        bom_dot_csv=f"{HEAD}\n1,12,Plate,\n", **{"12V adapter_dot_step": None, "12.5 rod_dot_step": None}
    )
    assert doubts(reading, "row-without-file") == [("file-without-row", None), ("file-without-row", None)]


def test_what_is_not_utf8_is_read_and_told(folder):
    reading = folder(bom_dot_csv=f"{HEAD}\n1,A,Bügel,\n".encode("cp1252"))
    assert (reading.items[0].name, doubts(reading)) == ("Bügel", [("not-utf8", 2)])


def test_prices_in_other_money_stay_where_they_are(folder):
    reading = folder(bom_dot_csv="Qty,Part Number,Name,Unit Cost (USD),Lead Time\n1,A,Lamp,3.50,2\n")
    item = reading.items[0]
    assert (item.cost_cents, item.lead_days) == (None, None)
    assert doubts(reading) == [("cost-not-taken", 2), ("lead-time-not-taken", 2)]


def test_unknown_columns_are_told_if_they_say_something(folder):
    reading = folder(bom_dot_csv="Qty,Part Number,Name,Mood,Smell\n1,A,Lamp,good,\n")
    told = [
        (doubt.kind, doubt.facts["column"]) for doubt in reading.doubts if doubt.kind == "column-not-read"
    ]
    assert told == [("column-not-read", "Mood")]


def test_lists_with_levels_are_left_alone(folder):
    reading = folder(
        bom_dot_csv="level,component_reference,component_name,component_quantity\n0,M1,Machine,1\n"
    )
    assert (reading.items, doubts(reading)) == ((), [("list-has-levels", 1)])


def test_what_is_no_list_and_what_is_damaged_is_told(folder):
    reading = folder(notes_dot_csv="Dear diary\ntoday\n", book_dot_xlsx=b"PK\x03\x04broken")
    assert [(doubt.kind, doubt.file, doubt.facts["reason"]) for doubt in reading.doubts[:2]] == [
        ("list-unreadable", "book.xlsx", "damaged"),
        ("list-unreadable", "notes.csv", "no-head"),
    ]


def test_a_workbook_alone_is_a_list_and_next_to_its_text_a_copy(folder, tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "bom.xlsx")
    sheet = book.add_worksheet("Parts")
    for row, cells in enumerate(
        [HEAD.split(","), [2, "A", "Lamp", ""], [1, "B", "Horn", ""], [1, "C", "Bell", ""]]
    ):
        sheet.write_row(row, 0, cells)
    book.close()
    alone = folder()
    first = alone.items[0]
    assert (first.number, first.quantity, first.source) == ("A", 2, "bom.xlsx › Parts")
    assert doubts(alone) == []
    both = folder(bom_dot_csv=f"{HEAD}\n2,A,Lamp,\n3,B,Horn,\n1,C,Bell,\n")
    assert [(i.number, i.quantity, i.source) for i in both.items] == [
        ("A", 2, "bom.csv"),
        ("B", 3, "bom.csv"),
        ("C", 1, "bom.csv"),
    ]
    assert doubts(both) == [("is-a-copy", None), ("copy-differs", 3)]


def test_no_link_out_of_the_folder_is_followed(folder, tmp_path, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.csv"
    secret.write_text(f"{HEAD}\n1,S,Secret,\n")
    (tmp_path / "bom.csv").symlink_to(secret)
    (tmp_path / "deep").symlink_to(secret.parent)
    reading = folder()
    assert (reading.items, doubts(reading)) == ((), [("link-skipped", None), ("link-skipped", None)])


def test_equal_content_has_an_equal_digest_and_pages_that_were_not_read_do_not_count(folder):
    first = folder(bom_dot_csv=f"{HEAD}\n1,A,Lamp,\n", guide_dot_md="one")
    second = folder(guide_dot_md="two")
    third = folder(bom_dot_csv=f"{HEAD}\n2,A,Lamp,\n")
    assert (first.digest == second.digest, second.digest == third.digest) == (True, False)
    assert first.left == ("guide.md",)


def test_every_kind_of_doubt_has_its_place(folder):
    assert len(KINDS) == len(set(KINDS))
