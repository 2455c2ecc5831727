"""Hostile and honest STL, glTF and zip files, read without a child."""

import base64
import copy
import json
import struct
import zipfile

import pytest

from unikat.engines.shaping import Limits
from unikat.engines.shaping.enclosing import measure
from unikat.engines.shaping.glb_writing import write_glb
from unikat.engines.shaping.gltf import read_glb, read_gltf
from unikat.engines.shaping.reasons import RefusedFile
from unikat.engines.shaping.scene import check_drawable, walk
from unikat.engines.shaping.stl import read_stl
from unikat.engines.shaping.tests.solids import (
    binary_stl,
    box_document,
    box_triangles,
    glb,
    text_stl,
)
from unikat.engines.shaping.zips import check_zip

NO_VIEW = {"componentType": 5126, "count": 300_000_000, "type": "VEC3"}
LIMITS = Limits(instances=1000, triangles=1000)
BOX = box_triangles()


def measured(scene):
    placements = walk(scene, LIMITS)
    check_drawable(scene, placements, LIMITS)
    return measure(scene, placements)


def refused(read, *arguments):
    with pytest.raises(RefusedFile) as caught:
        measured(read(*arguments))
    return caught.value.answer.code


def changed(*path, to):
    """The box document with one place changed; `to` is a value or a function of the old one."""
    document, buffer = copy.deepcopy(box_document())
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to(place[path[-1]]) if callable(to) else to
    return glb(document, buffer)


@pytest.mark.parametrize("content", [binary_stl(BOX), text_stl(BOX), text_stl(BOX).upper()])
def test_both_forms_of_stl_give_the_same_box(content):
    found = measured(read_stl(content, LIMITS))
    assert (found.volume_mm3, found.size_mm, found.closed) == (6000.0, (10.0, 20.0, 30.0), True)
    assert (found.unit, found.unit_stated, found.up) == ("mm", False, "z")


def test_an_open_stl_has_no_volume_and_no_mass():
    found = measured(read_stl(binary_stl(BOX[:-1]), LIMITS))
    assert (found.closed, found.volume_mm3, found.centre_mm) == (False, None, None)
    mass = found.mass_g(7.85)
    assert (mass.grams, mass.reason) == (None, "1 of 1 shapes are not closed (without a name): no volume.")


def test_an_inside_out_stl_is_turned():
    assert measured(read_stl(binary_stl(BOX[:, ::-1]), LIMITS)).volume_mm3 == 6000.0


def test_a_flat_double_sheet_is_not_a_body():
    sheet = [[[0, 0, 0], [1, 0, 0], [0, 1, 0]], [[0, 0, 0], [0, 1, 0], [1, 0, 0]]]
    assert measured(read_stl(text_stl(sheet), LIMITS)).closed is False


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (binary_stl(BOX, count=4_000_000_000), "stl-lie"),  # E10
        (binary_stl(BOX, count=11), "stl-lie"),
        (binary_stl(BOX)[:-1], "stl-lie"),
        (binary_stl([]), "empty"),
        (b"x", "not-stl"),
        (binary_stl([*BOX] * 100), "triangles"),
        (binary_stl(BOX * float("nan")), "not-numbers"),
        (binary_stl(BOX * 1e30), "not-numbers"),
        (text_stl(BOX)[:-60], "truncated"),
        (text_stl(BOX).replace(b"0.000000e+00", b"zero", 1), "not-numbers"),
        (text_stl(BOX).replace(b"vertex", b"wertex", 1), "not-stl"),
        (b"solid nothing\nendsolid nothing", "empty"),
    ],
)
def test_stl_refused(content, code):
    assert refused(read_stl, content, LIMITS) == code


def test_gltf_metres_become_millimetres():
    found = measured(read_glb(glb(*box_document()), LIMITS))
    assert (found.volume_mm3, found.high_mm, found.up) == (6000.0, (10.0, 20.0, 30.0), "y")


def test_placed_turned_mirrored_and_scaled_copies_count():
    document, buffer = box_document()
    half = 0.5**0.5
    document["nodes"] = [
        {"children": [1, 2]},
        {"mesh": 0, "translation": [1, 0, 0], "rotation": [0, 0, half, half]},
        {"mesh": 0, "scale": [-2, 1, 1]},
    ]
    found = measured(read_glb(glb(document, buffer), LIMITS))
    assert (found.volume_mm3, found.instances) == (18000.0, 2)
    assert (found.low_mm, found.high_mm) == ((-20.0, 0.0, 0.0), (1000.0, 20.0, 30.0))


def test_embedded_gltf_is_read():
    document, buffer = box_document()
    document["buffers"][0]["uri"] = (
        "data:application/octet-stream;base64," + base64.b64encode(buffer).decode()
    )
    assert measured(read_gltf(json.dumps(document).encode(), LIMITS)).volume_mm3 == 6000.0


