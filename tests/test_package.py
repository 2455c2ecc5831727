"""The wheel is whole: installed somewhere else, without the checkout, its command starts a working server."""

import os
import re
import signal
import site
import socket
import subprocess
import sys
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as for a release, offline, with the build backend of the test requirements."""
    target = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target]
    done = subprocess.run(build, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel; it borrows the dependencies of the test environment."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
    ]
    subprocess.run(pip, check=True)
    packages = next((folder / "venv" / "lib").glob("python*/site-packages"))
    (packages / "borrowed.pth").write_text("\n".join(site.getsitepackages()))
    return folder


def outside(installed: Path) -> dict[str, str]:
    """Surroundings that know nothing of the checkout."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("UNIKAT_", "DJANGO_", "PYTHON"))
    }
    kept.pop("DATABASE_URL", None)
    return {**kept, "HOME": str(installed)}


def command(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = installed / "venv" / "bin" / "unikat"
    return subprocess.run(
        [program, *arguments],
        cwd=installed,
        env=outside(installed),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_what_a_running_unikat_needs(root: Path, files: list[Path], wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        f"{file.relative_to(root / 'src')}"
        for file in files
        if file.is_relative_to(root / "src" / "unikat")
        and "tests" not in file.parts
        and file.name != "conftest.py"
    }
    needed |= {f"unikat/requirements/{name}.txt" for name in ("run", "cad", "s3")}
    assert needed - inside == set()
    extra = {name for name in inside - needed if ".dist-info/" not in name}
    assert extra == set()


def test_the_command_is_installed(installed: Path) -> None:
    from unikat import __version__

    done = command(installed, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"unikat {__version__}\n", "")


def test_developers_commands_say_that_they_need_the_checkout(installed: Path) -> None:
    expected = (
        "unikat: this command is for developers and needs the checkout. "
        "Clone the repository and run it there, with ./unikat in front.\n"
    )
    for name in ("test", "check", "bench", "texts", "docs"):
        done = command(installed, name)
        assert (name, done.returncode, done.stderr) == (name, 1, expected)


def test_the_installed_package_starts_and_serves_its_pages(installed: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [installed / "venv" / "bin" / "unikat", "up", "--empty", "--port", str(port)],
        cwd=installed,
        env=outside(installed),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = []
        for line in process.stdout or ():
            said.append(line)
            if line.startswith("Ctrl-C"):
                break
        link = re.search(rf"http://127\.0\.0\.1:{port}/\S+", "".join(said[-4:]))
        assert link is not None, "".join(said)
        with urllib.request.urlopen(link.group()) as answer:
            page = answer.read().decode()
        style = re.search(r'href="(/static/[^"]+\.css)"', page)
        assert style is not None, page
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{style.group(1)}") as answer:
            assert answer.status == 200
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
