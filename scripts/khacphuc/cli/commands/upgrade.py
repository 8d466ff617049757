"""Show what a register's documents mean otherwise in this version: `khacphuc upgrade --preview`.

No file is touched. Each case is listed whose records count otherwise than before, with the document and the reason: a
record by a party without the right, a closure that closes nothing, a task that is owed again.
"""

from __future__ import annotations

import argparse

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.obligations.fold import states_of
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.reports import upgrade_report
from khacphuc.text.message import N_, say

SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--preview", action="store_true", help=N_("only show what changes"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=N_("form of the output"))


def run(call: Invocation) -> int:
    if not call.options.preview:
        raise UsageError(say("Documents keep their form, so that there is nothing to write: use --preview."))
    listing = list_entries(call.source)
    states = states_of(call.source, listing, open_settings(call.source, listing), call.as_of)
    show = upgrade_report.as_json if call.options.format == "json" else upgrade_report.as_text
    call.console.write(show(states, call.language))
    return ExitCode.CLEAN
