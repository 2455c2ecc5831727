"""Brief, check-ups, entries, jury, ballots, awards."""
