"""Lets the product's own engine shape every committed STEP file, so that a demo shows models at once.

    .venv/bin/python cad/derive.py

Writes `derived/<sha256 of the STEP file>` with the endings .glb, .webp (day), .blueprint.webp (night) and .json
(measures and tree, without times). Results of files that are gone are removed.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))
from unikat.engines.shaping import Kind, Unreadable, shape

STORY = ROOT / "src/unikat/journey/parts/story"


def main() -> int:
    """Shapes what is new; returns 1 if the engine refuses a file."""
    derived = STORY / "derived"
    derived.mkdir(exist_ok=True)
    keys, refused = set(), 0
    for source in sorted((STORY / "models").glob("*.step")):
        key = hashlib.sha256(source.read_bytes()).hexdigest()
        keys.add(key)
        if not (derived / f"{key}.json").exists():
            refused += not derive(source, derived, key)
    for file in derived.iterdir():
        if file.name.split(".", 1)[0] not in keys:
            file.unlink()
    total = sum(file.stat().st_size for folder in (derived, STORY / "models") for file in folder.iterdir())
    print(f"{len(keys)} files, {refused} refused, {total / 1e6:.2f} MB in all")
    return 1 if refused else 0


def derive(source: Path, derived: Path, key: str) -> bool:
    """One file; says whether it worked."""
    with tempfile.TemporaryDirectory() as box:
        shaped = shape(source, Kind.STEP, Path(box))
        if isinstance(shaped, Unreadable):
            print(f"{source.name}: {shaped}")
            return False
        (derived / f"{key}.glb").write_bytes(shaped.glb_path.read_bytes())
        (derived / f"{key}.webp").write_bytes(shaped.thumbnails["paper"].read_bytes())
        (derived / f"{key}.blueprint.webp").write_bytes(shaped.thumbnails["blueprint"].read_bytes())
    told = {
        "source": source.name,
        "measures": asdict(shaped.measures),
        "tree": [asdict(b) for b in shaped.tree],
    }
    if not shaped.measures.closed:
        print(f"{source.name}: not closed")
    (derived / f"{key}.json").write_text(
        json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return True


if __name__ == "__main__":
    sys.exit(main())
