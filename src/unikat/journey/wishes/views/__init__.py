"""Pages of wishes and decisions."""

from unikat.journey.wishes.views.decisions import agree, decide, decision, decision_list
from unikat.journey.wishes.views.wishing import (
    answer_merge,
    detail,
    make,
    merge,
    similar,
    support,
    undo_merge,
    wish_list,
)

__all__ = [
    "agree",
    "answer_merge",
    "decide",
    "decision",
    "decision_list",
    "detail",
    "make",
    "merge",
    "similar",
    "support",
    "undo_merge",
    "wish_list",
]
