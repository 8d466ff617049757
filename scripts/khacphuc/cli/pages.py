"""Write the pages of the site as a plain tree of Markdown files, for another program to publish.

Each file is front matter and finished HTML. The folder is replaced in one step when everything is written.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from khacphuc.cli.call import Call
from khacphuc.cli.exits import Exit
from khacphuc.cli.making import replacing, terminated_like_interrupted, told
from khacphuc.cli.published import add_previous, previous
from khacphuc.register.uncollected import uncollected
from khacphuc.text.message import N_, say, say_n

TRAVELS = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar=N_("DIR"), required=True, help=N_("folder to write into"))
    add_previous(parser)
    parser.add_argument("--force", action="store_true", help=N_("replace the folder whatever is in it"))
    parser.add_argument(
        "--jobs", type=int, metavar="N", default=0, help=N_("processes to work with (default: by size)")
    )


def run(call: Call) -> int:
    from khacphuc.site.contents import compose
    from khacphuc.site.tree import write_tree

    target = Path(call.options.out)
    entries = previous(call)
    if entries is None:
        return Exit.PROBLEMS
    with (
        terminated_like_interrupted(),
        told(call) as tell,
        replacing(target, force=call.options.force) as new,
        uncollected(),
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
    count = len(contents.pages)
    call.print(say("Wrote {pages} to {path}.", pages=say_n("{n} page", "{n} pages", count), path=str(target)))
    return Exit.CLEAN
