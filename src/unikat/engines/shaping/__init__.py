"""Shaping: an uploaded file becomes something that can be shown and measured, or a sentence why not.

    sniff(head, name) -> Kind | None             what a file is, by content; must agree with its name
    scan_step(bytes or path) -> StepScan         a STEP file read as text: tree, unit, instances, problems
    shape(path, kind, out_dir, limits)           -> Shaped (GLB, drawings, measures, tree) | Unreadable
    check_image(path), safe_image(path, out)     -> Picture | Unreadable
    clean_svg(bytes)                             -> bytes | Unreadable
    archive_problem(path)                        -> Unreadable | None
    try_confinement()                            -> Confinement(guards, leaks) on this machine

Lengths are in millimetres, volumes in mm3, masses in grams, densities in g/cm3; the GLB itself is in metres.
No function raises for bad content: every failure is an Unreadable with a stable code and an English sentence.
`shape` and the two picture functions read the file in a confined child process; this process never loads the
STEP kernel (cascadio, optional: without it STEP files answer "no-kernel"). Equal bytes give equal results.
"""

from unikat.engines.shaping.guarding import Confinement, try_confinement
from unikat.engines.shaping.kinds import HEAD_BYTES, IMAGES, MODELS, Kind, sniff
from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.measures import Branch, Mass, Measures, PartMeasures
from unikat.engines.shaping.models import Shaped, shape
from unikat.engines.shaping.pictures import PICTURE_LIMITS, Picture, check_image, safe_image
from unikat.engines.shaping.reasons import SENTENCES, Unreadable
from unikat.engines.shaping.step_text import Product, StepScan, Use, scan_step
from unikat.engines.shaping.svg import clean_svg
from unikat.engines.shaping.zips import archive_problem

__all__ = [
    "HEAD_BYTES",
    "IMAGES",
    "MODELS",
    "PICTURE_LIMITS",
    "SENTENCES",
    "Branch",
    "Confinement",
    "Kind",
    "Limits",
    "Mass",
    "Measures",
    "PartMeasures",
    "Picture",
    "Product",
    "Shaped",
    "StepScan",
    "Unreadable",
    "Use",
    "archive_problem",
    "check_image",
    "clean_svg",
    "safe_image",
    "scan_step",
    "shape",
    "sniff",
    "try_confinement",
]
