"""Conditions over option codes, `tow-bar => battery-20 & !winch`, read with place and reason of every error.

Grammar, loosest first: `<=>` (same as), `=>` (implies), both grouping to the right, `|` (or), `&` (and),
`!` (not), parentheses, the words `true` and `false`, and codes `[a-z][a-z0-9-]*`. An empty text means always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, NamedTuple

LONGEST_TEXT = 10_000
"""Characters; longer texts are refused before they are read."""
DEEPEST_NESTING = 60
"""Levels; keeps reading and evaluating far from Python's own recursion limit."""

Operator = Literal["code", "true", "false", "not", "and", "or", "implies", "same"]

_TOKEN = re.compile(r"(?P<code>[a-z][a-z0-9-]*)|(?P<sign><=>|=>|[!&|()])|(?P<gap>\s+)")
_BINDING: dict[Operator, int] = {"same": 1, "implies": 2, "or": 3, "and": 4, "not": 5}
_SIGN: dict[Operator, str] = {"same": "<=>", "implies": "=>", "or": "|", "and": "&"}

_SENTENCES = {
    "too-long": "The expression is longer than {limit} characters",
    "too-deep": "The expression is nested deeper than {limit} levels",
    "bad-character": "The character {found} does not belong in an expression",
    "code-expected": "An option code is missing before {found}",
    "operator-expected": "An operator (& | => <=>) is missing before {found}",
    "parenthesis-open": "A closing parenthesis is missing before {found}",
    "parenthesis-close": "A closing parenthesis has no opening one",
}


class ExpressionError(ValueError):
    """An expression that cannot be read: `key` to translate, `position` from 0, line and column from 1."""

    def __init__(self, key: str, position: int, *, text: str = "", found: str = "", limit: int = 0) -> None:
        self.key = key
        self.position = position
        self.found = found
        self.limit = limit
        before = text[:position]
        self.line = before.count("\n") + 1
        self.column = position - (before.rfind("\n") + 1) + 1
        sentence = _SENTENCES[key].format(found=found, limit=limit)
        super().__init__(f"{sentence} (line {self.line}, column {self.column}).")


@dataclass(frozen=True, slots=True)
class Expression:
    """One condition as a tree; equal trees are equal expressions and have the same canonical text."""

    operator: Operator
    parts: tuple[Expression, ...] = ()
    code: str = ""

    def codes(self) -> frozenset[str]:
        """Every option code the expression names."""
        return frozenset(self._named())

    def holds(self, chosen: AbstractSet[str]) -> bool:
        """Whether the condition is true when exactly the options in `chosen` are chosen."""
        match self.operator:
            case "code":
                return self.code in chosen
            case "not":
                return not self.parts[0].holds(chosen)
            case "and":
                return all(part.holds(chosen) for part in self.parts)
            case "or":
                return any(part.holds(chosen) for part in self.parts)
            case "implies":
                return not self.parts[0].holds(chosen) or self.parts[1].holds(chosen)
            case "same":
                return self.parts[0].holds(chosen) == self.parts[1].holds(chosen)
            case _:
                return self.operator == "true"

    @property
    def text(self) -> str:
        """Canonical text: single spaces, no needless parentheses; reading it gives an equal expression."""
        if self.operator == "code":
            return self.code
        if self.operator in ("true", "false"):
            return self.operator
        if self.operator == "not":
            return "!" + self._inside(self.parts[0], _BINDING["not"])
        own = _BINDING[self.operator]
        # `=>` and `<=>` group to the right: on their left a nested one needs its parentheses.
        last = own if self.operator in ("implies", "same") else own + 1
        needs = (own + 1,) * (len(self.parts) - 1) + (last,)
        shown = (self._inside(part, need) for part, need in zip(self.parts, needs, strict=True))
        return f" {_SIGN[self.operator]} ".join(shown)

    def __str__(self) -> str:
        return self.text

    @staticmethod
    def _inside(part: Expression, need: int) -> str:
        binding = _BINDING.get(part.operator, 6)
        return part.text if binding >= need else f"({part.text})"

    def _named(self) -> Iterator[str]:
        if self.operator == "code":
            yield self.code
        for part in self.parts:
            yield from part._named()


ALWAYS = Expression("true")


def parse(text: str) -> Expression:
    """Read one expression (empty means always); raises ExpressionError with the place of the first fault."""
    if len(text) > LONGEST_TEXT:
        raise ExpressionError("too-long", LONGEST_TEXT, text=text, limit=LONGEST_TEXT)
    tokens = list(_tokens(text))
    if len(tokens) == 1:
        return ALWAYS
    return _Reader(text, tokens).whole()


class _Token(NamedTuple):
    text: str
    position: int
    is_code: bool = False


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ExpressionError("bad-character", position, text=text, found=repr(text[position]))
        if match.lastgroup != "gap":
            yield _Token(match.group(), position, match.lastgroup == "code")
        position = match.end()
    yield _Token("", position)


class _Reader:
    """Recursive descent over the tokens; one level of depth per parenthesis, `!`, `=>` and `<=>`."""

    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        result = self.same()
        if self.here.text == ")":
            raise self.error("parenthesis-close")
        if self.here.text or self.here.is_code:
            raise self.error("operator-expected")
        return result

    @property
    def here(self) -> _Token:
        return self.tokens[self.at]

    def error(self, key: str) -> ExpressionError:
        found = f"'{self.here.text}'" if self.here.text else "the end"
        return ExpressionError(key, self.here.position, text=self.text, found=found, limit=DEEPEST_NESTING)

    def takes(self, sign: str) -> bool:
        if self.here.text != sign:
            return False
        self.at += 1
        return True

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            raise self.error("too-deep")

    def same(self) -> Expression:
        left = self.implies()
        if not self.takes("<=>"):
            return left
        self.deeper()
        right = self.same()
        self.depth -= 1
        return Expression("same", (left, right))

    def implies(self) -> Expression:
        left = self.either()
        if not self.takes("=>"):
            return left
        self.deeper()
        right = self.implies()
        self.depth -= 1
        return Expression("implies", (left, right))

    def either(self) -> Expression:
        parts = [self.both()]
        while self.takes("|"):
            parts.append(self.both())
        return _joined("or", parts)

    def both(self) -> Expression:
        parts = [self.negated()]
        while self.takes("&"):
            parts.append(self.negated())
        return _joined("and", parts)

    def negated(self) -> Expression:
        if self.takes("!"):
            self.deeper()
            inner = self.negated()
            self.depth -= 1
            return Expression("not", (inner,))
        if self.takes("("):
            self.deeper()
            inner = self.same()
            if not self.takes(")"):
                raise self.error("parenthesis-open" if not self.here.text else "operator-expected")
            self.depth -= 1
            return inner
        if not self.here.is_code:
            raise self.error("code-expected")
        word = self.here.text
        self.at += 1
        if word in ("true", "false"):
            return Expression("true" if word == "true" else "false")
        return Expression("code", code=word)


def _joined(operator: Literal["and", "or"], parts: list[Expression]) -> Expression:
    if len(parts) == 1:
        return parts[0]
    # `a & (b & c)` and `a & b & c` are one expression, so that canonical texts agree.
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if part.operator == operator else (part,))
    return Expression(operator, tuple(flat))
