"""A folder becomes a project once, with every doubt in a report that everybody may read."""

import pytest
from django.utils import translation

from unikat.engines.reconciling import KINDS, read_folder
from unikat.foundation.files.models import StoredFile
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.refusal import NotAllowed
from unikat.journey.parts import actions, queries
from unikat.journey.parts.actions import imports
from unikat.journey.parts.models import BillLine, ImportRun, Part, Revision
from unikat.journey.parts.queries.sentences import SENTENCES
from unikat.journey.projects.models import Project

#: Doubts that arise only while a folder is taken over.
WHILE_IMPORTING = {"file-refused", "file-unreadable", "part-exists", "no-mass", "note-shortened"}


def counts():
    tables = (Project, Part, Revision, BillLine, StoredFile, ImportRun, Entry)
    return [table.objects.count() for table in tables]


def take_over(cast, reading, project=None, who="oskar"):
    project = project or actions.open_imported_project(actor=cast[who], reading=reading, slug="hamster")
    return actions.import_bill(actor=cast[who], project=project, reading=reading, source="hamster")


@pytest.fixture
def imported(cast, reading):
    return take_over(cast, reading)


def test_the_project_is_called_and_licensed_as_its_files_say(imported):
    project = imported.run.project
    assert (project.slug, project.code, project.name, project.hardware_licence) == (
        "hamster",
        "HAMSTE",
        "Hamster",
        "CC-BY-SA-4.0",
    )
    assert (project.promise_de, project.promise_en) == (
        "",
        "Hamster carries two children. It was built by neighbours.",
    )


def test_rows_become_released_parts_with_their_files(imported):
    parts = queries.parts_of(imported.run.project)
    told = [
        (part.number, part.name_en, part.make, part.valid[0].mass_g, part.valid[0].mass_source)
        for part in parts
    ]
    assert told == [
        ("01", "plate", "make", 16, "mesh"),
        ("02", "cover", "make", None, "stated"),
        ("HAMSTE", "Hamster", "make", None, "stated"),
        ("M6-20", "Screw", "buy", None, "stated"),
        ("M6-20-NN-05", "Long screw", "buy", None, "stated"),
        ("NN-04", "Seat", "buy", None, "stated"),
        ("NN-CAD-01", "spare", "make", None, "stated"),
    ]
    assert sorted(file.name for file in StoredFile.objects.all() if file.model_url) == [
        "01 - plate.step",
        "02 - lid.step",
        "spare.step",
    ]
    seat = Revision.objects.get(part__number="NN-04")
    assert (seat.note_de, seat.note_en, seat.part.source_url) == (
        "Aus bought.csv, Zeile 4. Unter der Überschrift „Seats“.",
        "From bought.csv, row 4. Below the heading “Seats”.",
        "https://shop.example/seat",
    )


def test_the_bill_has_the_rows_and_no_condition(imported):
    lines = BillLine.objects.order_by("child__number")
    assert [(line.parent.number, line.child.number, line.quantity, line.condition) for line in lines] == [
        ("HAMSTE", "01", "2", ""),
        ("HAMSTE", "02", "1", ""),
        ("HAMSTE", "M6-20", "4", ""),
        ("HAMSTE", "M6-20-NN-05", "1", ""),
        ("HAMSTE", "NN-04", "1", ""),
    ]


def test_every_doubt_is_in_the_report_with_file_and_row(imported):
    report = queries.report_of(imported.run)
    told = {group.kind: [(row.doubt.file, row.doubt.row) for row in group.rows] for group in report.groups}
    assert told == {
        "number-twice": [("bought.csv", 2), ("bought.csv", 5)],
        "heading": [("bought.csv", 3)],
        "no-number": [("bought.csv", 4)],
        "variant-word": [("made.csv", 3)],
        "name-differs": [("made.csv", 3)],
        "file-without-row": [("spare.step", None)],
        "no-mass": [("made.csv", 3)],
        "density-assumed": [("made.csv", 2)],
        "address-misplaced": [("bought.csv", 4)],
        "zeros-lost": [("made.csv", 2), ("made.csv", 3)],
    }
    assert (report.doubts, report.left, report.made) == (
        12,
        ["guide.md"],
        {"made": 2, "bought": 3, "spare": 1, "lines": 5, "files": 3, "shaped": 3, "weighed": 1},
    )


def test_the_second_time_changes_nothing(cast, folder, imported):
    before = counts()
    again = take_over(cast, read_folder(folder), imported.run.project)
    assert (again.new, again.run, counts()) == (False, imported.run, before)


