"""Rule files are checked, measured and converted from the shell, for people and for programs."""

import json

import pytest

from unikat.cli.main import main

KIT_CAR = """features
\tcar
\t\tmandatory
\t\t\tmotor
\t\t\t\talternative
\t\t\t\t\tm35
\t\t\t\t\tm70
\t\toptional
\t\t\twinch {price 300}
\t\t\troof
\t\t\thorn
constraints
\tm35 => winch
\tm70 => winch
\t!(roof & winch)
\tavg(price) < 3
"""


def said(capsys, *words):
    with pytest.raises(SystemExit) as end:
        main(["options", *map(str, words)])
    return end.value.code, capsys.readouterr().out


@pytest.fixture
def kit_car(tmp_path):
    path = tmp_path / "car.uvl"
    path.write_text(KIT_CAR)
    return path


def test_check_tells_size_count_findings_and_what_is_not_understood(kit_car, capsys):
    code, out = said(capsys, "check", kit_car)
    *lines, seconds = out.splitlines()
    assert (code, lines) == (
        1,
        [
            "UVL: 7 features, 1 families, 3 rules, 0 tables, 0 sums",
            "configurations: 4",
            "always: winch (line 13, line 14, group of motor, group of car)",
            "dead: roof (line 13, line 14, line 15, group of motor, group of car)",
            "not understood, line 16, column 2: avg(price) < 3 (the function avg)",
        ],
    )
    assert seconds.startswith("seconds: read ")


def test_check_as_json_gives_the_count_as_digits(kit_car, capsys):
    kit_car.write_text(KIT_CAR.replace("\tavg(price) < 3\n", ""))
    code, out = said(capsys, "check", kit_car, "--json")
    told = json.loads(out)
    assert (code, told["count"], told["features"], told["skipped"]) == (0, "4", 7, [])
    assert [(each["kind"], each["features"]) for each in told["findings"]] == [
        ("always", ["winch"]),
        ("dead", ["roof"]),
    ]
    assert sorted(told["seconds"]) == ["compile", "count", "findings", "read"]


def test_a_contradiction_is_found_with_its_rules(kit_car, capsys):
    kit_car.write_text(KIT_CAR.replace("\tavg(price) < 3", "\troof"))
    code, out = said(capsys, "check", kit_car)
    assert (code, out.splitlines()[1:3]) == (
        1,
        [
            "configurations: 0",
            "contradiction: no configuration exists (line 13, line 14, line 15, line 16, group of motor, group of car)",
        ],
    )


def test_bench_compares_all_answers_with_python_sat(kit_car, capsys):
    code, out = said(capsys, "bench", kit_car, "--clicks", 30, "--seed", 7, "--json")
    told = json.loads(out)
    assert (code, told["different_answers"], told["states_compared"]) == (0, 0, 30)
    assert sorted(told["milliseconds"]) == ["click", "count", "explanation", "from_values", "python_sat"]
    assert said(capsys, "bench", kit_car, "--clicks", 5)[0] == 0


def test_convert_writes_uvl_that_counts_the_same(tmp_path, capsys):
    rules = tmp_path / "rules.dimacs"
    rules.write_text("p cnf 3 2\n1 -2 0\n2 3 0\n")
    code, out = said(capsys, "convert", rules, tmp_path / "rules.uvl")
    assert (code, out) == (0, "DIMACS with 4 features written as UVL.\n")
    counts = [json.loads(said(capsys, "check", file, "--json")[1])["count"] for file in tmp_path.iterdir()]
    assert counts == ["4", "4"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("check", "gone.uvl"), "unikat: there is no file gone.uvl."),
        (("check", "bad.uvl"), "unikat: bad.uvl: 'hello' does not belong here (line 1, column 1)."),
        (
            ("convert", "good.dimacs", "b.xml"),
            "unikat: b.xml must end in .uvl: that is the language written.",
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence(tmp_path, monkeypatch, words, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.uvl").write_text("hello")
    (tmp_path / "good.dimacs").write_text("p cnf 1 1\n1 0\n")
    with pytest.raises(SystemExit) as end:
        main(["options", *words])
    assert end.value.code == sentence
