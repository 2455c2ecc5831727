"""`unikat parts import`: clear sentences, a dry run that writes nothing, a report that can be read by programs."""

import json

import pytest

from unikat.cli.main import main
from unikat.journey.parts.models import ImportRun, Part
from unikat.journey.projects.models import Project

LIST = "Quantity,Part Number,Part Name\n4,A-1,Bracket\n1,,Seat\n"


@pytest.fixture
def bike(tmp_path):
    """A folder with one small list."""
    folder = tmp_path / "bike"
    folder.mkdir()
    (folder / "bom.csv").write_text(LIST)
    return folder


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder; what the command tells the settings does not outlive the test."""
    for name in ("UNIKAT_DATA", "UNIKAT_SECRET_KEY", "UNIKAT_SECRET_KEY_FILE", "UNIKAT_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return tmp_path / "data"


def ended(*arguments) -> object:
    with pytest.raises(SystemExit) as end:
        main(["parts", "import", *map(str, arguments)])
    return end.value.code


def test_a_path_that_is_not_there(tmp_path):
    assert ended(tmp_path / "gone") == f"unikat: there is no folder {tmp_path / 'gone'}."


def test_a_file_instead_of_a_folder(bike):
    list_ = bike / "bom.csv"
    assert ended(list_) == f"unikat: {list_} is a file. Name the folder that holds the lists and the models."


def test_a_folder_without_a_list(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    assert ended(tmp_path) == (
        f"unikat: there is no list of parts in {tmp_path} that can be read. "
        "A list is a CSV or XLSX file whose first row names columns such as Quantity, Part Number, Name."
    )


def test_a_list_with_levels(tmp_path):
    (tmp_path / "bom.csv").write_text("level,component_reference,component_name\n0,M1,Machine\n")
    assert "Lists with levels cannot be read yet: bom.csv." in str(ended(tmp_path))


@pytest.mark.django_db
def test_a_dry_run_reports_and_writes_nothing(cast, bike, data, tmp_path, capsys):
    report = tmp_path / "report.json"
    assert ended(bike, "--dry-run", "--report", report, "--data", data) == 0
    assert capsys.readouterr().out.splitlines() == [
        "  bom.csv: 2 parts",
        "  0 model files, 0 other files left where they are",
        "2 doubts:",
        "    1  Rows without a number",
        "    1  No licence that we know",
        "Nothing was written: this was a dry run.",
    ]
    told = [
        (one["file"], one["row"], one["kind"], one["what"])
        for one in json.loads(report.read_text())["doubts"]
    ]
    assert told == [
        ("bom.csv", 3, "no-number", "Seat"),
        ("bike", None, "licence-unknown", "No LICENSE file names a licence that we know."),
    ]
    assert (data.exists(), Project.objects.count(), ImportRun.objects.count()) == (False, 0, 0)


@pytest.mark.django_db
def test_a_folder_is_taken_over_once_by_the_one_who_is_named(cast, bike, data, capsys):
    assert ended(bike, "--as", "mei", "--licence", "CERN-OHL-W-2.0", "--data", data) == 0
    project, run = Project.objects.get(), ImportRun.objects.get()
    assert (project.slug, project.hardware_licence, run.actor) == ("bike", "CERN-OHL-W-2.0", cast["mei"])
    assert capsys.readouterr().out.splitlines()[-1].endswith(f"/p/bike/imports/{run.pk}/")
    assert ended(bike, "--data", data) == 0
    assert "nothing has changed" in capsys.readouterr().out
    assert (Part.objects.count(), ImportRun.objects.count()) == (3, 1)


@pytest.mark.django_db
def test_without_rights_nothing_happens(cast, feldhase, bike, data):
    assert ended(bike, "--as", "lena", "--project", "feldhase", "--data", data) == (
        "unikat: Engineers, designers and stewards import bills while engineering is open."
    )
    assert ended(bike, "--as", "nobody", "--data", data) == "unikat: nobody here is called nobody."
    assert (Part.objects.count(), ImportRun.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_an_empty_server_needs_its_first_steward(bike, data):
    data.mkdir()
    (data / "mode").write_text("empty\n")
    assert "nobody has an account yet" in str(ended(bike, "--data", data))
