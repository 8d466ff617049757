"""Show which accounts own which folders by the table of rights: the file CODEOWNERS, by which forges ask for consent.

Owners are the people of the units whose word a file is, and the registrars, as far as they have an `account`. The check of
the whole register warns when the file has become old.
"""

from __future__ import annotations

import argparse

from khacphuc.cli.exit_codes import ExitCode
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.output import write_file
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.text.message import N_
from khacphuc.timeline.code_owners import PATH, code_owners

SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--write", action="store_true", help=N_("write it into the top folder of the register")
    )


def run(call: Invocation) -> int:
    text = code_owners(open_settings(call.source, list_entries(call.source)), call.as_of)
    if call.options.write:
        write_file(str(call.root / PATH), text)
    else:
        call.console.write(text)
    return ExitCode.CLEAN
