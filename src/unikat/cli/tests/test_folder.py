"""The data folder has its own secret, remembers what it is for, and serves one Unikat at a time."""

import stat
from pathlib import Path

import pytest

from unikat.cli.folder import open_folder
from unikat.cli.problem import Problem


@pytest.fixture(autouse=True)
def own_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What opening a folder tells the settings is forgotten after each test."""
    for name in ("UNIKAT_DATA", "UNIKAT_SECRET_KEY", "UNIKAT_SECRET_KEY_FILE"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_a_new_folder_gets_a_secret_of_its_own_that_stays(tmp_path: Path) -> None:
    open_folder(tmp_path / "one")
    open_folder(tmp_path / "two")
    keys = [(tmp_path / name / "secret-key").read_text() for name in ("one", "two")]
    assert [len(key) for key in keys] == [64, 64]
    assert keys[0] != keys[1]
    assert stat.S_IMODE((tmp_path / "one" / "secret-key").stat().st_mode) == 0o600
    open_folder(tmp_path / "one")
    assert (tmp_path / "one" / "secret-key").read_text() == keys[0]


def test_the_folder_remembers_what_it_was_made_for(tmp_path: Path) -> None:
    assert open_folder(tmp_path).mode is None
    open_folder(tmp_path).decide("demo")
    assert open_folder(tmp_path).mode == "demo"


def test_one_unikat_at_a_time(tmp_path: Path) -> None:
    folder = open_folder(tmp_path)
    with folder.lock(), pytest.raises(Problem) as problem:
        open_folder(tmp_path).lock()
    assert str(problem.value) == (
        f"another Unikat is already running from {tmp_path}. Stop it, or name another with --data."
    )
    folder.lock().close()


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem) as problem:
        open_folder(tmp_path / "file" / "data")
    place = f"{tmp_path}/file/data"
    assert str(problem.value) == (
        f"the data folder {place} cannot be written (Not a directory). Name another with --data DIR."
    )


def test_the_folder_knows_where_it_was_reached_last(tmp_path: Path) -> None:
    place = open_folder(tmp_path)
    assert place.address == ""
    with place.lock() as held:
        held.write("http://127.0.0.1:8123")
        held.flush()
        with pytest.raises(Problem):
            place.lock()
        assert place.address == "http://127.0.0.1:8123"
    assert place.address == "http://127.0.0.1:8123"
