"""Plain Python that computes: no Django, no database, strangers to each other."""
