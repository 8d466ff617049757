"""Write a result to a file, atomically."""

from __future__ import annotations

import os
from pathlib import Path

from khacphuc.cli.exit_codes import UsageError
from khacphuc.text.message import say


def write_file(path: str, text: str) -> None:
    """Write a text as UTF-8 with line feeds. Raises Usage when that cannot be done."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: str, data: bytes) -> None:
    """Write a file. What is no regular file (``/dev/stdout``, a pipe) is written into as it is.

    Raises UsageError when that cannot be done.
    """
    target = Path(path).resolve()  # a link is written through, not replaced
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise UsageError(
            say("“{path}” cannot be written: {reason}", path=path, reason=error.strerror or str(error))
        ) from error


def _replace(target: Path, data: bytes) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
