"""A feature model while a reader fills it: numbers for names, every limit and double name seen at once."""

from __future__ import annotations

from unikat.engines.configuring.clauses import Clause
from unikat.engines.configuring.expressions import Expression
from unikat.engines.configuring.features import FeatureGroup, FeatureModel, FeatureRule, Sum, Table, Value
from unikat.engines.configuring.languages.limits import (
    DEEPEST_FORMULA,
    MOST_FEATURES,
    MOST_REMARKS,
    MOST_RULES,
    LanguageError,
    Reading,
    Remark,
)


class Growing:
    """Names, groups, rules and remarks read so far."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.number: dict[str, int] = {}
        self.groups: list[FeatureGroup] = []
        self.rules: list[FeatureRule] = []
        self.clauses: list[Clause] = []
        self.tables: list[Table] = []
        self.sums: list[Sum] = []
        self.attributes: dict[int, dict[str, Value]] = {}
        self.remarks: list[Remark] = []

    def feature(self, name: str, line: int, column: int) -> int:
        """The number of a new feature."""
        if name in self.number:
            raise LanguageError("double-feature", line, column, found=name)
        if len(self.names) >= MOST_FEATURES:
            raise LanguageError("too-many-features", line, column, limit=MOST_FEATURES)
        self.number[name] = number = len(self.names)
        self.names.append(name)
        return number

    def rule(self, rule: FeatureRule, column: int) -> None:
        """One more rule."""
        if len(self.rules) >= MOST_RULES:
            raise LanguageError("too-many-rules", rule.line, column, limit=MOST_RULES)
        if _deeper_than(DEEPEST_FORMULA, rule.expression):
            raise LanguageError("too-deep", rule.line, column, limit=DEEPEST_FORMULA)
        self.rules.append(rule)

    def skip(self, line: int, column: int, what: str) -> None:
        """Note something that is not understood."""
        if len(self.remarks) >= MOST_REMARKS:
            raise LanguageError("too-many-remarks", line, column, limit=MOST_REMARKS)
        self.remarks.append(Remark(line, column, what))

    def finished(self, language: str, hidden_root: bool = False) -> Reading:
        """What was read; raises LanguageError if there is no feature."""
        if not self.names:
            raise LanguageError("no-features", 1, 1)
        model = FeatureModel(
            tuple(self.names),
            tuple(self.groups),
            tuple(self.rules),
            tuple(self.clauses),
            tuple(self.tables),
            tuple(self.sums),
            self.attributes,
            hidden_root,
        )
        return Reading(language, model, tuple(self.remarks))


def _deeper_than(levels: int, expression: Expression) -> bool:
    """Whether what later walks through the formula would have to go deeper than this."""
    row: list[Expression] = [expression]
    while row and levels:
        row = [part for each in row for part in each.parts]
        levels -= 1
    return bool(row)
