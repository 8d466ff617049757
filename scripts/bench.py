"""Measures what a register and its history cost, at three sizes of each.

`scripts/run.py bench [SIZE…]` makes registers of 100, 1,000 and 10,000 cases, `scripts/run.py bench --history [SIZE…]`
histories of 1,000, 10,000 and 50,000 commits, `scripts/run.py bench --case [SIZE…]` single cases of 500, 1,000 and 2,000
records. Each step runs in a process of its own. Its floor is measured in the same run, because absolute figures do not
travel from one machine to another and ratios do:

- load, check and fold: one process that reads every file and walks the events of its front matter with PyYAML's C
  parser, and does nothing with them;
- site: bare ``mkdocs build`` with Material of as many plain Markdown pages, not in nav; beside it Hugo with git info,
  where it is installed, of the same pages. ``site, history`` is built in a clone, and ``site again`` there after a
  change in ten cases;
- trail: one ``git log --raw -z``, one ``git cat-file --batch`` of all versions of documents that it names, and the
  events of each one's front matter;
- trail again, with ten new commits: the bare ``git log --raw -z``;
- a long case: the same as for the trail. Its growth is what counts: twice the records may take 2.5 times as long.

Times are wall-clock seconds of the whole process, start included; memory is that of its largest process, in MB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from floors import HUGO, commit_all, git_log, hugo_site, plain_site, walk_events, walk_history, write_plain
from synthetic import LONG_CASES, long_case

SIZES = (100, 1_000, 10_000)
COMMITS = (1_000, 10_000, 50_000)
RECORDS = (500, 1_000, 2_000)
AS_OF = date(2026, 11, 23)
DOCUMENTS_FLOOR, SITE_FLOOR = "floor: events", "floor: mkdocs"
HUGO_FLOOR = "floor: hugo"
LOG_FLOOR, TRAIL_FLOOR = "floor: git log", "floor: log, blobs"
_NEW_COMMITS = _CHANGED_CASES = 10
_CLONE = ".clone"
"""Beside a register: the same in a repository, where the program keeps what it has made."""
_KEPT = ".git/bench-trail.msgpack"


class Step(NamedTuple):
    """A thing to measure, and the floor it is held against."""

    name: str
    run: Callable[[Path, int], object]
    floor: str


def load(root: Path, jobs: int) -> None:
    from khacphuc.register.shards import each_case

    each_case(*_opened(root), _nothing, jobs=jobs)


def check(root: Path, jobs: int) -> None:
    from khacphuc.register.loading import list_entries
    from khacphuc.register.source import WorkTree
    from khacphuc.rules.checking import check as check_register

    source = WorkTree(root)
    check_register(source, list_entries(source), AS_OF, jobs=jobs)


def everything(root: Path, jobs: int) -> None:
    """Load, check and fold in one pass, as the site does."""
    from khacphuc.obligations.fold import fold
    from khacphuc.register.shards import each_case
    from khacphuc.rules.checking import CaseCheck

    each_case(*_opened(root), partial(_check_and_fold, CaseCheck(AS_OF), fold), jobs=jobs)


def pages(root: Path, jobs: int) -> None:
    from khacphuc.pages.build import register_pages
    from khacphuc.pages.page import Site

    source, listing, frame = _opened(root)
    register_pages(source, listing, Site(frame, AS_OF, "vi"), jobs=jobs)


def site(root: Path, jobs: int) -> None:
    from khacphuc.cli import main

    with TemporaryDirectory() as scratch:
        arguments = ["--root", str(root), "--as-of", AS_OF.isoformat(), "--jobs", str(jobs)]
        code = main(["site", "--build", "--out", f"{scratch}/site", *arguments])
    if code:
        raise SystemExit(code)


def site_with_history(root: Path, jobs: int) -> None:
    """From nothing, in a clone that has kept nothing yet."""
    site(root.with_suffix(_CLONE), jobs)


def site_again(root: Path, jobs: int) -> None:
    """After a build, with a few changed cases."""
    clone = root.with_suffix(_CLONE)
    for plan in sorted(clone.glob("plans/*/*/plan.md"))[:_CHANGED_CASES]:
        plan.write_text(plan.read_text("utf-8") + "\nĐã sửa.\n", encoding="utf-8")
    site(clone, jobs)


def trail(root: Path, _jobs: int) -> None:
    from khacphuc.history.trail_reader import read_trail

    read_trail(root, "HEAD")


def trail_again(root: Path, _jobs: int) -> None:
    from khacphuc.history.trail_reader import read_trail

    read_trail(root, "HEAD", root / _KEPT)


def _keep_trail(root: Path) -> None:
    """What an earlier run has left, some commits ago."""
    from khacphuc.history.trail_reader import read_trail

    read_trail(root, f"HEAD~{_NEW_COMMITS}", root / _KEPT)


def _opened(root: Path) -> tuple[Any, Any, Any]:
    from khacphuc.register.loading import list_entries, open_settings
    from khacphuc.register.source import WorkTree

    source = WorkTree(root)
    listing = list_entries(source)
    return source, listing, open_settings(source, listing)


def _nothing(_case: object, _frame: object) -> None:
    """Work that leaves only the cost of opening a case."""


def _check_and_fold(check_case: Any, fold: Any, case: Any, frame: Any) -> tuple[int, str]:
    problems, _ = check_case(case, frame)
    state = fold(case, frame, AS_OF)
    return len(problems), state.stage.value if state else ""


STEPS = (
    Step(DOCUMENTS_FLOOR, walk_events, ""),
    Step("load", load, DOCUMENTS_FLOOR),
    Step("load + check", check, DOCUMENTS_FLOOR),
    Step("load + check + fold", everything, DOCUMENTS_FLOOR),
    Step(SITE_FLOOR, plain_site, ""),
    *((Step(HUGO_FLOOR, hugo_site, SITE_FLOOR),) if HUGO else ()),
    Step("pages", pages, SITE_FLOOR),
    Step("site", site, SITE_FLOOR),
    Step("site, history", site_with_history, SITE_FLOOR),
    Step("site again", site_again, SITE_FLOOR),
)

HISTORY_STEPS = (
    Step(LOG_FLOOR, git_log, ""),
    Step(TRAIL_FLOOR, walk_history, ""),
    Step("trail", trail, TRAIL_FLOOR),
    Step("trail again", trail_again, LOG_FLOOR),
)


def _of_case(kind: str, work: Callable[[Path, int], object]) -> Callable[[Path, int], object]:
    return lambda root, jobs: work(root / kind, jobs)


CASE_STEPS = tuple(
    step
    for kind in LONG_CASES
    for step in (
        Step(f"floor: {kind}", _of_case(kind, walk_history), ""),
        Step(kind, _of_case(kind, trail), f"floor: {kind}"),
    )
)


def measure(step: str, root: Path, jobs: int) -> tuple[float, float]:
    """Seconds and megabytes of one step, in a fresh process."""
    command = [sys.executable, __file__, "--step", step, "--root", str(root), "--jobs", str(jobs)]
    # With that variable each process would compile the program and its libraries anew, and that is what was measured.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        memory = _wait(process)
    if process.returncode:
        raise SystemExit(f"{step}: exit {process.returncode}")
    return time.perf_counter() - started, memory


def _wait(process: subprocess.Popen[bytes]) -> float:
    """Wait for a process; the megabytes of its largest one, or 0 where the system does not tell (Windows)."""
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return float(usage.ru_maxrss) / unit


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "sizes",
        nargs="*",
        type=int,
        metavar="SIZE",
        help="cases (100 1000 10000), commits (1000 10000 50000) or records of one case (500 1000 2000)",
    )
    parser.add_argument(
        "--history", action="store_true", help="measure history instead of documents and site"
    )
    parser.add_argument("--case", action="store_true", help="measure the history of one long case")
    parser.add_argument(
        "--jobs", type=int, default=0, help="worker processes (0: as the program would choose)"
    )
    parser.add_argument("--only", metavar="STEP", help="one step and its floor")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    steps = HISTORY_STEPS if options.history else CASE_STEPS if options.case else STEPS
    if options.step:
        next(step for step in (*STEPS, *HISTORY_STEPS, *CASE_STEPS) if step.name == options.step).run(
            options.root, options.jobs
        )
        return 0
    floors = [step.floor for step in steps if step.name == options.only]
    chosen = [step for step in steps if options.only is None or step.name in (options.only, *floors)]
    if options.history:
        _bench("commits", _history, options.sizes or COMMITS, chosen, options.jobs)
    elif options.case:
        _bench("records", _long_case, options.sizes or RECORDS, chosen, options.jobs)
    else:
        _bench("cases", _register, options.sizes or SIZES, chosen, options.jobs)
    return 0


def _register(root: Path, cases: int) -> None:
    from synthetic import write_register

    write_register(root, cases)
    write_plain(root)
    write_register(root.with_suffix(_CLONE), cases)
    commit_all(root.with_suffix(_CLONE))


def _long_case(root: Path, records: int) -> None:
    from khacphuc.history.repository import create

    for kind in LONG_CASES:
        (root / kind).mkdir(parents=True)
        create(root / kind, long_case(kind, records))


def _history(root: Path, commits: int) -> None:
    from khacphuc.cli import main

    with redirect_stdout(StringIO()):
        main(["demo", str(root), "--commits", str(commits)])
    _keep_trail(root)


def _bench(
    of: str, make: Callable[[Path, int], None], sizes: Sequence[int], steps: list[Step], jobs: int
) -> None:
    before: dict[str, float] = {}
    print(f"{of:>7}  {'step':<20} {'seconds':>8} {'MB':>7} {'growth':>7} {'× floor':>8}", flush=True)
    with TemporaryDirectory() as scratch:
        for size in sizes:
            root = Path(scratch, str(size))
            make(root, size)
            taken: dict[str, float] = {}
            for step in steps:
                seconds, memory = measure(step.name, root, jobs)
                taken[step.name] = seconds
                growth = f"{seconds / before[step.name]:.1f}" if step.name in before else ""
                ratio = f"{seconds / taken[step.floor]:.2f}" if step.floor else ""
                print(
                    f"{size:>7,}  {step.name:<20} {seconds:>8.2f} {memory:>7.0f} {growth:>7} {ratio:>8}",
                    flush=True,
                )
            before = taken


if __name__ == "__main__":
    sys.exit(main())
