"""Unikat: open co-creation of vehicles."""

__version__ = "0.1.0"