def test_an_import_that_was_stopped_goes_on_where_it_stood(cast, reading, monkeypatch):
    project = actions.open_imported_project(actor=cast["oskar"], reading=reading, slug="hamster")

    def stop(*ignored):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(imports, "shape_now", stop)
        with pytest.raises(KeyboardInterrupt):
            take_over(cast, reading, project)
    assert list(queries.imports_of(project)) == []
    done = take_over(cast, reading, project)
    assert (done.new, done.run.report["made"]["shaped"]) == (True, 3)
    assert [table.objects.count() for table in (Part, Revision, BillLine, StoredFile, ImportRun)] == [
        7,
        7,
        5,
        3,
        1,
    ]


def test_what_somebody_has_drawn_is_left_as_it_is(cast, feldhase, reading):
    drawn = actions.add_part(actor=cast["mei"], project=feldhase, number="01", name=("Platte", "Plate"))
    done = take_over(cast, reading, feldhase)
    drawn.refresh_from_db()
    assert (drawn.name_en, drawn.revisions.count()) == ("Plate", 0)
    told = [(d["kind"], d["row"]) for d in done.run.report["doubts"] if d["kind"] == "part-exists"]
    assert told == [("part-exists", 2)]


def test_a_file_that_is_not_what_it_says_is_refused_and_told(cast, folder):
    (folder / "01 - plate.step").write_text("<script>alert(1)</script>")
    done = take_over(cast, read_folder(folder))
    told = [(d["kind"], d["file"], d["number"]) for d in done.run.report["doubts"] if "refused" in d["kind"]]
    assert told == [("file-refused", "01 - plate.step", "01")]
    assert done.run.report["made"]["files"] == 2


@pytest.mark.parametrize("handle", ["lena", "vera", "tariq"])
def test_only_those_who_keep_the_bill_import(cast, feldhase, reading, handle):
    before = counts()
    with pytest.raises(NotAllowed):
        take_over(cast, reading, feldhase, who=handle)
    assert counts() == before


def test_a_newcomer_opens_no_project_by_an_import(cast, reading):
    with pytest.raises(NotAllowed):
        take_over(cast, reading, who="lena")
    assert Project.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "title", "heading"),
    [
        ("de", "Import von hamster", "Eine Nummer, zwei Teile"),
        ("en", "Import of hamster", "One number, two parts"),
    ],
)
def test_strangers_read_the_report_in_their_language(imported, client_of, language, title, heading):
    with translation.override(language):
        page = client_of().get(
            f"/p/hamster/imports/{imported.run.pk}/", headers={"accept-language": language}
        )
    text = page.content.decode()
    assert (page.status_code, f"<h1>{title}</h1>" in text, heading in text) == (200, True, True)
    assert '<a href="/p/hamster/parts/M6-20-NN-05/">' in text


def test_the_report_is_found_by_clicking(imported, client_of):
    for door in ("parts", "bill"):
        assert 'href="/p/hamster/imports/"' in client_of().get(f"/p/hamster/{door}/").content.decode()
    shown = client_of().get("/p/hamster/imports/").content.decode()
    assert f'href="/p/hamster/imports/{imported.run.pk}/"' in shown


def test_reports_of_private_and_other_projects_do_not_exist(imported, feldhase, client_of, cast):
    address = f"/p/feldhase/imports/{imported.run.pk}/"
    assert client_of(cast["oskar"]).get(address).status_code == 404
    Project.objects.filter(slug="hamster").update(is_public=False)
    own = f"/p/hamster/imports/{imported.run.pk}/"
    assert [client_of(who).get(own).status_code for who in (None, cast["lena"], cast["oskar"])] == [
        404,
        404,
        200,
    ]


def test_a_project_without_imports_says_so(feldhase, client_of):
    assert "Nichts wurde importiert." in client_of().get("/p/feldhase/imports/").content.decode()
    assert "/imports/" not in client_of().get("/p/feldhase/parts/").content.decode()


def test_the_second_model_of_a_part_can_be_looked_at(cast, folder, client_of):
    (folder / "01 - plate (flat).step").write_bytes((folder / "01 - plate.step").read_bytes() + b"\n")
    take_over(cast, read_folder(folder))
    first, second = StoredFile.objects.filter(name__startswith="01").order_by("position")
    shown = {
        pk: client_of().get(f"/p/hamster/parts/01/?model={pk}").content.decode()
        for pk in (first.pk, second.pk, 0)
    }
    models = {
        pk: [file.pk for file in (first, second) if f'data-model="{file.model_url}"' in text]
        for pk, text in shown.items()
    }
    assert models == {first.pk: [first.pk], second.pk: [second.pk], 0: [first.pk]}


def test_every_kind_of_doubt_has_its_words():
    assert set(SENTENCES) == set(KINDS) | WHILE_IMPORTING
