"""A store of its own for each test, and a small folder as a real project keeps it."""

import pytest

from unikat.engines.reconciling import read_folder
from unikat.engines.shaping.tests.solids import box_step

README = "# Hamster - a cargo bike\n\nHamster carries two children. It was built by neighbours.\n"
LISTS = {
    "README.md": README,
    "LICENSE": "Attribution-ShareAlike 4.0 International\n",
    "made.csv": (
        "Quantity,Part Number,Part Name,Description,Process,Material\n"
        "2,1,01 - plate,,Milling,Aluminium\n"
        "1,2,02 - cover,Kids only,Printing,Unobtainium\n"
    ),
    "bought.csv": (
        "Quantity,Part Number,Part Name,Manufacturer,MPN\n"
        "4,M6-20,Screw,Acme,\n"
        "Seats,,,,\n"
        "1,,Seat,Acme,https://shop.example/seat\n"
        "1,M6-20,Long screw,Acme,\n"
    ),
}


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.BLOBS = str(tmp_path / "blobs")
    settings.READY_MADE = []


@pytest.fixture
def folder(tmp_path):
    """The folder: two lists, two models with a row, one without, and a page."""
    root = tmp_path / "hamster"
    for name, text in LISTS.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for name in ("01 - plate.step", "02 - lid.step", "spare.step"):
        (root / name).write_bytes(box_step())
    (root / "guide.md").write_text("Build it.\n")
    return root


@pytest.fixture
def reading(folder):
    """The folder as it was read."""
    return read_folder(folder)
