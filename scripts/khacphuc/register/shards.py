"""Work on every case of a register, in shards, by one process or several.

What is done with a case is the caller's: a picklable function of (case, frame). Results come back in the
order of the cases, whatever the number of workers, so that output never depends on it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec import Struct

from khacphuc.register.case import Case
from khacphuc.register.loading import Listing, RegisterSettings, open_case
from khacphuc.register.processes import context, gc_disabled, workers
from khacphuc.register.source import Source

T = TypeVar("T")
ShardWork = Callable[[Case, RegisterSettings], T]
ProgressCallback = Callable[[int, int], None]

_SHARD = 100


class _Job(Struct, frozen=True):
    """The inputs of a worker process. It gets them once, and then only names of folders."""

    source: Source
    listing: Listing
    settings: RegisterSettings
    work: Callable[[Case, RegisterSettings], object]


_job: _Job | None = None


def each_case(  # two of them are for those who watch or measure
    source: Source,
    listing: Listing,
    settings: RegisterSettings,
    work: ShardWork[T],
    *,
    jobs: int = 0,
    progress: ProgressCallback | None = None,
) -> list[T]:
    """``work(case, frame)`` for every case listed, in order.

    ``jobs`` is the number of processes; 0 chooses by the size of the register and the machine.
    ``progress`` is called with (cases done, cases in all).
    """
    folders = list(listing.cases)
    shards = [folders[start : start + _SHARD] for start in range(0, len(folders), _SHARD)]
    job = _Job(source, listing, settings, work)
    results: list[T] = []
    for done in _in_process(job, shards) if workers(jobs, len(folders)) == 1 else _pooled(job, shards, jobs):
        results += done  # type: ignore[arg-type]  # a job's results are its work's
        if progress is not None:
            progress(len(results), len(folders))
    return results


def _in_process(job: _Job, shards: list[list[str]]) -> Iterator[list[object]]:
    for shard in shards:
        with gc_disabled():
            done = _work_on(job, shard)
        yield done


def _pooled(job: _Job, shards: list[list[str]], jobs: int) -> Iterator[list[object]]:
    from concurrent.futures import ProcessPoolExecutor  # late: a tenth of what a check of one file may last

    several = workers(jobs, len(job.listing.cases))
    with ProcessPoolExecutor(several, mp_context=context(), initializer=_start, initargs=(job,)) as pool:
        yield from pool.map(_shard, shards)


def _start(job: _Job) -> None:
    global _job  # noqa: PLW0603  # the one thing a worker keeps between shards
    _job = job
    gc.disable()


def _shard(folders: list[str]) -> list[object]:
    if _job is None:
        raise RuntimeError("worker was not started")
    return _work_on(_job, folders)


def _work_on(job: _Job, folders: list[str]) -> list[object]:
    source, listing = job.source, job.listing
    return [
        job.work(
            open_case(source, folder, listing.cases[folder], listing.unrecognised_in(folder)), job.settings
        )
        for folder in folders
    ]
