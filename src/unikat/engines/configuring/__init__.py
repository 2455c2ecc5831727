"""Option rules in, a valid, explained and unique choice out."""
