"""Voting: ballots to a result with its reasons, and a file from which anyone can count it again.

Two crowns, never mixed: the community's by majority judgment, the jury's by the medians of a rubric. Integers
and exact fractions only; equal ballots give an equal result in whatever order they come.
"""

from .ballots import GRADES, NONCE_BYTES, Ballot, VotingFault, ballot_bytes, ballot_hash
from .counting import Excluded, Place, Reason, Result, Rule, Tally, count, result_bytes
from .jury import RUBRIC, JuryPlace, JuryScore, jury_result
from .majority import Gauge
from .publishing import Cast, Record, export_ballots, read_ballots, recount

__all__ = [
    "GRADES",
    "NONCE_BYTES",
    "RUBRIC",
    "Ballot",
    "Cast",
    "Excluded",
    "Gauge",
    "JuryPlace",
    "JuryScore",
    "Place",
    "Reason",
    "Record",
    "Result",
    "Rule",
    "Tally",
    "VotingFault",
    "ballot_bytes",
    "ballot_hash",
    "count",
    "export_ballots",
    "jury_result",
    "read_ballots",
    "recount",
    "result_bytes",
]
