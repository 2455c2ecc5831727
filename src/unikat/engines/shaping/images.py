"""Reads pictures with Pillow inside the confined child and writes them anew, without metadata."""

import warnings
from pathlib import Path
from typing import Any

# All of Pillow's readers in use are loaded here: once the child is confined it can open no module any more.
from PIL import (  # noqa: F401
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.reasons import RefusedFile

Image.preinit()

MAX_SIDE = 4096
"""Pixels: larger pictures are made smaller when they are written anew."""
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def check(source: Path, limits: Limits) -> dict[str, Any]:
    """Format, width and height after one full decoding of the first frame."""
    image, name = _open(source, limits)
    return {"format": name, "width": image.width, "height": image.height}


def rewrite(source: Path, out: Path, limits: Limits, side: int = MAX_SIDE) -> dict[str, Any]:
    """Writes the first frame as WebP, upright, at most `side` wide and high; nothing else survives."""
    image, name = _open(source, limits)
    upright = ImageOps.exif_transpose(image)
    has_alpha = upright.has_transparency_data
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    plain.thumbnail((side, side))
    clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    clean.save(out, "WEBP", quality=85, method=4)
    return {"format": name, "width": clean.width, "height": clean.height}


def _open(source: Path, limits: Limits) -> tuple[Image.Image, str]:
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own limit is lower and asked before anything is decoded
    try:
        image: Image.Image = Image.open(source, formats=_FORMATS)
        count = image.width * image.height
        if count > limits.pixels:
            raise RefusedFile("pixels", count=count, limit=limits.pixels)
        name = str(image.format)
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError):
        raise RefusedFile("not-image") from None
    return image, "JPEG" if name == "MPO" else name
