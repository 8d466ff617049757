"""Read the events of all cases in shards, by one process or several. The result does not depend on their number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from khacphuc.history.comparing.compare import EarlierEvents
from khacphuc.history.comparing.owed_change import Remembered
from khacphuc.history.log.attribution import ArrivalLog, DocumentCredit
from khacphuc.history.log.case_edits import CaseStep
from khacphuc.history.log.case_events import CaseEvents, ComparisonInputs, EventReader, FrameChange
from khacphuc.history.log.document_versions import Starts, Versions, wanted
from khacphuc.history.log.settings_history import SettingsHistory
from khacphuc.history.log.starting_point import StartingPoint
from khacphuc.history.log.unit_history import Departure, UnitHistory, UnitPlacement
from khacphuc.history.objects import open_blobs
from khacphuc.register.cache_files import decoder, encode
from khacphuc.register.processes import context, workers
from khacphuc.register.shards import ProgressCallback

# So many cases are held at a time: a few MB for each hundred.
_SHARD = 500
# Below this many versions a second process costs more than it saves.
_WORTH_A_WORKER = 500


class WorkerJob(Struct, frozen=True):
    """The inputs of a worker process. It gets them once, and then only numbers of shards."""

    root: Path
    shards: list[list[CaseStep]]
    starts: Starts
    past: Mapping[int, EarlierEvents]
    remembered: Mapping[int, Remembered]
    credits: list[DocumentCredit]
    days: Mapping[int, date | None]
    units: list[UnitPlacement]
    frames: tuple[FrameChange, ...]
    left: list[Departure]


def _shards(steps: list[CaseStep], versions: int) -> list[list[CaseStep]]:
    """Return the steps of each case together, in time; as many shards as their number asks for, and for each worker as many."""
    threads, several = {step.thread for step in steps}, _workers(versions)
    count = several * max(1, -(-len(threads) // (several * _SHARD)))
    place = {thread: number % count for number, thread in enumerate(sorted(threads))}
    shards: list[list[CaseStep]] = [[] for _ in range(count)]
    for step in steps:
        shards[place[step.thread]].append(step)
    return shards


def follow_cases(
    root: Path,
    steps: list[CaseStep],
    begun: StartingPoint,
    book: ArrivalLog,
    settings: SettingsHistory,
    progress: ProgressCallback | None = None,
) -> Iterator[CaseEvents]:
    """Follow every case through its steps."""
    versions = _versions(steps, begun.starts)
    shards = _shards(steps, versions)
    job = WorkerJob(
        root,
        shards,
        begun.starts,
        begun.past,
        begun.remembered,
        book.credits,
        settings.days,
        settings.units,
        settings.frames,
        settings.left,
    )
    several = min(_workers(versions), len(shards))
    done = 0
    for shard, followed in zip(shards, _pooled(job, several) if several > 1 else _alone(job), strict=True):
        yield followed
        done += _versions(shard, begun.starts)
        if progress is not None:
            progress(done, versions)


def _alone(job: WorkerJob) -> Iterator[CaseEvents]:
    for steps in job.shards:
        yield _follow_shard(job, steps)


def _follow_shard(job: WorkerJob, steps: list[CaseStep]) -> CaseEvents:
    inputs = ComparisonInputs(job.days, UnitHistory(job.units, job.left), UnitHistory(job.units, job.left))
    remembered = {
        thread: job.remembered[thread] for thread in {step.thread for step in steps} & job.remembered.keys()
    }
    follower = EventReader(job.credits, job.past, remembered, inputs)
    with open_blobs(job.root, wanted(steps, job.starts)) as contents:
        versions = Versions(job.starts, job.credits, contents)
        told = follower.told(versions.changes(steps), job.frames)
    return CaseEvents(told, versions.held(), follower.remembered())


def _versions(steps: list[CaseStep], starts: Starts) -> int:
    """Return how many contents are read, with those that stood where following begins."""
    return sum(1 for _ in wanted(steps, starts))


def _workers(versions: int) -> int:
    return workers(0, versions, _WORTH_A_WORKER)


def _pooled(job: WorkerJob, several: int) -> Iterator[CaseEvents]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(several, mp_context=context(), initializer=_start, initargs=(job,)) as pool:
        read = decoder(CaseEvents)
        for data in pool.map(_follow, range(len(job.shards))):
            yield read(data)


_job: WorkerJob | None = None


def _start(job: WorkerJob) -> None:
    global _job  # noqa: PLW0603  # the one thing a worker keeps between shards
    import gc

    _job = job
    gc.disable()


def _follow(shard: int) -> bytes:
    if _job is None:
        raise RuntimeError("worker was not started")
    return encode(_follow_shard(_job, _job.shards[shard]))
