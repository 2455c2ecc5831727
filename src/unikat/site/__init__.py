"""Pages that see all stages: home, project home, people's pages, legal pages."""
