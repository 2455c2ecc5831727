"""Birth certificate, provenance, sealed archive."""
