"""Print the JSON Schema of a kind of document, for editors that complete keys and words.

`khacphuc init` writes that of the policy into .vscode/, where editors with the YAML language server find it.
"""

from __future__ import annotations

import argparse
import json

from khacphuc.cli.exit_codes import ExitCode
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.output import write_file
from khacphuc.model import DOCUMENTS
from khacphuc.text.message import N_, speaker


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=tuple(DOCUMENTS), metavar=N_("KIND"), help=N_("kind of document"))
    parser.add_argument("--output", metavar=N_("FILE"), help=N_("write the result to this file"))


def run(call: Invocation) -> int:
    """Print it."""
    from khacphuc.form.json_schema import schema

    found = schema(call.options.kind, speaker(call.language))
    text = f"{json.dumps(found, ensure_ascii=False, indent=2)}\n"
    if call.options.output:
        write_file(call.options.output, text)
    else:
        call.console.write(text)
    return ExitCode.CLEAN
