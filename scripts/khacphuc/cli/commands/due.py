"""Show how the words of a deadline are read: `khacphuc due "by the end of Q3" --issued 2024-05-10`.

The words are read as in a document issued on the day given, which lends them its year; periods of days are counted
from it, with the holidays and make-up days of the register's policy. Below the day, each part of the words is shown with
what it was read as; what was not understood makes the day doubtful, and no check blocks by it.
"""

from __future__ import annotations

import argparse
from datetime import date

from khacphuc.cli.exit_codes import ExitCode
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.parser import day
from khacphuc.obligations.resolving import Resolved, resolve
from khacphuc.reports.deadline_reading import as_json, in_words
from khacphuc.text.deadline.read import read_cycle, read_deadline, read_word_by_word
from khacphuc.text.message import N_


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar=N_("TEXT"), help=N_("the deadline as the paper has it"))
    parser.add_argument(
        "--issued",
        type=day,
        metavar=N_("YYYY-MM-DD"),
        help=N_("date of the paper (default: the day of --as-of)"),
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=N_("form of the output"))


def run(call: Invocation) -> int:
    issued: date = call.options.issued or call.as_of
    text, ends = call.options.text, call.policy.fiscal_year_ends
    found: Resolved = resolve(read_deadline(text, issued=issued, fiscal_year_ends=ends), issued, call.policy)
    parts = read_word_by_word(text, issued=issued, fiscal_year_ends=ends)
    show = as_json if call.options.format == "json" else in_words
    cyclic = read_cycle(text, issued=issued, fiscal_year_ends=ends)
    call.console.write(show(found, parts, cyclic, call.language))
    return ExitCode.CLEAN if found.definite else ExitCode.PROBLEMS
