"""Build folders atomically.

A new folder is filled beside the one it is to replace and put in its place by one rename. Until then the old one
stands untouched, whatever happens. What a killed run leaves behind is cleared by the next one.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from khacphuc.site.contents import STAMP

_LOCK, _NEW, _OLD = "lock", "new", "old"
_AT_FDCWD, _SWAP = -100, 2  # Linux: RENAME_EXCHANGE; macOS: RENAME_SWAP


class Foreign(Exception):  # noqa: N818 - not an error of ours: the person named the wrong folder
    """The folder holds something that this program did not make."""


@contextmanager
def staged(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Provide an empty folder that takes the place of ``target`` when the block ends well, and vanishes when it does not.

    Raises ``Foreign`` for a target with other things in it, unless forced; OSError when nothing can be written there.
    """
    target = Path(os.path.realpath(target))
    if not (force or _replaceable(target)):
        raise Foreign
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_up(target)
    work = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    try:
        with (work / _LOCK).open("w") as lock:
            _hold(lock)
            new = work / _NEW
            new.mkdir()
            yield new
            _switch(new, target, work / _OLD)
    finally:
        _remove(work)


def _remove(work: Path) -> None:
    """Remove a working folder, its lock last: a run killed on the way leaves one that is known as abandoned."""
    for name in (_NEW, _OLD, "."):
        shutil.rmtree(work / name, ignore_errors=True)


def _replaceable(target: Path) -> bool:
    if not target.exists():
        return True
    return target.is_dir() and ((target / STAMP).is_file() or not any(target.iterdir()))


def _prefix(target: Path) -> str:
    return f".{target.name}.khacphuc-"


def _switch(new: Path, target: Path, aside: Path) -> None:
    """Put ``new`` in the place of ``target``, in one step where the system can."""
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        target.rename(aside)
        try:
            new.rename(target)
        except BaseException:
            aside.rename(target)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places. False where the system or the file system cannot."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None)
        if sys.platform == "darwin":
            failed = system.renamex_np(*paths, _SWAP)
        else:
            failed = system.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _SWAP)
    except (AttributeError, OSError, TypeError):  # TypeError: Windows
        return False
    return not failed


def _clear_up(target: Path) -> None:
    """Remove what killed runs left; give the target back if one was killed between two renames."""
    for work in sorted(target.parent.glob(f"{_prefix(target)}*")):
        if _abandoned(work / _LOCK):
            if not target.exists() and (work / _OLD).is_dir():
                (work / _OLD).rename(target)
            _remove(work)


def _hold(lock: IO[str]) -> None:
    """Keep a lock that ends with this process, however that ends. Windows keeps an open file from being removed."""
    if sys.platform != "win32":
        import fcntl

        with suppress(OSError):  # a file system without locks
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _abandoned(lock: Path) -> bool:
    try:
        if sys.platform == "win32":
            lock.unlink(missing_ok=True)
            return True
        import fcntl

        with lock.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held by a run that goes on; or not there, because that run has only begun
        return False
    return True
