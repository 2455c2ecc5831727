"""Files, functions and templates stay small enough to be read in one go."""

import ast
import warnings
from collections.abc import Iterator
from pathlib import Path

FILE, FILE_AT_MOST, FUNCTION, VIEW, TEMPLATE, SETTINGS = 300, 400, 40, 25, 150, 250


def length(file: Path) -> int:
    return len(file.read_text().splitlines())


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Name and length of every function's body: what it does, without its signature and its promise."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield node.name, (node.end_lineno or 0) - body[0].lineno + 1


def is_view(file: Path) -> bool:
    return file.name == "views.py" or file.parent.name == "views"


def overspent(file: Path, at: str) -> Iterator[str]:
    """One sentence for each budget that a Python file passes."""
    limit = SETTINGS if file.name == "settings.py" else FILE_AT_MOST
    if length(file) > limit:
        yield f"{at}: {length(file)} lines, {limit} at most"
    allowed = VIEW if is_view(file) else FUNCTION
    for name, lines in functions(file):
        if lines > allowed:
            yield f"{at}: {name} has {lines} lines, {allowed} at most"


def test_python_files_and_functions_keep_their_budgets(root: Path, files: list[Path]) -> None:
    drawn = {"migrations", "cad"}
    python = [file for file in files if file.suffix == ".py" and not drawn & set(file.parts)]
    for file in python:
        if FILE < length(file) <= FILE_AT_MOST:
            warnings.warn(f"{file.relative_to(root)} passes {FILE} lines: split it by nouns", stacklevel=1)
    doubts = [doubt for file in python for doubt in overspent(file, f"{file.relative_to(root)}")]
    assert doubts == [], "\n".join(doubts)


def test_templates_keep_their_budget(root: Path, files: list[Path]) -> None:
    templates = [file for file in files if "templates" in file.parts]
    assert [
        f"{file.relative_to(root)}: {length(file)}" for file in templates if length(file) > TEMPLATE
    ] == []


def test_an_overspent_budget_is_seen(tmp_path: Path) -> None:
    body = "    pass\n"
    views, settings = tmp_path / "views.py", tmp_path / "settings.py"
    views.write_text("def page():\n" + body * 26 + "def other():\n" + body * 25)
    settings.write_text("A = 1\n" * 251)
    assert list(overspent(views, "views.py")) == ["views.py: page has 26 lines, 25 at most"]
    assert list(overspent(settings, "settings.py")) == ["settings.py: 251 lines, 250 at most"]
    (tmp_path / "queries.py").write_text("def long():\n" + body * 41 + "\n" * 400)
    assert list(overspent(tmp_path / "queries.py", "q")) == [
        "q: 442 lines, 400 at most",
        "q: long has 41 lines, 40 at most",
    ]
