"""Show progress on the console, replace output atomically, and clean up on SIGTERM."""

from __future__ import annotations

import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.text.message import Message, say


@contextmanager
def folder_replaced(target: Path, *, force: bool) -> Iterator[Path]:
    """Provide a folder to fill in place of another one. Raises ``UsageError`` when it must not or cannot be replaced."""
    from khacphuc.site.staging import Foreign, staged

    try:
        with staged(target, force=force) as new:
            yield new
    except Foreign:
        raise UsageError(
            say("{path} holds something that khacphuc did not make; --force replaces it.", path=str(target))
        ) from None
    except OSError as error:
        raise _unwritable(target, error) from error


@contextmanager
def archive_replaced(target: Path) -> Iterator[Path]:
    """Provide a folder to fill, which becomes one file."""
    from khacphuc.site.packing import pack

    with tempfile.TemporaryDirectory(prefix="khacphuc-") as folder:
        yield Path(folder)
        try:
            pack(Path(folder), target)
        except OSError as error:
            raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> UsageError:
    return UsageError(
        say("{path} cannot be written: {reason}", path=str(target), reason=error.strerror or str(error))
    )


@contextmanager
def progress_shown(call: Invocation) -> Iterator[Callable[..., None]]:
    """Provide a line on the terminal that says how far the work is, gone when it is done. Nothing elsewhere."""
    shown = call.console.err.isatty()

    def tell(what: Message, done: int = 0, total: int = 0) -> None:
        if shown:
            numbers = f" {call.speak(done)}/{call.speak(total)}" if total else "…"
            call.console.note(f"\r\x1b[K{call.speak(what)}{numbers}")

    try:
        yield tell
    finally:
        if shown:
            call.console.note("\r\x1b[K")


@contextmanager
def terminated_like_interrupted() -> Iterator[None]:
    """Let SIGTERM unwind like Ctrl-C, so that nothing half-made stays behind."""

    def stop(_number: int, _settings: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
