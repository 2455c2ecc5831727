"""Check, measure and convert rule files of options (UVL, FeatureIDE XML, XCSP, DIMACS), without a server.

unikat options check FILE              what is in it, what is odd, what is not understood, the exact count
unikat options bench FILE --clicks N   how quick clicks, counts and explanations are beside python-sat
unikat options convert A B             write A as UVL
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from unikat.cli.problem import Problem
from unikat.engines.configuring import FeatureEdition, compile_features
from unikat.engines.configuring.comparing import Spread, compare
from unikat.engines.configuring.feature_checking import feature_findings
from unikat.engines.configuring.languages import LanguageError, Reading, read, write_uvl

_NAMES = {"from_values": "from values", "python_sat": "python-sat"}
SHOWN = 20
"""Findings and remarks shown to people; `--json` gives all."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with which file."""
    verbs = parser.add_subparsers(metavar="check|bench|convert", required=True, dest="verb")
    for verb, summary in (("check", "what is in a file, and what is odd"), ("bench", "how quick it answers")):
        one = verbs.add_parser(verb, help=summary, description=summary)
        one.add_argument("file", metavar="FILE", help="a file in .uvl, .xml, .dimacs or .cnf")
        one.add_argument("--json", action="store_true", help="figures as JSON; a count is a string of digits")
        if verb == "bench":
            one.add_argument("--clicks", type=int, default=200, help="(default: %(default)s)")
            one.add_argument("--seed", type=int, default=7, help="(default: %(default)s)")
            one.add_argument(
                "--plain-seconds",
                type=float,
                default=60.0,
                help="seconds that plain python-sat may take beside it (default: %(default)s)",
            )
    convert = verbs.add_parser("convert", help="write a file as UVL", description="Write a file as UVL.")
    convert.add_argument("file", metavar="A", help="a file in .uvl, .xml, .dimacs or .cnf")
    convert.add_argument("target", metavar="B", help="the file to write, ending in .uvl")
    convert.add_argument("--json", action="store_true", help="what was written, as JSON")


def run(chosen: argparse.Namespace) -> int:
    """Do it; ends with 1 when something in the file was not understood or contradicts itself."""
    begun = perf_counter()
    reading = _read(Path(chosen.file))
    seconds = {"read": perf_counter() - begun}
    if chosen.verb == "convert":
        return _convert(reading, Path(chosen.target), chosen.json)
    _progress(f"{len(reading.model.names):,} features read, compiling ...")
    begun = perf_counter()
    edition = compile_features(reading.model)
    seconds["compile"] = perf_counter() - begun
    if chosen.verb == "check":
        return _check(reading, edition, seconds, chosen.json)
    return _bench(reading, edition, seconds, chosen)


def _read(path: Path) -> Reading:
    if not path.is_file():
        raise Problem(f"there is no file {path}.")
    try:
        return read(path.read_bytes(), path.name)
    except LanguageError as fault:
        raise Problem(f"{path.name}: {fault}") from fault


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(text, file=sys.stderr, flush=True)


def _remarks(reading: Reading) -> list[dict[str, Any]]:
    return [{"line": each.line, "column": each.column, "what": each.what} for each in reading.remarks]


def _print_remarks(reading: Reading) -> None:
    for remark in reading.remarks[:SHOWN]:
        print(f"not understood, line {remark.line}, column {remark.column}: {remark.what}")
    if len(reading.remarks) > SHOWN:
        print(f"not understood: {len(reading.remarks) - SHOWN:,} more")


def _convert(reading: Reading, target: Path, as_json: bool) -> int:
    if target.suffix != ".uvl":
        raise Problem(f"{target.name} must end in .uvl: that is the language written.")
    target.write_text(write_uvl(reading.model), encoding="utf-8")
    if as_json:
        told = {"from": reading.language, "features": len(reading.model.names), "skipped": _remarks(reading)}
        print(json.dumps(told, indent=1))
    else:
        print(f"{reading.language} with {len(reading.model.names):,} features written as UVL.")
        _print_remarks(reading)
    return 1 if reading.remarks else 0


