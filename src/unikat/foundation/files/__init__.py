"""Files by content hash; their pictures, 3D models and measures."""
