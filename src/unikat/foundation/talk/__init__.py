"""Discussion on anything."""