def _size(reading: Reading) -> dict[str, int]:
    model = reading.model
    return {
        "features": len(model.names) - model.hidden_root,
        "families": model.families,
        "rules": len(model.rules) + len(model.clauses),
        "tables": len(model.tables),
        "sums": len(model.sums),
    }


def _check(reading: Reading, edition: FeatureEdition, seconds: dict[str, float], as_json: bool) -> int:
    begun = perf_counter()
    count = edition.count({})
    seconds["count"] = perf_counter() - begun
    begun = perf_counter()
    findings = feature_findings(reading.model, edition)
    seconds["findings"] = perf_counter() - begun
    code = 1 if reading.remarks or not edition.domains({}).consistent else 0
    if as_json:
        told = {
            "language": reading.language,
            **_size(reading),
            "count": None if count is None else _digits(count),
            "findings": [
                {"kind": each.kind, "features": each.codes, "rules": each.rules, "groups": each.groups}
                for each in findings
            ],
            "skipped": _remarks(reading),
            "seconds": {name: round(value, 4) for name, value in seconds.items()},
        }
        print(json.dumps(told, indent=1))
        return code
    print(f"{reading.language}: " + ", ".join(f"{value:,} {name}" for name, value in _size(reading).items()))
    print(f"configurations: {'unknown (too entangled to count)' if count is None else _readable(count)}")
    for each in findings[:SHOWN]:
        because = ", ".join((*each.rules, *(f"group of {group}" for group in each.groups)))
        print(
            f"{each.kind}: {', '.join(each.codes) or 'no configuration exists'}"
            + f" ({because})" * bool(because)
        )
    if len(findings) > SHOWN:
        print(f"{len(findings) - SHOWN:,} more findings")
    _print_remarks(reading)
    print("seconds: " + ", ".join(f"{name} {value:.3f}" for name, value in seconds.items()))
    return code


def _digits(count: int) -> str:
    """All digits, beyond the number of them that Python writes by itself."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return str(count)
    finally:
        sys.set_int_max_str_digits(before)


def _readable(count: int) -> str:
    digits = _digits(count)
    return (
        f"{count:,}"
        if len(digits) <= 30
        else f"{digits[0]}.{digits[1:5]}e{len(digits) - 1} (exactly {digits})"
    )


def _bench(
    reading: Reading, edition: FeatureEdition, seconds: dict[str, float], chosen: argparse.Namespace
) -> int:
    found = compare(reading.model, edition, chosen.clicks, chosen.seed, chosen.plain_seconds)
    code = 1 if found.mismatches else 0
    spreads = {
        "click": found.click,
        "count": found.count,
        "explanation": found.explanation,
        "from_values": found.least,
        "python_sat": found.plain,
    }
    if chosen.json:
        told = {
            "countable": edition.countable,
            "milliseconds": {name: _as_json(spread) for name, spread in spreads.items()},
            "times_quicker": found.ratio and round(found.ratio, 1),
            "states_compared": found.compared,
            "different_answers": found.mismatches,
            "python_sat_gave_up": found.plain_gave_up,
            "seconds": {name: round(value, 4) for name, value in seconds.items()},
        }
        print(json.dumps(told, indent=1))
        return code
    for name, spread in spreads.items():
        told_spread = f"median {spread.median:.3f} ms, p95 {spread.p95:.3f} ms of {spread.asked}"
        print(f"{_NAMES.get(name, name)}: {told_spread if spread.asked else 'none'}")
    ratio = (
        "not one answer of python-sat to compare"
        if found.ratio is None
        else f"{found.ratio:,.1f} times quicker"
    )
    print(f"{ratio}; {found.mismatches} different answers in {found.compared} states, all features")
    print("seconds: " + ", ".join(f"{name} {value:.3f}" for name, value in seconds.items()))
    return code


def _as_json(spread: Spread) -> dict[str, float]:
    return {"median": round(spread.median, 4), "p95": round(spread.p95, 4), "asked": spread.asked}
