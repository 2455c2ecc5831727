import pytest

from unikat.engines.shaping import Kind, sniff
from unikat.engines.shaping.tests.solids import (
    binary_stl,
    box_document,
    box_step,
    box_triangles,
    glb,
    text_stl,
)

STL = binary_stl(box_triangles())


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (box_step(), "door.STEP", Kind.STEP),
        (box_step(), "door.stp", Kind.STEP),
        (STL, "door.stl", Kind.STL),
        (text_stl(box_triangles()), "door.stl", Kind.STL),
        (binary_stl(box_triangles(), header=b"solid, but binary"), "door.stl", Kind.STL),
        (glb(*box_document()), "door.glb", Kind.GLB),
        (b' {"asset": {"version": "2.0"}}', "door.gltf", Kind.GLTF),
        (b"PK\x03\x04rest", "door.3mf", Kind.THREE_MF),
        (b"\x89PNG\r\n\x1a\nrest", "a.png", Kind.PNG),
        (b"\xff\xd8\xff\xe0rest", "a.JPEG", Kind.JPEG),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", Kind.WEBP),
        (b"GIF89a", "a.gif", Kind.GIF),
        (b"%PDF-1.7\n", "a.pdf", Kind.PDF),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", Kind.SVG),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -- b --><!DOCTYPE svg>\n<svg >", "a.svg", Kind.SVG),
    ],
)
def test_content_and_name_agree(head, name, kind):
    assert sniff(head, name) is kind


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<html><script>alert(1)</script>", "door.step"),  # D8
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),  # D7
        (b"GIF89a=1;alert(1)", "a.js"),  # D7
        (b"<html>%PDF-1.7", "a.pdf"),  # D7
        (b"\x89PNG\r\n\x1a\n", "a.jpg"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "a.stl"),
        (b"", "a.stl"),
        (b"", "a.step"),
        (box_step(), "door"),
        (box_step(), "door.step.exe"),
        (b"mtllib /etc/passwd\n", "door.obj"),  # E12: not a kind at all
        (b"glTF\x01\0\0\0", "old.glb"),
    ],
)
def test_what_disagrees_has_no_kind(head, name):
    assert sniff(head, name) is None
