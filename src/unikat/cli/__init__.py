"""The command `unikat`: one file per noun, each calling actions and engines."""
