"""Run the command ``khacphuc``: arguments in, exit code out. The only room that reads the clock and the terminal."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. The code is one of ``cli.exit_codes.ExitCode``; nothing is raised."""
    # Loading the program makes thousands of objects and no garbage: the collector would only walk them.
    collecting = gc.isenabled()
    gc.disable()
    try:
        from khacphuc.cli.dispatch import dispatch

        return dispatch(list(sys.argv[1:] if argv is None else argv))
    finally:
        if collecting:
            gc.enable()