def test_a_written_model_reads_as_the_same_and_carries_nothing_else():
    document, buffer = box_document()
    document["nodes"][0] |= {"extras": {"html": "<script>"}, "name": "a\u202eb<b>\x00"}
    document["asset"]["copyright"] = "me"
    scene = read_glb(glb(document, buffer), LIMITS)
    written = write_glb(scene)
    assert write_glb(read_glb(written, LIMITS)) == written
    assert measured(read_glb(written, LIMITS)) == measured(scene)
    length = struct.unpack_from("<I", written, 12)[0]
    told = json.loads(written[20 : 20 + length])
    assert told["nodes"] == [{"name": "ab<b>", "mesh": 0}]
    assert told["asset"] == {"version": "2.0", "generator": "Unikat", "extras": {"up": "y"}}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (changed("accessors", 0, "count", to=300_000_000), "gltf-lie"),  # E6
        (changed("accessors", 0, "count", to=2**31), "gltf-lie"),
        (changed("accessors", 0, "count", to=-1), "gltf-lie"),
        (changed("accessors", 0, "count", to=True), "gltf-lie"),
        (
            changed("accessors", 0, to={"componentType": 5126, "count": 300_000_000, "type": "VEC3"}),
            "gltf-lie",
        ),
        (changed("accessors", 0, to=lambda old: old | {"sparse": {"count": 2**30}}), "gltf-lie"),
        (changed("accessors", 0, to=lambda old: old | {"byteOffset": -40}), "gltf-lie"),
        (changed("accessors", 0, to=lambda old: old | {"byteOffset": 4096}), "gltf-lie"),
        (changed("bufferViews", 0, to=lambda old: old | {"byteStride": 0}), "gltf-lie"),
        (changed("bufferViews", 0, "byteLength", to=10_000), "gltf-lie"),
        (changed("buffers", 0, "byteLength", to=10_000), "gltf-lie"),
        (changed("bufferViews", 0, "buffer", to=7), "gltf-lie"),
        (changed("nodes", 0, "mesh", to=7), "gltf-lie"),
        (changed("nodes", to=[{"mesh": 0, "children": [1]}, {"children": [0]}]), "cyclic"),  # E7
        (changed("nodes", to=[{"children": [1, 1]}, {"mesh": 0}]), "cyclic"),
        (changed("nodes", to=[{"children": [i + 1]} for i in range(400)] + [{"mesh": 0}]), "deep"),
        (changed("nodes", to=[{"mesh": 0}] * 2000), "instances"),
        (changed("nodes", 0, to={"mesh": 0, "scale": [1e300, 1e300, 1e300]}), "not-numbers"),
        (changed("nodes", 0, to={"mesh": 0, "matrix": [10**400] * 16}), "not-numbers"),
        (changed("scenes", 0, "nodes", to=[]), "empty"),
        (changed("buffers", 0, to=lambda old: old | {"uri": "http://127.0.0.1/x.bin"}), "external"),  # E8
        (changed("buffers", 0, to=lambda old: old | {"uri": "../../../etc/passwd"}), "external"),
        (changed("buffers", 0, to=lambda old: old | {"uri": "data:text/plain,x"}), "gltf-lie"),
        (changed("asset", to=lambda old: [old]), "not-gltf"),
        (changed("asset", "version", to="1.0"), "not-gltf"),
        (changed("meshes", 0, "primitives", 0, "attributes", to={}), "gltf-lie"),
        (changed("meshes", 0, "primitives", 0, to=lambda old: old | {"mode": 5}), "not-gltf"),
        (changed("meshes", 0, "primitives", 0, to=lambda old: old | {"mode": 0}), "empty"),
        (changed("meshes", 0, "primitives", to=lambda old: old * 100), "triangles"),
        (changed("scene", to=lambda old: 5), "gltf-lie"),
        (glb(*box_document())[:100], "truncated"),
        (b"glTF" + b"\0" * 40, "not-gltf"),
        (struct.pack("<4sIII4s", b"glTF", 2, 400_024, 400_004, b"JSON") + b"[" * 400_004, "deep"),
    ],
)
def test_gltf_refused(content, code):
    assert refused(read_glb, content, LIMITS) == code


def test_a_needed_extension_is_named():
    document, buffer = box_document()
    document["extensionsRequired"] = ["KHR_draco_mesh_compression"]  # E9
    with pytest.raises(RefusedFile) as caught:
        read_glb(glb(document, buffer), LIMITS)
    assert caught.value.answer.sentence == (
        "The model needs a glTF extension that is not supported here (KHR_draco_mesh_compression)."
    )


def test_images_elsewhere_are_refused():
    document, buffer = box_document()
    document["images"] = [{"uri": "file:///etc/passwd"}]
    assert refused(read_glb, glb(document, buffer), LIMITS) == "external"


def zip_of(path, entries, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("entries", "what"),
    [
        ([("3D/3dmodel.model", b"\0" * (2 << 20))], "an entry swells more than 200 times"),  # E3
        ([("../out", b"x")], "a name leads out of it"),  # E2
        ([("/etc/x", b"x")], "a name leads out of it"),
        ([("a", b"x"), ("a", b"y")], "it names a file twice"),
        ([(str(i), b"") for i in range(2001)], "it has too many entries"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archives_refused(tmp_path, entries, what):
    path = zip_of(tmp_path / "a.3mf", entries)
    with pytest.raises(RefusedFile) as caught:
        check_zip(path)
    assert caught.value.answer.sentence == f"The archive was not opened: {what}."


def test_overlapping_entries_are_refused(tmp_path):
    content = bytearray(zip_of(tmp_path / "a.3mf", [("a", b"x" * 50), ("b", b"y" * 50)]).read_bytes())
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 0)
    (tmp_path / "a.3mf").write_bytes(content)
    with pytest.raises(RefusedFile) as caught:
        check_zip(tmp_path / "a.3mf")
    assert caught.value.answer.code == "archive-unsafe"


def test_an_archive_that_lies_about_its_sum_is_refused(tmp_path):
    content = bytearray(zip_of(tmp_path / "a.3mf", [("a", b"x")]).read_bytes())
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 1_600_000_000)
    (tmp_path / "a.3mf").write_bytes(content)
    with pytest.raises(RefusedFile) as caught:
        check_zip(tmp_path / "a.3mf")
    assert caught.value.answer.sentence == "The archive was not opened: it would unpack to more than 256 MB."
