"""What every file keeps: no address of a registry or a machine, pinned requirements, a known licence."""

import ast
import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

# Put together here, so that this file does not name what it forbids.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
    )
]
MACHINE = re.compile(
    r"(?<![\w./~-])/(?:" + "|".join(["work", "root", "tmp", r"home/\w+", r"Users/\w+"]) + r")/\w"
)
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def texts(files: list[Path]) -> list[tuple[Path, str]]:
    readable = []
    for file in files:
        content = file.read_bytes()
        if b"\0" not in content[:4096]:
            readable.append((file, content.decode(errors="replace")))
    return readable


def test_no_file_names_a_registry_or_a_machine(root: Path, files: list[Path]) -> None:
    doubts = []
    for file, text in texts(files):
        if file.parent.name == "LICENSES":
            continue
        doubts += [f"{file.relative_to(root)}: {host}" for host in HOSTS if host in text]
        doubts += [f"{file.relative_to(root)}: {found.group()}" for found in MACHINE.finditer(text)]
    assert doubts == [], "\n".join(doubts)


def test_forbidden_addresses_are_seen() -> None:
    paths = ["open('/" + "work/main/x')", "see /" + "tmp/x", "/" + "home/ida/x"]
    assert [bool(MACHINE.search(text)) for text in paths] == [True, True, True]
    assert [bool(MACHINE.search(text)) for text in ("https://a.example/work/x", "../work/x", "~/work/x")] == [
        False
    ] * 3


def pins(file: Path) -> set[tuple[str, str]]:
    return set(PIN.findall(file.read_text()))


def ranges(file: Path) -> list[str]:
    """The lines of a .in file that name a package."""
    return [line for line in file.read_text().splitlines() if line and line[0] not in "#-"]


def test_every_requirement_is_pinned_with_hashes(root: Path) -> None:
    for name in ("run", "cad", "s3", "test"):
        text = (root / "requirements" / f"{name}.txt").read_text()
        entries = re.split(r"\n(?=\S)", text.strip())
        assert [entry for entry in entries if "--hash=sha256:" not in entry or "==" not in entry] == []
        assert {
            re.split(r"[\[<>=!~ ]", line)[0].lower() for line in ranges(root / f"requirements/{name}.in")
        } <= {pin for pin, _ in PIN.findall(text)}


def test_tests_run_with_exactly_the_versions_that_run(root: Path) -> None:
    run, cad, s3, test = (pins(root / "requirements" / f"{n}.txt") for n in ("run", "cad", "s3", "test"))
    assert (run | cad | s3) - test == set()


def test_the_package_asks_for_the_ranges_of_the_requirements(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert project["dependencies"] == ranges(root / "requirements/run.in")
    extras = {name: ranges(root / f"requirements/{name}.in") for name in ("cad", "s3")}
    assert project["optional-dependencies"] == extras


def test_the_launcher_can_be_read_by_old_pythons(root: Path) -> None:
    tree = ast.parse((root / "unikat").read_text(), feature_version=(3, 4))
    assert [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign)] == []


def licence_of(name: str, annotations: list[dict]) -> str:
    """The licence of the last annotation that covers a file."""
    covering = [
        one["SPDX-License-Identifier"]
        for one in annotations
        if any(
            covers(pattern, name)
            for pattern in ([one["path"]] if isinstance(one["path"], str) else one["path"])
        )
    ]
    return covering[-1] if covering else "none"


def covers(pattern: str, name: str) -> bool:
    """REUSE's own rule: one star stays in its folder, two cross folders."""
    parts = re.split(r"(\*\*|\*)", pattern)
    regex = "".join({"**": ".*", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts)
    return re.fullmatch(regex, name) is not None


def test_every_file_has_a_licence_and_every_licence_its_text(root: Path, files: list[Path]) -> None:
    annotations = tomllib.loads((root / "REUSE.toml").read_text())["annotations"]
    named = {one["SPDX-License-Identifier"] for one in annotations}
    assert {file.stem for file in (root / "LICENSES").glob("*.txt")} == named
    used = {licence_of(f"{file.relative_to(root)}", annotations) for file in files}
    assert used <= named
    assert (root / "LICENSE").read_text() == (root / "LICENSES/AGPL-3.0-or-later.txt").read_text()


def test_the_three_licences_are_where_they_belong(root: Path) -> None:
    annotations = tomllib.loads((root / "REUSE.toml").read_text())["annotations"]
    assert licence_of("src/unikat/cli/up.py", annotations) == "AGPL-3.0-or-later"
    assert licence_of("src/unikat/journey/parts/story/feldhase.json", annotations) == "CERN-OHL-S-2.0"
    assert licence_of("docs/words.md", annotations) == "CC-BY-SA-4.0"


def test_no_lock_file_of_a_package_manager_is_kept(files: list[Path]) -> None:
    locks = ("*lock.json", "*.lock", "yarn.lock", "npm-shrinkwrap.json")
    assert [file for file in files if any(fnmatchcase(file.name, lock) for lock in locks)] == []
