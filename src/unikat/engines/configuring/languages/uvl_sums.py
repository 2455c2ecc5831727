"""Arithmetic of UVL where it is a sum of features' numbers against a bound: `sum(price) <= 20000`, `A.mass + B.mass < 9`."""

from __future__ import annotations

from decimal import Decimal

from unikat.engines.configuring.features import Sum
from unikat.engines.configuring.languages.growing import Growing
from unikat.engines.configuring.languages.limits import LARGEST_NUMBER, MOST_DECIMALS, LanguageError
from unikat.engines.configuring.languages.uvl_tokens import NotUnderstood, Token, number

_COMPARISONS = ("<=", ">=", "==", "<", ">")
_BOOLEAN = ("&", "|", "!", "=>", "<=>", "!=")
_SCALE = 10**MOST_DECIMALS


class _Terms(dict[int, Decimal]):
    """Weight of every feature in a sum, and the constant beside them."""

    constant = Decimal(0)

    def add(self, other: _Terms, factor: Decimal) -> None:
        self.constant += factor * other.constant
        for feature, weight in other.items():
            self[feature] = self.get(feature, Decimal(0)) + factor * weight


def read_sum(growing: Growing, line: int, tokens: list[Token], text: str) -> list[Sum]:
    """The sum that a line limits; raises NotUnderstood where the line says more than that."""
    if any(token.kind == "text" for token in tokens):
        raise NotUnderstood("it compares texts")
    if any(token.text in _BOOLEAN and token.kind == "sign" for token in tokens):
        raise NotUnderstood("arithmetic inside a formula")
    reader = _Arithmetic(growing, line, tokens)
    left = reader.added()
    sign = reader.here
    if sign.text not in _COMPARISONS:
        raise LanguageError("expected", line, sign.column, wanted="a comparison", found=f"'{sign.text}'")
    reader.at += 1
    right = reader.added()
    if reader.here.kind != "end":
        raise LanguageError("unexpected", line, reader.here.column, found=f"'{reader.here.text}'")
    left.add(right, Decimal(-1))
    if any(abs(weight) > LARGEST_NUMBER for weight in (*left.values(), left.constant)):
        raise LanguageError("bad-number", line, sign.column, found="A weight", limit=LARGEST_NUMBER)
    return [_bounded(left, sign.text, line, text)]


def _bounded(terms: _Terms, sign: str, line: int, text: str) -> Sum:
    exact = [terms.constant, *terms.values()]
    decimals = max(max(0, -int(weight.normalize().as_tuple().exponent)) for weight in exact)
    if decimals > MOST_DECIMALS:
        raise NotUnderstood("more than nine decimals")
    scale = 10**decimals
    weights = tuple((feature, int(weight * scale)) for feature, weight in sorted(terms.items()) if weight)
    bound = int(-terms.constant * scale)
    low = {">=": bound, ">": bound + 1, "==": bound}.get(sign)
    high = {"<=": bound, "<": bound - 1, "==": bound}.get(sign)
    return Sum(weights, low, high, line, text)


class _Arithmetic:
    def __init__(self, growing: Growing, line: int, tokens: list[Token]) -> None:
        self.growing = growing
        self.line = line
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def takes(self, sign: str) -> bool:
        if self.here.text != sign or self.here.kind != "sign":
            return False
        self.at += 1
        return True

    def added(self) -> _Terms:
        result = _Terms()
        first = Decimal(-1 if self.takes("-") else 1)
        result.add(self.multiplied(), first)
        while self.here.text in ("+", "-") and self.here.kind == "sign":
            factor = Decimal(1 if self.here.text == "+" else -1)
            self.at += 1
            result.add(self.multiplied(), factor)
        return result

    def multiplied(self) -> _Terms:
        result = self.single()
        while self.takes("*"):
            other = self.single()
            if other and result:
                raise NotUnderstood("a product of features")
            factor, terms = (other.constant, result) if result else (result.constant, other)
            result = _Terms()
            result.add(terms, factor)
        if self.here.text == "/" and self.here.kind == "sign":
            raise NotUnderstood("a division")
        return result

    def single(self) -> _Terms:
        token = self.here
        self.at += 1
        result = _Terms()
        if token.kind == "number":
            result.constant = number(token.text, self.line, token.column)
            return result
        if token.text == "(" and self.depth < 50:
            self.depth += 1
            result = self.added()
            self.depth -= 1
            self.close()
            return result
        if token.kind != "name":
            found = f"'{token.text}'" if token.text else "the end of the line"
            raise LanguageError("expected", self.line, token.column, wanted="a number", found=found)
        if self.here.text == "(" and self.here.kind == "sign":
            return self.function(token)
        return self.reference(token)

    def close(self) -> None:
        if not self.takes(")"):
            column = self.here.column
            raise LanguageError(
                "expected", self.line, column, wanted="a closing parenthesis", found=f"'{self.here.text}'"
            )

    def function(self, token: Token) -> _Terms:
        if token.text != "sum":
            raise NotUnderstood(f"the function {token.text[:40]}")
        self.at += 1
        words = [self.name()]
        while self.takes(","):
            words.append(self.name())
        self.close()
        scope = range(len(self.growing.names)) if len(words) == 1 else self.below(words[0])
        if len(words) > 2:
            raise NotUnderstood("a sum over several scopes")
        result = _Terms()
        for feature in scope:
            value = self.growing.attributes.get(feature, {}).get(words[-1].text.strip('"'))
            if isinstance(value, Decimal):
                result[feature] = value
        if not result:
            found = words[-1].text
            raise LanguageError("unknown-attribute", self.line, words[-1].column, found=found)
        return result

    def name(self) -> Token:
        token = self.here
        if token.kind != "name":
            found = f"'{token.text}'"
            raise LanguageError("expected", self.line, token.column, wanted="a name", found=found)
        self.at += 1
        return token

    def feature(self, token: Token) -> int:
        name = token.text.strip('"')
        if name not in self.growing.number:
            raise LanguageError("unknown-feature", self.line, token.column, found=name)
        return self.growing.number[name]

    def below(self, token: Token) -> list[int]:
        """A feature and all of its descendants."""
        children: dict[int, list[int]] = {}
        for group in self.growing.groups:
            children.setdefault(group.parent, []).extend(group.members)
        found = [self.feature(token)]
        for feature in found:
            found.extend(children.get(feature, ()))
        return found

    def reference(self, token: Token) -> _Terms:
        feature = self.feature(token)
        if not self.takes("."):
            raise NotUnderstood("the value of a feature")
        attribute = self.name()
        value = self.growing.attributes.get(feature, {}).get(attribute.text.strip('"'))
        if not isinstance(value, Decimal):
            raise LanguageError("unknown-attribute", self.line, attribute.column, found=attribute.text)
        result = _Terms()
        result[feature] = value
        return result
