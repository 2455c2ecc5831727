"""What a command says when it cannot go on."""


class Problem(Exception):
    """A command cannot go on; the message is a sentence for the person at the terminal."""
