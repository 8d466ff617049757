"""Make a demonstration register: two years of fictional history in Git, to try every command on.

The folder must be empty or not there yet. What is made is the same each time, down to the commits, and ends on a fixed
day; give that day to the commands with --as-of.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.text.message import N_, Message, say, say_n

_MOST_CASES, _MOST_COMMITS = 20_000, 1_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar=N_("DIR"), help=N_("empty folder to make it in"))
    parser.add_argument("--cases", type=int, metavar="N", help=N_("number of cases (default: 200)"))
    parser.add_argument(
        "--commits",
        type=int,
        metavar="N",
        help=N_("about how many commits (default: 24 for each case); without --cases, cases to match"),
    )


def run(call: Invocation) -> int:
    from khacphuc.demo.generator import CASES, COMMITS_EACH, make_demo

    options, folder = call.options, Path(call.options.folder)
    cases = _within(options.cases, _MOST_CASES, "--cases")
    commits = _within(options.commits, _MOST_COMMITS, "--commits")
    cases = cases or (max(1, commits // COMMITS_EACH) if commits else CASES)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(
                say("{path} is not empty; a demonstration needs a folder of its own.", path=str(folder))
            )
        made = make_demo(folder, cases, commits or cases * COMMITS_EACH)
    except OSError as error:
        raise UsageError(_failed(folder, error)) from error
    call.print(
        say(
            "Made a register of {units}, {cases} and {commits} in {path}; its last day is {day}.",
            units=say_n("{n} unit", "{n} units", made.units),
            cases=say_n("{n} case", "{n} cases", made.cases),
            commits=say_n("{n} commit", "{n} commits", made.commits),
            path=str(folder),
            day=made.last_day,
        )
    )
    call.print(say("Everything in it is fictional. Try, in that folder:"))
    for command in ("status", "check", "overdue", "history", "site"):
        call.print(f"  khacphuc {command} --as-of {made.last_day}")
    return ExitCode.CLEAN


def _within(number: int | None, most: int, option: str) -> int:
    if number is not None and not 1 <= number <= most:
        raise UsageError(say("{option} takes a number from 1 to {most}.", option=option, most=most))
    return number or 0


def _failed(folder: Path, error: OSError) -> Message:
    reason = error.strerror or str(error)
    return say("{path} cannot be made a register: {reason}", path=str(folder), reason=reason)
