"""Runs the command: python -m unikat."""

from unikat.cli.main import main

if __name__ == "__main__":
    main()
