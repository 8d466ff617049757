"""Match moved cases with their folders: by the id in the conclusion, else by git's rename."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from khacphuc.history.log.commit_log import NO_DOCUMENT, FileChange
from khacphuc.history.log.document_paths import FolderContents, face, face_path, folder_of, is_case

IdIn = Callable[[str, str], str]
"""The id in a document, by its path and the name of its content; ``""`` when there is none to read."""


def moves(
    changes: tuple[FileChange, ...],
    before: Mapping[str, FolderContents],
    after: Mapping[str, FolderContents],
    id_in: IdIn,
) -> dict[str, str]:
    """Return the former folder of each moved case (new → old). The mappings hold the changes."""
    if len(before) == 1:
        return {}
    old = {folder: face(folder, contents) for folder, contents in before.items()}
    new = {folder: face(folder, contents) for folder, contents in after.items()}
    left = {folder: blob for folder, blob in old.items() if blob and blob != new[folder]}
    came = {folder: blob for folder, blob in new.items() if blob and blob != old[folder]}
    crossed = set(left.values()) & set(came.values()) - {NO_DOCUMENT}
    found: dict[str, str] = {}
    if crossed or (left.keys() - came.keys() and came.keys() - left.keys()):
        found = _paired(changes, left, came, id_in)
    return found | _faceless(changes, before, after)


def _paired(
    changes: tuple[FileChange, ...], left: dict[str, str], came: dict[str, str], id_in: IdIn
) -> dict[str, str]:
    """Pair the folders that an id left with those where one appeared: by the same content, the same id, a rename."""
    found = _same_content(left, came)
    taken = set(found.values())
    ids = {
        folder: "" if blob == NO_DOCUMENT else id_in(face_path(folder), blob)
        for folder, blob in sorted(left.items())
        if folder not in taken
    }
    by_id = {(is_case(folder), name): folder for folder, name in ids.items() if name}
    renamed = dict(face_renamed(change) for change in changes if change.was)
    for folder, blob in sorted(came.items()):
        if folder in found:
            continue
        name = "" if blob == NO_DOCUMENT else id_in(face_path(folder), blob)
        old = by_id.get((is_case(folder), name), "")
        guess = renamed.get(folder, "")
        if not old and guess in ids and not (name and ids[guess]):
            old = guess
        if old and old not in taken:
            found[folder] = old
            taken.add(old)
    return {folder: old for folder, old in found.items() if folder != old}


def _same_content(left: dict[str, str], came: dict[str, str]) -> dict[str, str]:
    """Return folders whose conclusion is found again, to the letter and nowhere else. Nobody needs to read it for that."""
    sent, got = Counter(left.values()), Counter(came.values())
    whose = {blob: folder for folder, blob in left.items() if sent[blob] == 1 and blob != NO_DOCUMENT}
    return {
        folder: whose[blob]
        for folder, blob in came.items()
        if got[blob] == 1 and blob in whose and is_case(whose[blob]) == is_case(folder)
    }


def face_renamed(change: FileChange) -> tuple[str, str]:
    """Return the folders between which git saw a conclusion or a unit go (new, old); blank for any other document."""
    new, old = folder_of(change.path), folder_of(change.was)
    same = is_case(new) == is_case(old) and (change.path, change.was) == (face_path(new), face_path(old))
    return (new, old) if same else ("", "")


def _faceless(
    changes: tuple[FileChange, ...], before: Mapping[str, FolderContents], after: Mapping[str, FolderContents]
) -> dict[str, str]:
    """Return cases without a conclusion whose documents went all together into a new folder."""
    votes: Counter[tuple[str, str]] = Counter()
    for change in changes:
        if change.was:
            new, old = folder_of(change.path), folder_of(change.was)
            emptied = new != old and before[old] and not after[old] and not before[new] and after[new]
            if (
                emptied
                and is_case(new)
                and is_case(old)
                and not face(old, before[old])
                and not face(new, after[new])
            ):
                votes[new, old] += 1
    found: dict[str, str] = {}
    for (new, old), _ in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        if new not in found and old not in found.values():
            found[new] = old
    return found
