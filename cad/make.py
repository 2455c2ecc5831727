"""Draws all parts: STEP files for the demo story, and the whole car as one GLB.

    python3 -m venv SOMEWHERE && SOMEWHERE/bin/pip install -r cad/requirements.in
    SOMEWHERE/bin/python cad/make.py [FH-320 ...]

The same scripts give the same STEP files byte for byte; the kernel divides round faces of the car into
triangles a little differently each time. With numbers given, only those STEP files are written anew.
The car shows every drawn part; `handed_out.txt` names those that are also committed as STEP files.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from build123d import export_step
from feldhase.car import car_glb
from feldhase.parts import DRAWN, Drawn, compound
from feldhase.step_text import lean

STORY = HERE.parent / "src/unikat/journey/parts/story"
MODELS = STORY / "models"
CHAPTERS = ("frame", "suspension", "body", "doors", "drive", "battery", "seats", "wheels", "extras")
WHEN = "2026-01-01T00:00:00"


def main(wanted: list[str]) -> None:
    """Writes the models and says how large they are."""
    for chapter in CHAPTERS:
        importlib.import_module(f"feldhase.{chapter}")
    bill = json.loads((STORY / "feldhase.json").read_text(encoding="utf-8"))
    titles = {part["number"]: part["name_en"] for part in bill["parts"]}
    handed_out = (HERE / "handed_out.txt").read_text(encoding="utf-8").split()
    MODELS.mkdir(exist_ok=True)
    for old in MODELS.glob("*.step"):
        if old.stem not in handed_out:
            old.unlink()
    for name, drawn in sorted(DRAWN.items()):
        if name in handed_out and name.startswith(tuple(wanted) or ("",)):
            write_step(drawn, titles[drawn.number], MODELS / f"{name}.step")
    (MODELS / "FH-000-000.glb").write_bytes(car_glb(bill, DRAWN))
    total = sum(file.stat().st_size for file in MODELS.iterdir())
    print(f"{len(list(MODELS.glob('*.step')))} STEP files, {total / 1e6:.2f} MB with the car")


def write_step(drawn: Drawn, title: str, path: Path) -> None:
    """One part as STEP, with a header that says what it is and nothing about when and where it was made."""
    shape = compound(drawn, title)
    bad = [solid for solid in shape.solids() if not solid.is_valid]
    if bad:
        raise SystemExit(f"{path.name}: {len(bad)} solids are not valid")
    export_step(shape, path, write_pcurves=False, timestamp=WHEN)
    text = path.read_text(encoding="utf-8")
    header = (
        "FILE_DESCRIPTION(('Feldhase, CERN-OHL-S-2.0'),'2;1');\n"
        f"FILE_NAME('{path.stem}','{WHEN}',('Feldhase'),('Feldhase'),'','','');"
    )
    text = re.sub(r"FILE_DESCRIPTION.*?FILE_NAME.*?\);", lambda _: header, text, count=1, flags=re.DOTALL)
    path.write_text(lean(text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
