"""Parts, revisions, bill of materials."""
