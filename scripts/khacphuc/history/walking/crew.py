"""Follows all cases, in shards, by one process or several. What is told does not depend on how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from khacphuc.history.blobs import open_blobs
from khacphuc.history.comparing.compare import Past
from khacphuc.history.walking.beginning import Beginning
from khacphuc.history.walking.crediting import Book, Credit
from khacphuc.history.walking.filing import Step
from khacphuc.history.walking.following import Followed, Follower, Setting
from khacphuc.history.walking.frames import FrameInTime
from khacphuc.history.walking.units_in_time import Put, UnitsInTime
from khacphuc.history.walking.versions import Starts, Versions, wanted
from khacphuc.register.keeping import decoder, encode
from khacphuc.register.processes import context, workers
from khacphuc.register.shards import Progress

# So many cases are held at a time: a few MB for each hundred.
_SHARD = 500
# Below this many versions a second process costs more than it saves.
_WORTH_A_WORKER = 500


class Job(Struct, frozen=True):
    """What following needs. A worker process is given it once; after that only the number of a shard."""

    root: Path
    shards: list[list[Step]]
    starts: Starts
    past: Mapping[int, Past]
    credits: list[Credit]
    days: Mapping[int, date | None]
    units: list[Put]


def _shards(steps: list[Step], versions: int) -> list[list[Step]]:
    """The steps of each case together, in time; as many shards as their number asks for."""
    threads = {step.thread for step in steps}
    count = max(_workers(versions), -(-len(threads) // _SHARD))
    place = {thread: number % count for number, thread in enumerate(sorted(threads))}
    shards: list[list[Step]] = [[] for _ in range(count)]
    for step in steps:
        shards[place[step.thread]].append(step)
    return shards


def follow_cases(
    root: Path,
    steps: list[Step],
    begun: Beginning,
    book: Book,
    frame: FrameInTime,
    progress: Progress | None = None,
) -> Iterator[Followed]:
    """Follow every case through its steps."""
    versions = _versions(steps)
    shards = _shards(steps, versions)
    job = Job(root, shards, begun.starts, begun.past, book.credits, frame.days, frame.units)
    several = min(_workers(versions), len(shards))
    done = 0
    for shard, followed in zip(shards, _pooled(job, several) if several > 1 else _alone(job), strict=True):
        yield followed
        done += _versions(shard)
        if progress is not None:
            progress(done, versions)


def _alone(job: Job) -> Iterator[Followed]:
    for steps in job.shards:
        yield _follow_shard(job, steps)


def _follow_shard(job: Job, steps: list[Step]) -> Followed:
    follower = Follower(job.credits, job.past, Setting(job.days, UnitsInTime(job.units)))
    with open_blobs(job.root, wanted(steps, job.starts)) as contents:
        versions = Versions(job.starts, job.credits, contents)
        told = follower.told(versions.changes(steps))
    return Followed(told, versions.held())


def _versions(steps: list[Step]) -> int:
    return sum(len(step.edits) for step in steps)


def _workers(versions: int) -> int:
    return workers(0, versions, _WORTH_A_WORKER)


def _pooled(job: Job, several: int) -> Iterator[Followed]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(several, mp_context=context(), initializer=_start, initargs=(job,)) as pool:
        read = decoder(Followed)
        for data in pool.map(_follow, range(len(job.shards))):
            yield read(data)


_job: Job | None = None


def _start(job: Job) -> None:
    global _job  # noqa: PLW0603  # the one thing a worker keeps between shards
    import gc

    _job = job
    gc.disable()


def _follow(shard: int) -> bytes:
    if _job is None:
        raise RuntimeError("worker was not started")
    return encode(_follow_shard(_job, _job.shards[shard]))
