"""Show who may do what in a case, and why: plan, report, verify, decide on extensions, close.

A record by a party without the right changes nothing that is owed; the check says so.
"""

from __future__ import annotations

import argparse

from khacphuc.cli.call import Call
from khacphuc.cli.exits import Exit, Usage
from khacphuc.cli.finding import folders_of
from khacphuc.register.loading import open_case, open_frame, survey
from khacphuc.reports import rights
from khacphuc.text.message import N_, say

TRAVELS = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("which", metavar=N_("CASE"), help=N_("id or folder of a case"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=N_("form of the output"))


def run(call: Call) -> int:
    listing = survey(call.source)
    frame = open_frame(call.source, listing)
    found = sorted(folders_of(call, listing, call.options.which))
    if not found:
        raise Usage(say("“{asked}” is no case of the register.", asked=call.options.which))
    for folder in found:
        case = open_case(call.source, folder, listing.cases[folder])
        if call.options.format == "json":
            call.console.write(rights.as_json(case, frame, call.as_of))
        else:
            call.console.write(rights.as_text(case, frame, call.as_of, call.language))
    return Exit.CLEAN
