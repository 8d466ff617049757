"""Choose the number of processes, run different work in parallel, and run without the garbage collector."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # with the pools, a tenth of what a check of one file may last
    from multiprocessing.context import BaseContext
import gc
from collections.abc import Iterator
from contextlib import contextmanager

T = TypeVar("T")

# Below this many cases a second process costs more than it saves.
_WORTH_A_WORKER = 300


def workers(jobs: int, things: int, worth: int = _WORTH_A_WORKER) -> int:
    """Return the number of processes for so many things, cases unless it is said how many are ``worth`` one.

    ``jobs`` is what was asked for, 0 to choose by size and machine.
    """
    if jobs:
        return min(jobs, max(1, things))
    return min(os.cpu_count() or 1, 8, max(1, things // worth))


def context() -> BaseContext:
    """Return the context for starting processes."""
    import multiprocessing

    return multiprocessing.get_context("fork" if _can_fork() else "spawn")


def _can_fork() -> bool:
    """Forking is quick but unsafe beside threads (a live-reload server has some), and not to be had everywhere."""
    return sys.platform == "linux" and threading.active_count() == 1


def run_apart(code: str, given: bytes, seconds: float) -> bytes | None:
    """Return the output of Python code run in its own process; None when it fails or times out."""
    import subprocess  # late, as the pools are

    # Without the current folder among the places where modules are found: it may be anybody's.
    command = (sys.executable, "-P", "-c", code)
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


_works: Sequence[Callable[[], object]] = ()


def run_parallel(works: Sequence[Callable[[], T]], jobs: int) -> list[T]:
    """Return the result of each function, in order.

    ``jobs`` processes do it where this one can be forked with all that it knows, so that only what comes out has to
    be sent; elsewhere it is done in turn. What work changes in memory is lost, what it writes to disk is not.
    """
    global _works  # noqa: PLW0603  # the way in which a forked process is given what cannot be pickled
    if jobs <= 1 or len(works) <= 1 or not _can_fork():
        return [work() for work in works]
    from concurrent.futures import ProcessPoolExecutor

    _works = works
    try:
        with ProcessPoolExecutor(min(jobs, len(works)), mp_context=context()) as pool:
            return list(pool.map(_do, range(len(works))))  # type: ignore[arg-type]  # works give what they give
    finally:
        _works = ()


def _do(number: int) -> object:
    return _works[number]()


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Documents, events and pages hold no cycles. What work leaves in cycles is little, and collected after it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
