"""The command ``khacphuc``: words in, an exit code out. The only room that reads the clock and the terminal."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. The code is one of ``cli.exits.Exit``; nothing is raised."""
    # Loading the program makes thousands of objects and no garbage: the collector would only walk them.
    collecting = gc.isenabled()
    gc.disable()
    try:
        _load_quickly()
        from khacphuc.cli.entry import enter

        return enter(list(sys.argv[1:] if argv is None else argv))
    finally:
        if collecting:
            gc.enable()


def _load_quickly() -> None:
    """Load msgspec without typing_extensions, which it tries first, and needs on no Python that we run on.

    It comes with the tools of development, and takes a tenth of the time that a check of one file may last.
    """
    name = "typing_extensions"
    if "msgspec" not in sys.modules and name not in sys.modules:
        sys.modules[name] = None  # type: ignore[assignment]  # how Python is told that there is no such module
        try:
            import msgspec  # noqa: F401
        finally:
            del sys.modules[name]
