"""Show where every case stands: its stage, what is open and overdue, and the next deadline.

Cases with the longest overdue obligation come first. With arguments that narrow the answer, only cases with a
matching obligation are shown, and only matching obligations are counted.
"""

from __future__ import annotations

import argparse

from khacphuc.cli.exit_codes import ExitCode
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.state_query import add_query_arguments, query_of, read_states
from khacphuc.obligations.counts import count_rows
from khacphuc.reports import case_lists
from khacphuc.text.message import N_

SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    add_query_arguments(parser)
    parser.add_argument("--overdue", action="store_true", help=N_("only what is overdue"))
    parser.add_argument(
        "--due-within", type=int, metavar="N", help=N_("only what is overdue or due within N days")
    )
    parser.add_argument(
        "--fail-on", choices=("overdue",), help=N_("exit with 1 when anything shown is overdue")
    )


def run(call: Invocation) -> int:
    settings, states = read_states(call)
    asked = query_of(call, overdue=call.options.overdue, due_within=call.options.due_within)
    answer = case_lists.answer(states, settings, call.as_of, asked)
    if call.options.format == "json":
        call.console.write(case_lists.as_json(answer, call.language))
    else:
        call.console.write(case_lists.cases_table(answer, call.language, colour=call.console.colour))
    failed = call.options.fail_on == "overdue" and count_rows(answer.rows).overdue > 0
    return ExitCode.PROBLEMS if failed or answer.unreadable else ExitCode.CLEAN
