"""Files through the confined child and back."""

import hashlib
import importlib.util
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from unikat.engines.shaping import Branch, Kind, Limits, Mass, Shaped, Unreadable, shape, try_confinement
from unikat.engines.shaping.running import take
from unikat.engines.shaping.tests.solids import (
    binary_stl,
    bomb_step,
    box_step,
    box_triangles,
    pair_step,
    text_stl,
)

with_kernel = pytest.mark.skipif(
    importlib.util.find_spec("cascadio") is None and not os.environ.get("CI"),
    reason="no STEP kernel installed",
)


PATHS = {"PYTHONPATH": str(Path(__file__).parents[4])}


def shaped(folder, content, kind=Kind.STEP, **limits):
    source, out = folder / "source", folder / "out"
    source.write_bytes(content)
    out.mkdir(exist_ok=True)
    return shape(source, kind, out, Limits(**limits))


def refused(folder, content, kind=Kind.STEP, **limits):
    answer = shaped(folder, content, kind, **limits)
    assert isinstance(answer, Unreadable), answer
    assert list((folder / "out").iterdir()) == []
    return answer.code


@with_kernel
def test_an_assembly_becomes_model_drawings_and_measures(tmp_path):
    result = shaped(tmp_path, pair_step())
    found = result.measures
    assert (found.volume_mm3, found.centre_mm, found.size_mm) == (
        12000.0,
        (55.0, 10.0, 15.0),
        (110.0, 20.0, 30.0),
    )
    assert (found.instances, found.triangles, found.closed, found.up) == (2, 24, True, "z")
    assert (found.unit, found.unit_stated, found.source, found.accuracy) == ("mm", True, "mesh", "estimated")
    assert [(part.name, part.placed, part.volume_mm3) for part in found.parts] == [("box", 2, 6000.0)]
    assert [(branch.parent, branch.part) for branch in result.tree] == [(None, None), (0, 0), (0, 0)]
    assert result.tree[0] == Branch("pair", None, None)
    assert found.mass_g(7.85) == Mass(94.2, "", "mesh", "estimated")
    assert result.glb_path.read_bytes()[:4] == b"glTF"
    for path in result.thumbnails.values():
        with Image.open(path) as drawing:
            assert (drawing.format, drawing.size) == ("WEBP", (640, 480))
            assert drawing.convert("RGBA").getpixel((0, 0))[3] == 0


@with_kernel
def test_equal_bytes_give_equal_results(tmp_path):
    results = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        result = shaped(folder, pair_step((10, 20, 31.5)))
        paths = [result.glb_path, *result.thumbnails.values()]
        digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
        results.append((digests, result.measures, result.tree))
    assert results[0] == results[1]


@pytest.mark.parametrize(("unit", "factor"), [("SI_UNIT($,.METRE.)", 1000), ("SI_UNIT(.CENTI.,.METRE.)", 10)])
@with_kernel
def test_other_units_become_millimetres(tmp_path, unit, factor):
    found = shaped(tmp_path, box_step((1, 2, 3), unit=unit)).measures
    assert found.size_mm == (1.0 * factor, 2.0 * factor, 3.0 * factor)


def test_an_stl_becomes_a_model(tmp_path):
    result = shaped(tmp_path, text_stl(box_triangles()), Kind.STL)
    assert (result.measures.volume_mm3, result.tree) == (6000.0, (Branch("", None, 0),))


