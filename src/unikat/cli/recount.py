"""Count a challenge again from its published ballots, without a server."""

from __future__ import annotations

import argparse
from pathlib import Path

from unikat.cli.problem import Problem
from unikat.engines import voting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which ballots."""
    parser.add_argument("file", metavar="FILE", help="ballots.json as it was published")


def run(chosen: argparse.Namespace) -> int:
    """Check every ballot against its hash, count by the rule in the file, and print the places."""
    path = Path(chosen.file)
    if not path.is_file():
        raise Problem(f"there is no file {path}.")
    try:
        result = voting.recount(path.read_bytes())
    except voting.VotingFault as fault:
        raise Problem(str(fault)) from fault
    print(f"{result.ballots} ballots of {result.voters} voters.")
    for place in result.places:
        tally = place.tally
        print(
            f"{place.place:>3}  {tally.entry}  appeal {tally.gauge.median}, meets the brief {tally.meets_median}, "
            f"would own it {tally.owners} of {tally.ballots}"
        )
    for out in result.excluded:
        print(f"  –  {out.tally.entry}  {out.why}, needed {out.needed}")
    return 0
