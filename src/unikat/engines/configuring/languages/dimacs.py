"""DIMACS: clauses of signed numbers, with names of variables in comments where a tool wrote them."""

from __future__ import annotations

from unikat.engines.configuring.features import FeatureGroup
from unikat.engines.configuring.languages.exclusives import exclusive_sets
from unikat.engines.configuring.languages.growing import Growing
from unikat.engines.configuring.languages.limits import MOST_FEATURES, MOST_RULES, LanguageError, Reading


def read_dimacs(text: str) -> Reading:
    """The model of a DIMACS file: variables under a hidden root, optional or among others that exclude each other."""
    lines = text.splitlines()
    head = next((number for number, line in enumerate(lines) if line.startswith("p")), len(lines))
    names: dict[int, str] = {}
    for number, line in enumerate(lines[:head]):
        words = line.split(maxsplit=2)
        if words and words[0] != "c":
            raise LanguageError(
                "expected", number + 1, 1, wanted="the line 'p cnf'", found=f"'{words[0][:40]}'"
            )
        if len(words) == 3 and words[1].rstrip("$").isdecimal() and len(words[1]) < 10:
            names[int(words[1].rstrip("$"))] = words[2].strip()
    variables = _variables(lines, head)
    growing = Growing()
    growing.feature("", 1, 1)
    for variable in range(1, variables + 1):
        name = names.get(variable, f"x{variable}")
        growing.feature(name, head + 1, 1)
    _read_clauses(growing, lines, head + 1, variables)
    choices, growing.clauses = exclusive_sets(growing.clauses)
    inside = {literal for choice in choices for literal in choice}
    single = tuple(number for number in range(1, variables + 1) if number + 1 not in inside)
    for members in (single, *(tuple(literal - 1 for literal in choice) for choice in choices)):
        if members:
            growing.groups.append(FeatureGroup(0, 0, len(members) if members is single else 1, members))
    return growing.finished("DIMACS", hidden_root=True)


def _variables(lines: list[str], head: int) -> int:
    if head == len(lines):
        raise LanguageError("expected", max(1, head), 1, wanted="the line 'p cnf'", found="the end")
    words = lines[head].split()
    if len(words) != 4 or words[:2] != ["p", "cnf"] or not words[2].isdecimal() or len(words[2]) > 9:
        raise LanguageError("unexpected", head + 1, 1, found=f"'{lines[head][:40]}'")
    if int(words[2]) >= MOST_FEATURES:
        raise LanguageError(
            "too-many-features", head + 1, lines[head].index(words[2]) + 1, limit=MOST_FEATURES
        )
    return int(words[2])


def _read_clauses(growing: Growing, lines: list[str], first: int, variables: int) -> None:
    clause: list[int] = []
    for number, line in enumerate(lines[first:], first + 1):
        if line[:1] in ("c", "%"):
            if line.startswith("%"):
                break
            continue
        try:
            literals = [int(word) for word in line.split()] if len(line) < 1_000_000 else [variables + 1]
        except ValueError:
            word = next(
                word for word in line.split() if not word.lstrip("+-").isdecimal() or len(word) > 4000
            )
            raise LanguageError("unexpected", number, line.index(word) + 1, found=f"'{word}'") from None
        for literal in literals:
            if abs(literal) > variables:
                column = line.find(str(literal)) + 1 or 1
                raise LanguageError("unknown-feature", number, column, found=str(literal))
            if literal:
                # Variable n is feature n, and clauses name features by their number plus one.
                clause.append(literal + 1 if literal > 0 else literal - 1)
                continue
            growing.clauses.append(tuple(clause))
            clause = []
        if len(growing.clauses) > MOST_RULES:
            raise LanguageError("too-many-rules", number, 1, limit=MOST_RULES)
    if clause:
        raise LanguageError("expected", len(lines), 1, wanted="the closing 0", found="the end")
