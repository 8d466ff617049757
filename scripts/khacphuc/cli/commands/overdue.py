"""List everything that is overdue, the longest first: what, who owes it, who answers for it, by how many days."""

from __future__ import annotations

import argparse

from khacphuc.cli.exit_codes import ExitCode
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.state_query import add_query_arguments, query_of, read_states
from khacphuc.reports import case_lists
from khacphuc.text.message import N_

SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    add_query_arguments(parser)
    parser.add_argument("--due-within", type=int, metavar="N", help=N_("also what is due within N days"))


def run(call: Invocation) -> int:
    found = read_states(call)
    within = call.options.due_within
    asked = query_of(call, overdue=within is None, due_within=within)
    answer = case_lists.answer(found.states, found.settings, call.as_of, asked, found.unreadable)
    if call.options.format == "json":
        call.console.write(case_lists.as_json(answer, call.language))
    else:
        call.console.write(case_lists.obligations_table(answer, call.language, colour=call.console.colour))
    return ExitCode.PROBLEMS if answer.unreadable else ExitCode.CLEAN
