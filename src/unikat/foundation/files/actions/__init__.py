"""Things that happen to files."""

from unikat.foundation.files.actions.keeping import attach, keep_file
from unikat.foundation.files.actions.scrubbing import Damaged, scrub
from unikat.foundation.files.actions.shapes import make_shape, shape_now
from unikat.foundation.files.receiving import clean_name

__all__ = ["Damaged", "attach", "clean_name", "keep_file", "make_shape", "scrub", "shape_now"]
