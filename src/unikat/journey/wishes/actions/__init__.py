"""Things that happen to wishes: the only way they change."""

from unikat.journey.wishes.actions.decisions import agree_decision, make_decision
from unikat.journey.wishes.actions.merges import agree_merge, propose_merge, refuse_merge, undo_merge
from unikat.journey.wishes.actions.wishing import make_wish, support_wish, withdraw_support

__all__ = [
    "agree_decision",
    "agree_merge",
    "make_decision",
    "make_wish",
    "propose_merge",
    "refuse_merge",
    "support_wish",
    "undo_merge",
    "withdraw_support",
]
