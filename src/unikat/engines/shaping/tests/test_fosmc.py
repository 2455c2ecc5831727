"""A real motorcycle: 81 STEP files, if the sample data is there."""

import os
import re
from pathlib import Path

import pytest

from unikat.engines.shaping import Kind, Shaped, scan_step, shape

ROOT = Path(__file__).parents[5]
CAD = (
    Path(os.environ.get("UNIKAT_DATA_SAMPLES", ROOT.parent / "shared" / "data"))
    / "hardware"
    / "fosmc"
    / "CAD"
)
pytestmark = pytest.mark.skipif(
    not CAD.exists() and not os.environ.get("CI"), reason="needs the sample data hardware/fosmc"
)


def files():
    return sorted(path for path in CAD.rglob("*") if path.suffix.lower() in {".step", ".stp"})


def test_all_texts_are_read_without_a_problem():
    scans = [scan_step(path) for path in files()]
    assert len(scans) == 81
    assert [scan.problems for scan in scans if scan.problems] == []
    assert {scan.unit for scan in scans} == {"mm"}


@pytest.mark.parametrize(
    ("name", "closed", "size"),
    [
        ("46 - drill guide swingarm.STEP", True, (44.45, 76.2, 100.0)),
        ("51 - stand off, 20mm.STEP", True, None),
    ],
)
def test_a_part_is_measured(tmp_path, name, closed, size):
    found = shape(CAD / name, Kind.STEP, tmp_path).measures
    assert found.closed is closed
    assert size is None or found.size_mm == pytest.approx(size, abs=0.4)


@pytest.mark.slow
def test_every_file_becomes_a_model_and_all_numbered_parts_but_one_are_closed(tmp_path):
    results = {path: shape(path, Kind.STEP, tmp_path) for path in files()}
    assert [(path.name, result) for path, result in results.items() if not isinstance(result, Shaped)] == []
    closed = {}
    for path, result in results.items():
        number = re.match(r"\d+", path.name)
        if number:
            closed[number[0]] = result.measures.closed
    assert (len(results), len(closed)) == (81, 57)
    assert [number for number in closed if not closed[number]] == ["05"]
