"""One line of UVL's constraints: a formula over features, or a sum of attributes against a bound."""

from __future__ import annotations

from typing import Literal, Never

from unikat.engines.configuring.expressions import Expression
from unikat.engines.configuring.features import FeatureRule
from unikat.engines.configuring.languages.growing import Growing
from unikat.engines.configuring.languages.limits import DEEPEST_FORMULA, LanguageError
from unikat.engines.configuring.languages.uvl_sums import read_sum
from unikat.engines.configuring.languages.uvl_tokens import NotUnderstood, Token
from unikat.engines.configuring.languages.uvl_tokens import tokens as split

_ARITHMETIC = frozenset(["<", ">", "<=", ">=", "==", "!=", "+", "-", "*", "/", ".", ","])
_LOOSEST: tuple[tuple[str, Literal["same", "implies", "or", "and"]], ...] = (
    ("<=>", "same"),
    ("=>", "implies"),
    ("|", "or"),
    ("&", "and"),
)


def read_rule(growing: Growing, line: int, column: int, text: str) -> None:
    """Add what the line says to the model, or list it if it is UVL that is not understood."""
    tokens = list(split(text, line, column))
    if any(token.text in _ARITHMETIC or token.kind == "text" for token in tokens if token.kind != "name"):
        try:
            growing.sums.extend(read_sum(growing, line, tokens, text.strip()))
        except NotUnderstood as reason:
            growing.skip(line, column, f"{text.strip()[:200]} ({reason})")
        return
    expression = _Formula(growing, line, tokens).whole()
    growing.rule(FeatureRule(expression, line), column)


class _Formula:
    """Operators from the loosest on, as in UVL's grammar: each groups to the left."""

    def __init__(self, growing: Growing, line: int, tokens: list[Token]) -> None:
        self.number = growing.number
        self.line = line
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        result = self.joined(0)
        if self.tokens[self.at].kind != "end":
            self.fail("unexpected", self.found)
        return result

    @property
    def found(self) -> str:
        token = self.tokens[self.at]
        return f"'{token.text}'" if token.text else "the end of the line"

    def fail(self, key: str, found: str, wanted: str = "", limit: int = 0) -> Never:
        column = self.tokens[self.at].column
        raise LanguageError(key, self.line, column, found=found, wanted=wanted, limit=limit)

    def joined(self, level: int) -> Expression:
        if level == len(_LOOSEST):
            return self.negated()
        sign, operator = _LOOSEST[level]
        result = self.joined(level + 1)
        parts = [result]
        while self.tokens[self.at].text == sign and self.tokens[self.at].kind == "sign":
            self.at += 1
            parts.append(self.joined(level + 1))
        if len(parts) == 1:
            return result
        if operator in ("and", "or"):
            return Expression(operator, tuple(parts))
        if len(parts) > DEEPEST_FORMULA:
            self.fail("too-deep", "", limit=DEEPEST_FORMULA)
        for part in parts[1:]:
            result = Expression(operator, (result, part))
        return result

    def negated(self) -> Expression:
        token = self.tokens[self.at]
        if token.kind == "name":
            self.at += 1
            return self.named(token)
        if token.kind != "sign" or token.text not in "!(":
            self.fail("expected", self.found, wanted="a feature")
        self.at += 1
        self.depth += 1
        if self.depth > DEEPEST_FORMULA:
            self.fail("too-deep", "", limit=DEEPEST_FORMULA)
        if token.text == "!":
            result = Expression("not", (self.negated(),))
        else:
            result = self.joined(0)
            if self.tokens[self.at].text != ")":
                self.fail("expected", self.found, wanted="a closing parenthesis")
            self.at += 1
        self.depth -= 1
        return result

    def named(self, token: Token) -> Expression:
        name = token.text.strip('"')
        if name in self.number:
            return Expression("code", code=name)
        if token.text == "true":
            return Expression("true")
        if token.text == "false":
            return Expression("false")
        raise LanguageError("unknown-feature", self.line, token.column, found=name)
