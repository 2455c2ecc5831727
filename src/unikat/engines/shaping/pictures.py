"""The door for pictures: checked and written anew in the same confinement as models."""

from dataclasses import dataclass
from pathlib import Path

from unikat.engines.shaping.answers import BadAnswer, read_size
from unikat.engines.shaping.limits import MEGABYTE, Limits
from unikat.engines.shaping.models import write_whole
from unikat.engines.shaping.reasons import Unreadable, unreadable
from unikat.engines.shaping.running import run_confined, take

PICTURE_LIMITS = Limits(
    input_bytes=40 * MEGABYTE, cpu_seconds=20, wall_seconds=40, output_bytes=40 * MEGABYTE
)


@dataclass(frozen=True)
class Picture:
    """A picture that could be decoded: its format (PNG, JPEG, WEBP or GIF) and its size in pixels."""

    format: str
    width: int
    height: int


def check_image(path: Path, limits: Limits = PICTURE_LIMITS) -> Picture | Unreadable:
    """Decodes the first frame once; at most `limits.pixels`, judged before anything is decoded."""
    return _picture(path, None, limits)


def safe_image(
    path: Path, out: Path, limits: Limits = PICTURE_LIMITS, side: int = 4096
) -> Picture | Unreadable:
    """Writes the first frame to `out` as upright WebP without metadata, at most `side` pixels wide and high.

    The picture returned has the format of the source and the size of what was written.
    """
    return _picture(path, out, limits, side)


def _picture(path: Path, out: Path | None, limits: Limits, side: int = 0) -> Picture | Unreadable:
    task = "check image" if out is None else "rewrite image"
    with run_confined(path, {"task": task, "side": side}, limits) as done:
        if isinstance(done, Unreadable):
            return done
        try:
            picture = Picture(*read_size(done.answer.get("image")))
        except BadAnswer as bad:
            return unreadable("crashed", f"bad answer: {bad}")
        if out is not None:
            content = take(done.box, "picture.webp", limits)
            if content is None or not content.startswith(b"RIFF"):
                return unreadable("crashed", "no picture")
            write_whole(out, content)
        return picture
