"""The import contracts catch what they are there for: one violation per contract is planted and seen."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

# contract: (file that gets the import, the planted line, what the report must name)
PLANTED = {
    "house": (
        "foundation/ledger/queries.py",
        "import unikat.journey.projects.models",
        "unikat.foundation.ledger.queries -> unikat.journey.projects.models",
    ),
    "journey": (
        "journey/wishes/queries.py",
        "import unikat.journey.cars.models",
        "unikat.journey.wishes.queries -> unikat.journey.cars.models",
    ),
    "rooms": (
        "journey/cars/queries.py",
        "import unikat.journey.cars.actions",
        "unikat.journey.cars.queries -> unikat.journey.cars.actions",
    ),
    "models": (
        "journey/cars/models.py",
        "import unikat.journey.wishes.queries",
        "unikat.journey.cars.models -> unikat.journey.wishes.queries",
    ),
    "doors": (
        "journey/cars/actions.py",
        "import unikat.journey.wishes.views",
        "unikat.journey.cars.actions -> unikat.journey.wishes.views",
    ),
    "foundation": (
        "foundation/files/queries.py",
        "import unikat.foundation.people.models",
        "unikat.foundation.files.queries -> unikat.foundation.people.models",
    ),
    "engines-django": (
        "engines/voting/__init__.py",
        "import django.conf",
        "unikat.engines.voting -> django",
    ),
    "engines": (
        "engines/voting/__init__.py",
        "import unikat.engines.planning",
        "unikat.engines.voting -> unikat.engines.planning",
    ),
}


@pytest.fixture
def house(root: Path, tmp_path: Path) -> Path:
    """A copy of the package, all rooms of it there, in which to plant."""
    skip = shutil.ignore_patterns("__pycache__", "static", "templates", "story", "locale")
    shutil.copytree(root / "src" / "unikat", tmp_path / "unikat", ignore=skip)
    shutil.copy(root / "pyproject.toml", tmp_path)
    journey = contract(root, "journey")["layers"]
    rooms = {f"journey/{name}/{room}.py" for name in journey for room in ("models", "queries", "views")}
    stones = {
        f"foundation/{name}/__init__.py" for name in ("conduct", "talk", "notices", "search", "jobs", "ui")
    }
    for name in [*rooms, *stones, *(planted[0] for planted in PLANTED.values())]:
        file = tmp_path / "unikat" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.touch()
    return tmp_path


def contract(root: Path, name: str) -> dict:
    settings = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]
    return next(one for one in settings["contracts"] if one["id"] == name)


def lint(house: Path, name: str) -> tuple[int, str]:
    """Judge one contract in the copied house."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--contract", name],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, re.sub(r"\s+", " ", done.stdout)


def plant(house: Path, name: str, line: str) -> None:
    file = house / "unikat" / name
    file.write_text(f"{file.read_text()}\n{line}\n")


def test_every_contract_has_a_planted_violation(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert [one["id"] for one in settings["contracts"]] == list(PLANTED)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_violation_is_caught(house: Path, name: str) -> None:
    file, line, named = PLANTED[name]
    clean, words = lint(house, name)
    assert (clean, named in words) == (0, False), words
    plant(house, file, line)
    caught, words = lint(house, name)
    assert (caught, named in words) == (1, True), words


def test_a_new_kind_of_room_is_caught(house: Path) -> None:
    (house / "unikat/journey/wishes/helpers.py").touch()
    code, words = lint(house, "rooms")
    assert (code, "unikat.journey.wishes.helpers" in words) == (1, True), words
