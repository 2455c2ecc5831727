"""A real motorcycle becomes a project: 57 fabricated and 47 bought rows, 81 models, 110 doubts."""

import os
from collections import Counter
from pathlib import Path

import pytest

from unikat.engines.reconciling import read_folder
from unikat.foundation.files.models import Shape, StoredFile
from unikat.foundation.ledger.models import Entry
from unikat.journey.parts import actions, queries
from unikat.journey.parts.models import BillLine, ImportRun, Part, Revision
from unikat.journey.projects.models import Project

ROOT = Path(__file__).parents[5]
FOSMC = Path(os.environ.get("UNIKAT_DATA_SAMPLES", ROOT.parent / "shared" / "data")) / "hardware" / "fosmc"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not FOSMC.exists() and not os.environ.get("CI"), reason="needs the sample data hardware/fosmc"
    ),
]

#: By hand; what the lists and files raise by themselves is held row by row in engines/reconciling/tests/test_fosmc.py.
DOUBTS = {
    "number-twice": 2,
    "lengths-differ": 1,
    "marked-deleted": 5,
    "heading": 1,
    "no-number": 14,
    "variant-word": 12,
    "name-differs": 6,
    "file-without-row": 5,
    "second-file": 19,
    "pack-size": 5,
    "no-mass": 5,
    "density-assumed": 3,
    "address-misplaced": 9,
    "origin-in-description": 5,
    "lost-sign": 2,
    "zeros-lost": 9,
    "number-rewritten": 1,
    "is-a-copy": 2,
    "copy-differs": 4,
}


def counts():
    tables = (Project, Part, Revision, BillLine, StoredFile, Shape, ImportRun, Entry)
    return [table.objects.count() for table in tables]


def test_the_motorcycle_is_taken_over_whole_and_only_once(cast, client_of):
    oskar, reading, said = cast["oskar"], read_folder(FOSMC), []
    project = actions.open_imported_project(actor=oskar, reading=reading, slug="fosmc")
    facts = {"actor": oskar, "project": project, "source": "fosmc"}
    done = actions.import_bill(**facts, reading=reading, say=said.append)

    assert done.run.report["made"] == {
        "made": 57,
        "bought": 46,
        "spare": 5,
        "lines": 103,
        "files": 81,
        "shaped": 81,
        "weighed": 52,
    }
    assert len(said) == 81
    assert Counter(doubt["kind"] for doubt in done.run.report["doubts"]) == DOUBTS
    assert (project.hardware_licence, queries.root_of(project), Part.objects.count()) == (
        "TAPR-OHL-1.0",
        "FOSMC",
        109,
    )
    assert set(Revision.objects.values_list("state", flat=True)) == {"valid"}
    assert set(BillLine.objects.values_list("condition", flat=True)) == {""}
    unweighed = Part.objects.filter(make="make", revisions__mass_g=None, number__regex=r"^\d\d$")
    assert sorted(unweighed.values_list("number", flat=True)) == ["05", "06", "07", "08", "09"]
    files = StoredFile.objects.filter(name__regex=r"^\d").select_related("blob__shape")
    assert {file.name[:2] for file in files if not file.measures["closed"]} == {"05"}

    before = counts()
    again = actions.import_bill(**facts, reading=read_folder(FOSMC))
    assert (again.new, again.run.pk, counts()) == (False, done.run.pk, before)

    pages = ["/", "/p/fosmc/", "/p/fosmc/parts/", "/p/fosmc/parts/24/", "/p/fosmc/bill/"]
    pages += ["/p/fosmc/imports/", f"/p/fosmc/imports/{done.run.pk}/", "/p/fosmc/parts/NN-CAD-01/"]
    assert [client_of().get(page, follow=True).status_code for page in pages] == [200] * len(pages)
