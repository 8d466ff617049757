"""Measures live reload: `python scripts/measure_serving.py [CASES]` serves a register and changes a plan again and again.

The time is from the moment the plan is saved to the moment its page, as the server gives it, shows the change.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from floors import commit_all
from synthetic import write_register

CASES, CHANGES = 1_000, 7
_LOOK = 0.02  # seconds between two looks at the page
_PAUSE = 2.0  # seconds before the next change: search has then followed the last one
_PROGRAM = "import sys; from khacphuc.cli import main; sys.exit(main(sys.argv[1:]))"


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address at which a register is served."""
    command = [sys.executable, "-c", _PROGRAM, "site", "--root", str(root), "--as-of", "2026-11-23"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            said = iter(process.stdout or ())
            yield next(found[0] for line in said if (found := re.search(r"http://\S+/", line)))
        finally:
            process.terminate()


def _get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def _changes(root: Path, address: str) -> Iterator[float]:
    plan = min(root.glob("plans/*/*/plan.md"))
    page = f"{address}cases/{plan.parent.relative_to(root / 'plans').as_posix()}/"
    text = plan.read_text("utf-8")
    for number in range(CHANGES):
        _get(page)
        time.sleep(_PAUSE)
        word = f"lần-sửa-{number}"
        plan.write_text(text.replace("title: ", f"title: {word} ", 1), encoding="utf-8")
        started = time.perf_counter()
        while word not in _get(page):
            time.sleep(_LOOK)
        yield time.perf_counter() - started


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write_register(root, cases)
        commit_all(root)
        with served(root) as address:
            found = []
            for seconds in _changes(root, address):
                found.append(seconds)
                print(f"{seconds:.2f} s", flush=True)
    print(f"{cases:,} cases: median {median(found):.2f} s, longest {max(found):.2f} s")


if __name__ == "__main__":
    main()
