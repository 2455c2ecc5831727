"""Which wishes are alike, and what differs between them: German and English, without a network."""

from .differing import Difference, differences
from .folding import fold
from .index import Index, Match, Text, rank

__all__ = ["Difference", "Index", "Match", "Text", "differences", "fold", "rank"]
