"""Read the trail of a repository: one pass over the log, one batch of blobs, one comparison for each commit and case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import merge
from pathlib import Path

from msgspec import structs

from khacphuc.history import git
from khacphuc.history.comparing.compare import bursts
from khacphuc.history.log.attribution import ArrivalLog, Attribution
from khacphuc.history.log.case_edits import CaseStep
from khacphuc.history.log.case_events import CaseEvents
from khacphuc.history.log.case_workers import follow_cases
from khacphuc.history.log.commit_log import GONE, NO_DOCUMENT, Commit, FileChange, read_log
from khacphuc.history.log.document_paths import face_path, folder_of, is_case, path_of
from khacphuc.history.log.earlier_place import earlier_place
from khacphuc.history.log.main_branch import main_branch, main_commits
from khacphuc.history.log.merge_results import MergeResults
from khacphuc.history.log.merged_sides import MergedAway, left_out_events, merged_away
from khacphuc.history.log.sample_removal import never_other, sample_taken_out
from khacphuc.history.log.settings_history import read_settings_history
from khacphuc.history.log.starting_point import StartingPoint, starting_point, with_untouched
from khacphuc.history.log.trail_cache import CachedTrail, key_for, load_trail, store_trail
from khacphuc.history.trail import (
    Event,
    EventKind,
    NoCommitError,
    ShallowCloneError,
    Trail,
    UnreadableRepositoryError,
)
from khacphuc.register.processes import gc_disabled
from khacphuc.register.shards import ProgressCallback
from khacphuc.text.zones import zone


def read_trail(
    root: Path, tip: str, kept_in: Path | None = None, *, progress: ProgressCallback | None = None
) -> Trail:
    """Return the trail of the register in ``root`` up to the commit ``tip``.

    ``kept_in`` is a file that keeps a trail between runs: only what came after it is then read. ``progress`` is called
    with (versions of documents read, versions in all). Raises NoTrail: Shallow, NoCommit or Unread.
    """
    where = git.whereabouts(root)
    commit = git.commit_named(root, tip)
    if where is None or commit is None:
        raise NoCommitError
    prefix, shallow = where
    if shallow:
        raise ShallowCloneError
    with gc_disabled():
        kept = load_trail(kept_in, key_for(prefix))
        if kept.tip != commit:
            kept = _read_on(root, commit, kept, progress)
            store_trail(kept_in, kept)
        return _trail(kept)


def _trail(kept: CachedTrail) -> Trail:
    """Return the trail with events that involve several cases inserted where they arrived."""
    arrivals = kept.arrivals
    together = [*_came_from(kept), *bursts(kept.events, arrivals, zone(kept.time_zone))]
    events = merge(kept.events, together, key=lambda event: arrivals[event.arrival].order)
    # Of several cases that have stood in a folder, one after the other, it is the last one's.
    remembered = {kept.homes[thread]: owed for thread, owed in sorted(kept.remembered.items())}
    return Trail(kept.tip, tuple(arrivals), tuple(events), kept.begins, remembered, kept.held)


def _came_from(kept: CachedTrail) -> Iterator[Event]:
    """Yield that the register stood elsewhere before, at the first case that came."""
    first = next((event for event in kept.events if event.what == "conclusion"), None)
    if kept.came_from and first is not None:
        yield structs.replace(
            first, kind=EventKind.REGISTER_MOVED, what="register", id="", field="", old=kept.came_from, new=""
        )


def _read_on(root: Path, tip: str, kept: CachedTrail, progress: ProgressCallback | None) -> CachedTrail:
    """From a kept trail to one that ends at ``tip``."""
    commits, chain = _new_commits(root, tip, kept.tip)
    if kept.tip and not chain:
        return _read_on(root, tip, CachedTrail(key=kept.key), progress)
    # What a branch has touched stands in no change of the main branch where the merge has left it out.
    touched = {folder for commit in commits.values() for folder in _folders(commit)}
    if kept.tip and any(_loses_face(change) for commit in chain for change in commit.changes):
        touched |= kept.threads.keys()  # a case that ends may have a copy anywhere
    begun = starting_point(root, kept, touched, _faces(chain))
    book = ArrivalLog(kept.arrivals)
    steps, lost, begins = _filed(root, commits, chain, begun, book, kept.length)
    if begins is not None and kept.tip:  # what was kept tells of the sample
        return _read_on(root, tip, CachedTrail(key=kept.key), progress)
    place = kept.came_from if kept.tip or begins else _place_before(root, chain)
    length = kept.length + len(chain)
    del commits, chain  # a log of a hundred thousand commits is large
    settings = read_settings_history(
        root, [step for step in steps if not is_case(step.folder)], begun, book, kept
    )
    found = [settings.followed, CaseEvents([*left_out_events(lost, settings)], {})]
    case_steps = [step for step in steps if is_case(step.folder)]
    if settings.frames and kept.tip:
        case_steps = with_untouched(root, kept, begun, case_steps, settings.frames[0])
    found += follow_cases(root, case_steps, begun, book, settings, progress)
    return _put_together(
        structs.replace(
            kept,
            tip=tip,
            length=length,
            begins=begins or kept.begins,
            came_from=place,
            arrivals=book.arrivals,
            time_zone=settings.time_zone,
            certain=settings.certain,
            left=settings.left,
        ),
        found,
        begun,
        {step.thread for step in (*steps, *case_steps)},
    )


def _place_before(root: Path, chain: list[Commit]) -> str:
    """Return the folder in which the register stood before its first case came."""
    first = next((one.id for one in chain if any(map(is_case, _folders(one)))), None)
    where = git.whereabouts(root)
    return earlier_place(root, where[0], first) if first and where else ""


def _new_commits(root: Path, tip: str, after: str) -> tuple[Mapping[str, Commit], list[Commit]]:
    """Return the commits to read, and the main branch among them: empty when it does not go on from ``after``."""
    try:
        commits = {commit.id: commit for commit in read_log(root, tip, after)}
    except UnreadableRepositoryError:
        if after:  # a commit that git has thrown away since
            return {}, []
        raise
    chain, before = main_branch(commits, tip)
    # History was rewritten, or an older commit is asked for.
    return (commits, chain) if before == after else ({}, [])


def _filed(  # what is to be read, and where that begins
    root: Path,
    commits: Mapping[str, Commit],
    chain: list[Commit],
    begun: StartingPoint,
    book: ArrivalLog,
    first: int,
) -> tuple[list[CaseStep], list[MergedAway], str | None]:
    """Return the steps of each case, what merges left out, and the commit at which the register begins if the sample was removed.

    That is a commit, or ``""`` when the register had cases of its own already.
    """
    steps: list[CaseStep] = []
    results = MergeResults(root, begun.objects)
    filing, begins = begun.filing, None
    lost: list[MergedAway] = []
    for order, main_commit in enumerate(main_commits(commits, chain), first):
        changes = main_commit.commit.changes
        if gone := sample_taken_out(filing.folders, changes, begun.objects):
            steps = _without_sample(steps, gone, begun, book)
            begins = begins or "" if steps else main_commit.commit.id
            lost = lost if steps else []
        if changes or main_commit.brought:
            attribution = Attribution(book, main_commit, order, results)
            steps += filing.take(order, changes, attribution)
            if main_commit.brought:
                lost += merged_away(order, main_commit, attribution, filing, begun.objects)
    return steps, lost, begins


def _without_sample(
    steps: list[CaseStep], gone: list[str], begun: StartingPoint, book: ArrivalLog
) -> list[CaseStep]:
    """Return the steps of the cases that were not the sample's; with them those of the units, which they are read among.

    A case that ever was anything else, before or between, is somebody's own.
    """
    filing = begun.filing
    blobs: dict[int, list[str]] = {filing.threads[folder]: [] for folder in gone}
    for step in steps:
        if step.thread in blobs:
            blobs[step.thread] += (edit.blob for edit in step.edits)
    sample = {thread for thread, found in blobs.items() if never_other(found, begun.objects)}
    own = [step for step in steps if step.thread not in sample]
    gone = [folder for folder in gone if filing.threads[folder] in sample]
    if any(is_case(step.folder) for step in own):
        filing.forget(gone)
        return own
    filing.forget([*filing.folders])
    book.clear()
    return []


def _loses_face(change: FileChange) -> bool:
    """Return whether the document goes, or goes elsewhere, that says which case a folder is."""
    path = change.path if change.blob == GONE else change.was
    return bool(path) and is_case(folder_of(path)) and path == face_path(folder_of(path))


def _faces(chain: list[Commit]) -> Iterator[tuple[str, str]]:
    """Yield the documents, as (path, content), that say which case or unit a folder is."""
    for commit in chain:
        for change in commit.changes:
            if change.blob not in (GONE, NO_DOCUMENT) and change.path == face_path(folder_of(change.path)):
                yield change.path, change.blob


def _folders(commit: Commit) -> Iterator[str]:
    for change in commit.changes:
        yield folder_of(change.path)
        if change.was:
            yield folder_of(change.was)


def _put_together(
    kept: CachedTrail, found: list[CaseEvents], begun: StartingPoint, followed: set[int]
) -> CachedTrail:
    """Return the cached trail with the new events, each in the folder where its case stands today."""
    homes = begun.filing.homes
    moved = {thread for thread, old in enumerate(kept.homes) if homes[thread] != old}
    events = kept.events
    if moved:
        pairs = zip(events, kept.told_of, strict=True)
        events = [_at_home(event, homes[thread]) if thread in moved else event for event, thread in pairs]
    told_of = list(kept.told_of)
    told = sorted((told for part in found for told in part.told), key=lambda told: (told.order, told.folder))
    for item in told:
        home = homes[item.thread]
        events += [_at_home(event, home) for event in item.events]
        told_of += [item.thread] * len(item.events)
    threads = begun.filing.threads
    held = {
        path: blob
        for path, blob in kept.held.items()
        if (thread := kept.threads[folder_of(path)]) not in followed and threads.get(homes[thread]) == thread
    }
    for part in found:
        for thread, names in part.held.items():
            if threads.get(homes[thread]) == thread:  # no other case has taken its folder
                held |= {path_of(homes[thread], name): blob for name, blob in names.items()}
    remembered = {thread: owed for thread, owed in kept.remembered.items() if thread not in followed}
    for part in found:
        remembered |= part.remembered
    return structs.replace(
        kept,
        events=events,
        told_of=told_of,
        homes=homes,
        threads=threads,
        ended=begun.filing.ended,
        held=held,
        remembered=remembered,
    )


def _at_home(event: Event, home: str) -> Event:
    return event if event.folder == home else structs.replace(event, folder=home)
