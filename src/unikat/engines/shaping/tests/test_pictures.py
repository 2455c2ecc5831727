import io
import struct
import zlib

import pytest
from PIL import Image

from unikat.engines.shaping import Picture, Unreadable, check_image, safe_image


def save(path, image, form, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    path.write_bytes(out.getvalue())
    return path


def wide_png(width, height):
    """A PNG whose header states a size and whose data is one byte."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_format_is_written_anew(tmp_path, form):
    path = save(tmp_path / "in", Image.new("RGB", (40, 30), (200, 30, 10)), form)
    assert check_image(path) == Picture(form, 40, 30)
    assert safe_image(path, tmp_path / "out.webp") == Picture(form, 40, 30)
    with Image.open(tmp_path / "out.webp") as out:
        assert (out.format, out.size, out.info.get("exif")) == ("WEBP", (40, 30), None)


def test_metadata_goes_and_the_picture_stands_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "taken at home"
    path = save(tmp_path / "in", Image.new("RGB", (40, 30)), "JPEG", exif=exif)
    assert safe_image(path, tmp_path / "out.webp") == Picture("JPEG", 30, 40)
    assert b"taken at home" in path.read_bytes()
    assert b"taken at home" not in (tmp_path / "out.webp").read_bytes()


def test_an_animation_gives_its_first_frame_and_transparency_stays(tmp_path):
    frames = [Image.new("RGBA", (8, 8), (255, 0, 0, alpha)) for alpha in (0, 255)]
    path = save(tmp_path / "in", frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert safe_image(path, tmp_path / "out.webp") == Picture("GIF", 8, 8)
    with Image.open(tmp_path / "out.webp") as out:
        assert (getattr(out, "n_frames", 1), out.convert("RGBA").getpixel((4, 4))[3]) == (1, 0)


def test_large_pictures_are_made_smaller(tmp_path):
    path = save(tmp_path / "in", Image.new("L", (5000, 10)), "PNG")
    assert safe_image(path, tmp_path / "out.webp") == Picture("PNG", 4096, 8)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (wide_png(30_000, 30_000), "pixels"),  # E5
        (wide_png(8_000, 5_001), "pixels"),
        (wide_png(100, 100), "not-image"),
        (b"II*\0" + b"\0" * 100, "not-image"),
        (b"GIF89a=1;alert(1)//", "not-image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-image"),
        (b"", "zero-bytes"),
    ],
)
def test_refused(tmp_path, content, code):
    (tmp_path / "in").write_bytes(content)
    answer = safe_image(tmp_path / "in", tmp_path / "out.webp")
    assert isinstance(answer, Unreadable)
    assert answer.code == code
    assert not (tmp_path / "out.webp").exists()
