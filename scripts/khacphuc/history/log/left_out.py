"""Find what merges of the main branch have left out of what the merged side had made.

A merge that keeps its first parent's documents against those of the other side changes nothing on the main branch, and
yet takes away what stood on the other side. Where that side was the main branch until then, what had landed is gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.log.attribution import Attribution
from khacphuc.history.log.case_edits import CaseFiles
from khacphuc.history.log.case_events import StepEvents
from khacphuc.history.log.document_paths import document_slot, folder_of, name_of
from khacphuc.history.log.main_branch import MainCommit
from khacphuc.history.log.merge_results import MergeResults
from khacphuc.history.trail import Event, EventKind


def left_out(
    order: int, merge: MainCommit, attribution: Attribution, filing: CaseFiles, results: MergeResults
) -> Iterator[StepEvents]:
    """Yield the documents of the merged side that a merge has not taken over, though nobody else had touched them."""
    changed = {path for change in merge.commit.changes for path in (change.path, change.was)}
    for path, stands in attribution.brought():
        folder = folder_of(path)
        held = filing.folders.get(folder, {}).get(name_of(path), "")
        if path in changed or held == stands or not results.left_out(merge.commit, path):
            continue
        field = "" if results.holds(merge.commit, path) else "missing"
        kind, what = EventKind.MERGE_LEFT_OUT, document_slot(path).type
        event = Event(kind, attribution.of_merge(), folder, path, what, field=field)
        yield StepEvents(order, folder, filing.thread_of(folder), [event])
