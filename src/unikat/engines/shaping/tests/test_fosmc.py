"""A real motorcycle: texts and measures of its STEP files; that all 81 are drawn is tested with its import."""

import os
from pathlib import Path

import pytest

from unikat.engines.shaping import Kind, scan_step, shape

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
