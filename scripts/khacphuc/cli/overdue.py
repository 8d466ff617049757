"""List everything that is overdue, the longest first: what, who owes it, who answers for it, by how many days."""

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
    parser.add_argument("--due-within", type=int, metavar="N", help=N_("also what is due within N days"))


def run(call: Call) -> int:
    frame, states = read_states(call)
    within = call.options.due_within
    asked = question(call, overdue=within is None, due_within=within)
    answer = following.answer(states, frame, call.as_of, asked)
    if call.options.format == "json":
        call.console.write(following.as_json(answer, call.language))
    else:
        call.console.write(following.obligations_table(answer, call.language, colour=call.console.colour))
    return Exit.PROBLEMS if answer.unreadable else Exit.CLEAN
