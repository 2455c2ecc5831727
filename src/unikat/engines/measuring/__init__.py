"""Measuring: what a bill of materials amounts to in one configuration, and how it stands on its axles.

Integers and fractions only, so every total is exact and independent of order: grams, cents, days, mm.
A number that is not known is named, never counted as zero in silence.
"""

from .axles import axle_loads
from .bills import Bill, BillCycle, BillFault, Finding, Line, Use, check_bill, prepare, where_used
from .rolling import Gap, Item, RollUp, flat, roll_up, round_half_up, totals

__all__ = [
    "Bill",
    "BillCycle",
    "BillFault",
    "Finding",
    "Gap",
    "Item",
    "Line",
    "RollUp",
    "Use",
    "axle_loads",
    "check_bill",
    "flat",
    "prepare",
    "roll_up",
    "round_half_up",
    "totals",
    "where_used",
]
