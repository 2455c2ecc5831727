"""What tests of parts begin with: a small car whose sums are easy to do by hand, a folder as a real project keeps it."""

import pytest

from unikat.engines.reconciling import read_folder
from unikat.engines.shaping.tests.solids import box_step
from unikat.journey.parts import actions
from unikat.journey.parts.models import Part

#: number: mass in grams, cost in cents (None: stated nowhere), where it comes from, days until it is there
PARTS = {
    "FH-000": (None, None, "make", None),
    "FH-100": (500, 1000, "make", 5),
    "FH-110": (250, 199, "buy", 30),
    "FH-200": (1200, 4500, "make", 14),
    "FH-210": (75, 33, "buy", 3),
    "FH-900": (9000, 70000, "donor", 90),
}
#: in, part, how many, only if
BILL = (
    ("FH-000", "FH-100", "2", ""),
    ("FH-000", "FH-200", "1", ""),
    ("FH-000", "FH-900", "1", "winch"),
    ("FH-100", "FH-110", "4", ""),
    ("FH-200", "FH-110", "1/3", ""),
    ("FH-200", "FH-210", "10", "!winch"),
)


@pytest.fixture
def parts(feldhase, cast):
    """Six parts on three levels, each released, and their bill."""
    mei = cast["mei"]
    for number, (mass, cost, make, days) in PARTS.items():
        part = actions.add_part(
            actor=mei, project=feldhase, number=number, name=(f"Teil {number}", ""), make=make, lead_days=days
        )
        revision = actions.draft_revision(actor=mei, part=part, mass_g=mass, cost_cents=cost)
        actions.release_first(actor=mei, revision=revision)
    found = {part.number: part for part in Part.objects.select_related("project")}
    lines = [
        {"parent": found[parent], "child": found[child], "quantity": quantity, "condition": condition}
        for parent, child, quantity, condition in BILL
    ]
    actions.set_lines(actor=mei, project=feldhase, lines=lines)
    return found


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
