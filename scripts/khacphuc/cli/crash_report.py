"""Report an unexpected exception: one line on the console, the traceback in a file."""

from __future__ import annotations

import os
import platform
import re
import tempfile
import traceback

from khacphuc import __version__
from khacphuc.text.message import say, speaker

_PASSWORD = re.compile(r"(?<=://)[^/\s@]+@")


def report_crash(error: BaseException, word: str, language: str) -> str:
    """Write the traceback to a file of its own; the line that tells where it is.

    The file holds no arguments, no environment and no variables, and only its owner may read it.
    """
    trace = "".join(traceback.format_exception(error))
    text = (
        f"khacphuc {__version__} {word}\nPython {platform.python_version()}, {platform.platform()}\n\n{trace}"
    )
    kind = type(error).__name__
    try:
        handle, path = tempfile.mkstemp(prefix="khacphuc-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(_PASSWORD.sub("", text))
    except OSError:
        message = say("khacphuc: a fault of the program ({kind}). Its details could not be saved.", kind=kind)
    else:
        message = say(
            "khacphuc: a fault of the program, not of your files ({kind}). Please send this file with your report: {path}",
            kind=kind,
            path=path,
        )
    return f"{speaker(language)(message)}\n"