def test_the_drawing_shows_the_colour_of_its_sheet(tmp_path):
    result = shaped(tmp_path, binary_stl(box_triangles()), Kind.STL)
    bright = {}
    for theme, path in result.thumbnails.items():
        with Image.open(path) as drawing:
            red, _, blue, alpha = drawing.convert("RGBA").getpixel((320, 240))
        bright[theme] = (red > 180, blue > red + 20, alpha)
    assert bright == {"paper": (True, False, 255), "blueprint": (False, True, 255)}


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"", Kind.STEP, "zero-bytes"),
        (b"<html>", Kind.STEP, "not-step"),
        (box_step()[:3000], Kind.STEP, "truncated"),
        (bomb_step(7, 100), Kind.STEP, "instances"),
        (binary_stl(box_triangles(), count=4_000_000_000), Kind.STL, "stl-lie"),
        (b"glTF", Kind.GLB, "not-gltf"),
        (b"PK\x03\x04", Kind.THREE_MF, "not-zip"),
        (b"%PDF-1.7", Kind.PDF, "kind"),
    ],
)
def test_refused(tmp_path, content, kind, code):
    assert refused(tmp_path, content, kind) == code


@with_kernel
def test_a_step_file_without_geometry_is_empty(tmp_path):
    from unikat.engines.shaping.tests.solids import StepText

    text = StepText()
    context = text.context()
    text.shape_of(text.product("nothing"), [text.axes()], context)
    assert refused(tmp_path, text.bytes()) in {"empty", "not-converted"}


def test_a_3mf_is_looked_at_and_politely_put_aside(tmp_path):
    path = tmp_path / "model.3mf"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("3D/3dmodel.model", "<model/>")
    assert refused(tmp_path, path.read_bytes(), Kind.THREE_MF) == "3mf-not-yet"


def test_a_file_that_is_not_there(tmp_path):
    assert shape(tmp_path / "none", Kind.STL, tmp_path).code == "not-found"


def test_each_limit_ends_in_its_own_words(tmp_path):
    many = binary_stl([*box_triangles()] * 20_000)
    assert refused(tmp_path, many, Kind.STL, input_bytes=1000) == "too-big"
    assert refused(tmp_path, many, Kind.STL, wall_seconds=0.05) == "too-slow"
    assert refused(tmp_path, many, Kind.STL, cpu_seconds=1) == "too-slow"
    assert refused(tmp_path, many, Kind.STL, triangles=1000) == "triangles"
    assert refused(tmp_path, text_stl([*box_triangles()] * 20_000), Kind.STL, memory_bytes=200 << 20) == (
        "out-of-memory"
    )
    assert refused(tmp_path, binary_stl(box_triangles()), Kind.STL, output_bytes=1000) == "output-too-big"


def test_a_child_left_to_itself_can_do_nothing():
    found = try_confinement()
    assert found.leaks == ()
    assert {"memory", "cpu", "output", "no core", "few files"} <= set(found.guards)


def test_what_the_child_leaves_is_not_believed(tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "link").symlink_to("secret")
    os.link(tmp_path / "secret", tmp_path / "hard")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"x" * 11)
    (tmp_path / "good").write_bytes(b"x" * 10)
    names = ("link", "hard", "pipe", "large", "good", "none")
    limits = Limits(output_bytes=10)
    assert [take(tmp_path, name, limits) for name in names] == [None, None, None, None, b"x" * 10, None]


def test_the_parent_never_loads_the_kernel():
    code = "import sys, unikat.engines.shaping; print('cascadio' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": "src"}
    )
    assert ran.stdout == "False\n"


def flip(content, seed, changes=5):
    chance = random.Random(seed)
    changed = bytearray(content)
    for _ in range(changes):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def survives(folder, seeds):
    """For every seed the answer is a model or a sentence, and this process is alive to count them."""
    answers = [shaped(folder, flip(pair_step(), seed), wall_seconds=30.0, cpu_seconds=10) for seed in seeds]
    kinds = {type(answer) for answer in answers}
    sentences = [answer.sentence for answer in answers if isinstance(answer, Unreadable)]
    assert kinds <= {Shaped, Unreadable}
    assert all(sentences)
    return len(sentences)


@with_kernel
def test_changed_bytes_end_in_a_model_or_a_sentence(tmp_path):
    assert survives(tmp_path, range(8)) > 0


@with_kernel
@pytest.mark.slow
def test_many_changed_bytes_end_in_a_model_or_a_sentence(tmp_path):
    assert survives(tmp_path, range(100, 300)) > 0
