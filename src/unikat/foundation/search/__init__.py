"""One door, two adapters: SQLite FTS5 and PostgreSQL full text."""
