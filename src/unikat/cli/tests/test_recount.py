"""Anybody counts again from the published file; a changed ballot is found."""

import pytest

from unikat.cli.main import main
from unikat.engines import voting


@pytest.fixture
def published(tmp_path):
    """Three ballots as they are published."""
    casts = [
        voting.Cast(voting.Ballot(voter, "C-001/1", 4, grade, False), bytes([grade]) * 16)
        for voter, grade in (("a", 3), ("b", 5), ("c", 4))
    ]
    path = tmp_path / "ballots.json"
    path.write_bytes(voting.export_ballots(casts, ["C-001/1"], voting.Rule()))
    return path


def test_the_count_is_printed(published, capsys):
    with pytest.raises(SystemExit) as end:
        main(["recount", str(published)])
    assert (end.value.code or 0, capsys.readouterr().out.splitlines()) == (
        0,
        ["3 ballots of 3 voters.", "  1  C-001/1  appeal 4, meets the brief 4, would own it 0 of 3"],
    )


def test_a_changed_ballot_is_found(published):
    published.write_text(published.read_text().replace('"appeal":5', '"appeal":1'))
    with pytest.raises(SystemExit) as end:
        main(["recount", str(published)])
    assert "hash" in str(end.value.code)
