"""Write the pages of the site as a plain tree of Markdown files, for another program to publish.

Each file is front matter and finished HTML. The folder is replaced in one step when everything is written.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from khacphuc.cli.exit_codes import ExitCode
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.previous_checkpoints import add_previous, previous_checkpoints
from khacphuc.cli.progress import folder_replaced, progress_shown, terminated_like_interrupted
from khacphuc.register.processes import gc_disabled
from khacphuc.text.message import N_, say, say_n

SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar=N_("DIR"), required=True, help=N_("folder to write into"))
    add_previous(parser)
    parser.add_argument("--force", action="store_true", help=N_("replace the folder whatever is in it"))
    parser.add_argument(
        "--jobs", type=int, metavar="N", default=0, help=N_("processes to work with (default: by size)")
    )


def run(call: Invocation) -> int:
    from khacphuc.site.contents import compose
    from khacphuc.site.tree import write_tree

    target = Path(call.options.out)
    entries = previous_checkpoints(call)
    if entries is None:
        return ExitCode.PROBLEMS
    with (
        terminated_like_interrupted(),
        progress_shown(call) as tell,
        folder_replaced(target, force=call.options.force) as new,
        gc_disabled(),
    ):
        contents = compose(
            call.root,
            call.as_of,
            call.language,
            at=call.at,
            previous=entries,
            jobs=call.options.jobs,
            tell=tell,
        )
        tell(say("Writing pages"))
        write_tree(new, contents)
    if contents.template_fault:
        call.note(contents.template_fault)
    count = len(contents.pages)
    call.print(say("Wrote {pages} to {path}.", pages=say_n("{n} page", "{n} pages", count), path=str(target)))
    return ExitCode.CLEAN
