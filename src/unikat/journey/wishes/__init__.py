"""Say it, discuss it, answer it."""
