"""Propose, review, accept: edits of parts and bills, and why."""
