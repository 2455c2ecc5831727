"""Unikat: open co-creation of vehicles."""
