"""Read the documents of a register at several commits, listing each folder only where it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from khacphuc.history import git
from khacphuc.history.log.document_paths import folder_of, name_of
from khacphuc.history.streaming import git_output
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import TOP_FOLDERS, Entry

Snapshots = Mapping[str, Mapping[int, Mapping[str, str]]]
"""Folder → at which of the commits it changed (the first counts as a change) → blobs by file name."""


def snapshots(root: Path, commits: Sequence[str]) -> Snapshots:
    """Return the documents at commits in their order. Costs one listing, and then as much as changed. Raises UnreadableRepositoryError."""
    now: defaultdict[str, dict[str, str]] = defaultdict(dict)
    found: defaultdict[str, dict[int, Mapping[str, str]]] = defaultdict(dict)
    for index, commit in enumerate(commits):
        changes = _first(root, commit) if index == 0 else _changes(root, commits[index - 1], commit)
        touched = set()
        for path, blob in changes:
            folder, name = folder_of(path), name_of(path)
            if blob:
                now[folder][name] = blob
            else:
                now[folder].pop(name, None)
            touched.add(folder)
        for folder in touched:
            found[folder][index] = dict(now[folder])
    return {folder: found[folder] for folder in sorted(found)}


def _first(root: Path, commit: str) -> Iterator[tuple[str, str]]:
    for blob in git.tree(root, commit):
        if blob.mode in git.FILES and _is_document(blob.path):
            yield blob.path, blob.id


def _changes(root: Path, before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield path and new content of each document that differs; ``""`` when it is gone."""
    if before == after:
        return
    options = ("-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative")
    with git_output(root, "diff-tree", *options, before, after, "--", *TOP_FOLDERS) as answered:
        fields = iter(answered.read().split(b"\0"))
    for about in fields:
        if about:
            _, mode, _, name, _ = about.decode("ascii").split(" ")
            path = next(fields).decode("utf-8", "surrogateescape")
            if _is_document(path):
                yield path, name if mode in git.FILES else ""


def _is_document(path: str) -> bool:
    return isinstance(slot_of(Entry(path)), Slot)
