"""Show where every case stands: its stage, what is open and overdue, and the next deadline.

Cases with the longest overdue obligation come first. With arguments that narrow the answer, only cases with a
matching obligation are shown, and only matching obligations are counted.
"""

from __future__ import annotations

import argparse

from khacphuc.cli.call import Call
from khacphuc.cli.exits import Exit
from khacphuc.cli.following import add_question, question, read_states
from khacphuc.reports import following
from khacphuc.text.message import N_

TRAVELS = True


def arguments(parser: argparse.ArgumentParser) -> None:
    add_question(parser)
    parser.add_argument("--overdue", action="store_true", help=N_("only what is overdue"))
    parser.add_argument(
        "--due-within", type=int, metavar="N", help=N_("only what is overdue or due within N days")
    )
    parser.add_argument(
        "--fail-on", choices=("overdue",), help=N_("exit with 1 when anything shown is overdue")
    )


def run(call: Call) -> int:
    frame, states = read_states(call)
    asked = question(call, overdue=call.options.overdue, due_within=call.options.due_within)
    answer = following.answer(states, frame, call.as_of, asked)
    if call.options.format == "json":
        call.console.write(following.as_json(answer, call.language))
    else:
        call.console.write(following.cases_table(answer, call.language, colour=call.console.colour))
    failed = call.options.fail_on == "overdue" and any(row.overdue for row in answer.rows)
    return Exit.PROBLEMS if failed or answer.unreadable else Exit.CLEAN
