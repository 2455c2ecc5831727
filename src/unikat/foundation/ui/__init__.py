"""Tokens, macros, icons, charts, the page layout, the 3D viewer."""
