"""Reconciling: a folder of a real project (lists of parts, model files) becomes parts and doubts, nothing in silence.

    read_folder(path) -> Reading(about, lists, items, doubts, digest, ...)

Nothing is written, nothing is asked of the network, no link out of the folder is followed. What a list does not say
stays empty; what it says twice, in the wrong place or against itself is a Doubt with file, row, kind and facts.
The words of a doubt are made by whoever shows it, so that they can be said in any language.
"""

from unikat.engines.reconciling.about import About
from unikat.engines.reconciling.doubts import KINDS, Doubt
from unikat.engines.reconciling.reading import Item, Reading, ReadList, read_folder

__all__ = ["KINDS", "About", "Doubt", "Item", "ReadList", "Reading", "read_folder"]
