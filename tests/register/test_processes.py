"""Work of different kinds side by side: what it gives does not depend on how many processes do it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from khacphuc.register.processes import run_parallel, workers


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("jobs", [0, 1, 2, 8])
def test_results_stand_in_the_order_of_the_work(jobs: int) -> None:
    assert run_parallel([partial(square, number) for number in range(20)], jobs) == [
        number * number for number in range(20)
    ]
    assert run_parallel([], jobs) == []


def test_what_cannot_be_pickled_can_be_worked_with() -> None:
    known = [threading.Lock() for _ in range(3)]
    assert run_parallel([lock.locked for lock in known], 2) == [False] * 3


FORKED = """
import os, sys
from functools import partial
from pathlib import Path
from khacphuc.register.processes import run_parallel

def write(name):
    Path(sys.argv[1], name).write_text(name, encoding="utf-8")
    return os.getpid()

print(os.getpid() in run_parallel([partial(write, name) for name in "ab"], 2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere work is done in turn")
def test_work_is_shared_out_and_what_is_written_stays(tmp_path: Path) -> None:
    """In a process without threads: whoever runs tests may have some."""
    command = [sys.executable, "-c", FORKED, str(tmp_path)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "False\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_beside_threads_nothing_is_forked() -> None:
    held = threading.Event()
    thread = threading.Thread(target=held.wait)
    thread.start()
    try:
        assert run_parallel([os.getpid, os.getpid], 2) == [os.getpid()] * 2
    finally:
        held.set()
        thread.join()


def fail() -> None:
    raise ValueError("thử")


def test_a_fault_in_one_is_told() -> None:
    with pytest.raises(ValueError, match="thử"):
        run_parallel([fail, fail], 2)


@pytest.mark.parametrize(("jobs", "cases", "several"), [(1, 10_000, 1), (3, 2, 2), (3, 0, 1), (0, 10, 1)])
def test_processes_are_as_many_as_were_asked_for_and_no_more_than_cases(
    jobs: int, cases: int, several: int
) -> None:
    assert workers(jobs, cases) == several
