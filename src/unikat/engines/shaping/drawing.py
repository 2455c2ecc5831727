"""Turns a view into a small technical drawing: lit faces and edges on no background, by day and by night."""

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from unikat.engines.shaping.projecting import View
from unikat.engines.shaping.scene import Floats

WIDTH, HEIGHT, FINENESS = 640, 480, 2
_LIGHT = np.array([-0.42, 0.62, 0.66], np.float32)
_CREASE = np.float32(np.cos(np.radians(32)))
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Sheet:
    """The colours of a drawing (sRGB 0..255): faces from dark to bright, lines, how much own colour shows."""

    dark: tuple[int, int, int]
    bright: tuple[int, int, int]
    line: tuple[int, int, int]
    own: float


PAPER = Sheet(dark=(186, 184, 178), bright=(255, 254, 251), line=(22, 24, 29), own=0.6)
BLUEPRINT = Sheet(dark=(20, 44, 74), bright=(86, 124, 170), line=(238, 242, 247), own=0.35)


@dataclass(frozen=True)
class Strokes:
    """A view broken down into what any sheet needs, at the final size: shares of each pixel.

    `face` and `lit` are the face's share and that times its light, `own` and `own_lit` the same times how
    strong the own colour is, `tint` the lit own colour (sRGB, times its strength), `line` the lines' share.
    """

    face: Floats
    lit: Floats
    own: Floats
    own_lit: Floats
    tint: Floats
    line: Floats


def trace(view: View) -> Strokes:
    """Finds light and edges of a view FINENESS times as fine as the drawing, and shrinks them."""
    seen = view.shape >= 0
    outline, inner = _edges(view, seen)
    line = np.where(outline, np.float32(1), np.where(inner, np.float32(0.6), np.float32(0)))
    face = np.where(seen, 1 - line, np.float32(0))
    line = np.where(seen | outline, line, np.float32(0))
    light = _lighting(view)
    # A red part is reddish on every sheet; grey, the colour of no choice, becomes the sheet's own.
    strength = np.ptp(view.colour, axis=-1) * face
    tint = view.colour * (strength * (0.45 + 0.55 * light))[..., None]
    layers = (face, face * light, strength, strength * light, line)
    face, lit, own, own_lit, line = (_shrink(layer[..., None]) for layer in layers)
    return Strokes(face, lit, own, own_lit, _shrink(tint), line)


def draw(strokes: Strokes, sheet: Sheet) -> bytes:
    """The drawing in the colours of one sheet, as WebP with transparency, 640 x 480."""
    dark, bright, line = (np.array(c, np.float32) for c in (sheet.dark, sheet.bright, sheet.line))
    plain = strokes.face - strokes.own * sheet.own
    lit = strokes.lit - strokes.own_lit * sheet.own
    colour = dark * plain + (bright - dark) * lit + strokes.tint * (255 * sheet.own) + line * strokes.line
    return _webp(colour, strokes.face + strokes.line)


def _lighting(view: View) -> Floats:
    """0..1 from a lamp at the upper left, both sides of a face alike, a little more where it faces us."""
    lamp = _LIGHT / np.linalg.norm(_LIGHT)
    facing = np.where(view.normal[..., 2:] < 0, -view.normal, view.normal)
    lit = np.clip(facing @ lamp, 0, 1)
    shade: Floats = np.clip(0.18 + 0.62 * lit + 0.2 * facing[..., 2], 0, 1).astype(np.float32)
    return shade


def _edges(view: View, seen: Mask) -> tuple[Mask, Mask]:
    """Outlines (against nothing, another shape or a step in depth) three pixels wide, creases two."""
    depth = np.where(seen, view.depth, np.float32(0))
    span = float(np.ptp(depth[seen])) if seen.any() else 1.0
    outline, inner = np.zeros_like(seen), np.zeros_like(seen)
    for axis in (0, 1):
        here, there = _pair(axis, 0), _pair(axis, 1)
        both = seen[here] & seen[there]
        outer = (seen[here] != seen[there]) | (both & (view.shape[here] != view.shape[there]))
        turn = (view.normal[here] * view.normal[there]).sum(axis=-1)
        # A slanted face changes its depth steadily: only the change against that slope is a step.
        slope = _slope(view, here) + _slope(view, there)
        step = np.abs(depth[here] - depth[there]) > 0.02 * span + 0.004 * span * slope
        outer |= both & step
        crease = both & (np.abs(turn) < _CREASE)
        for side in (here, there):
            outline[side] |= outer
            inner[side] |= crease
    return _wider(outline), inner


def _wider(mask: Mask) -> Mask:
    """The mask and its neighbours to the right and below."""
    wide = mask.copy()
    wide[1:] |= mask[:-1]
    wide[:, 1:] |= mask[:, :-1]
    return wide


def _pair(axis: int, side: int) -> tuple[slice, slice]:
    part = slice(None, -1) if side == 0 else slice(1, None)
    return (part, slice(None)) if axis == 0 else (slice(None), part)


def _slope(view: View, where: tuple[slice, slice]) -> Floats:
    towards = np.maximum(np.abs(view.normal[where][..., 2]), np.float32(0.05))
    steep: Floats = np.sqrt(1 - np.minimum(towards, 1) ** 2) / towards
    return steep


def _shrink(image: Floats) -> Floats:
    height, width, parts = image.shape
    fine = image.reshape(height // FINENESS, FINENESS, width // FINENESS, FINENESS, parts)
    small: Floats = fine.mean(axis=(1, 3), dtype=np.float32)
    return small


def _webp(premultiplied: Floats, opaque: Floats) -> bytes:
    colour = premultiplied / np.maximum(opaque, 1e-6)
    pixels = np.concatenate([colour, opaque * 255], axis=2)
    image = Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8), "RGBA")
    out = io.BytesIO()
    image.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()
