"""Show who may do what in a case, and why: plan, report, verify, decide on extensions, close.

A record by a party without the right changes nothing that is owed; the check says so.
"""

from __future__ import annotations

import argparse

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.finding import folders_of
from khacphuc.cli.invocation import Invocation
from khacphuc.register.loading import list_entries, open_case, open_settings
from khacphuc.reports import rights_report
from khacphuc.text.message import N_, say

SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("which", metavar=N_("CASE"), help=N_("id or folder of a case"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=N_("form of the output"))


def run(call: Invocation) -> int:
    listing = list_entries(call.source)
    settings = open_settings(call.source, listing)
    found = sorted(folders_of(call, listing, call.options.which))
    if not found:
        raise UsageError(say("“{asked}” is no case of the register.", asked=call.options.which))
    for folder in found:
        case = open_case(call.source, folder, listing.cases[folder])
        if call.options.format == "json":
            call.console.write(rights_report.as_json(case, settings, call.as_of))
        else:
            call.console.write(rights_report.as_text(case, settings, call.as_of, call.language))
    return ExitCode.CLEAN
