"""Write to standard output and standard error, whatever the encoding and the terminal."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from typing import TextIO


class Console:
    """Standard output and standard error. Nothing written here ever raises because of what the text holds."""

    def __init__(self, out: TextIO, err: TextIO, *, colour: bool) -> None:
        self.out = out
        self.err = err
        self.colour = colour
        """Whether the output may hold colours."""

    @property
    def watched(self) -> bool:
        """Return whether somebody may be watching standard error, so that a counter makes sense."""
        return self.err.isatty()

    def write(self, text: str) -> None:
        """Text on standard output."""
        self.out = _sent(self.out, text)

    def note(self, text: str) -> None:
        """Text on standard error."""
        self.err = _sent(self.err, text)


def console() -> Console:
    """Return the console of this process."""
    for stream in (sys.stdout, sys.stderr):
        _prepare(stream, os.environ)
    return Console(sys.stdout, sys.stderr, colour=_colour(sys.stdout, os.environ))


def _prepare(stream: TextIO, env: Mapping[str, str]) -> None:
    """Files and pipes get UTF-8 unless the person chose; a terminal keeps its encoding, and "?" for what it lacks."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty() or "PYTHONIOENCODING" in env:
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="replace")


def _colour(stream: TextIO, env: Mapping[str, str]) -> bool:
    """See https://no-color.org and https://force-color.org; an empty value counts as unset."""
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR"):
        return True
    return stream.isatty() and env.get("TERM") != "dumb" and _understands_colour()


def _understands_colour() -> bool:
    """Return the console of Windows 10 and later does, once it has been asked to."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        return bool(kernel.SetConsoleMode(kernel.GetStdHandle(-11), 7))
    return True


def _sent(stream: TextIO, text: str) -> TextIO:
    """Write and flush. When the reader has gone (``| head``), what follows goes nowhere, silently."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        if error.errno not in {errno.EPIPE, errno.EINVAL}:  # Windows says EINVAL
            raise
        # Python flushes once more at its end, into the same file descriptor.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    return stream
