"""Things that happen to changes: the only way they change."""

from unikat.journey.changes.actions.closing import accept_change, decline_change, review_change
from unikat.journey.changes.actions.proposing import RAISED_FROM, amend_change, propose_change

__all__ = [
    "RAISED_FROM",
    "accept_change",
    "amend_change",
    "decline_change",
    "propose_change",
    "review_change",
]
