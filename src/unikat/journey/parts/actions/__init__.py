"""Things that happen to parts and bills: the only way they change."""

from unikat.journey.parts.actions.bills import read_quantity, remove_line, set_line, set_lines, set_load_case
from unikat.journey.parts.actions.imports import Imported, import_bill
from unikat.journey.parts.actions.openings import open_imported_project
from unikat.journey.parts.actions.parts import (
    add_part,
    draft_revision,
    mark_revision,
    next_letter,
    release_first,
    release_revision,
    weigh_revision,
)

__all__ = [
    "Imported",
    "add_part",
    "draft_revision",
    "import_bill",
    "mark_revision",
    "next_letter",
    "open_imported_project",
    "read_quantity",
    "release_first",
    "release_revision",
    "remove_line",
    "set_line",
    "set_lines",
    "set_load_case",
    "weigh_revision",
]
