"""Find the commit that removed the shipped sample: a register made from the sample begins there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from khacphuc.history.log.commit_log import GONE, NO_DOCUMENT, FileChange
from khacphuc.history.log.document_paths import FolderContents, document_slot, is_case, path_of
from khacphuc.history.objects import Objects
from khacphuc.model.policy import Policy
from khacphuc.register.document import holds, parse
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.sample import is_sample


def sample_taken_out(
    folders: Mapping[str, FolderContents], changes: tuple[FileChange, ...], objects: Objects
) -> list[str]:
    """Return the folders of the sample's cases that a commit takes out, where it makes a register of one's own from the sample.

    ``folders`` is what stood before it. What a case was before it was the sample's is not looked at: see ``never_other``.
    """
    new = {change.path: change.blob for change in changes}
    gone = {change.was for change in changes} - new.keys()
    policy = new.get(POLICY_PATH, GONE)
    if _calls_itself_sample(policy, objects) is not False:
        return []
    if not _calls_itself_sample(folders.get(POLICY_PATH, {}).get("", GONE), objects):
        return []
    return [
        folder
        for folder, contents in folders.items()
        if is_case(folder)
        and contents
        and all(
            (path := path_of(folder, name)) in gone or new.get(path, blob) != blob
            for name, blob in contents.items()
        )
        and never_other(contents.values(), objects)
    ]


def never_other(blobs: Iterable[str], objects: Objects) -> bool:
    """Return whether all contents of documents are shipped ones."""
    return is_sample(_read(blob, objects) for blob in blobs if blob != GONE)


def _calls_itself_sample(blob: str, objects: Objects) -> bool | None:
    data = _read(blob, objects)
    document = parse(POLICY_PATH, document_slot(POLICY_PATH), data) if data is not None else None
    return document.record.sample if document and holds(document, Policy) else None


def _read(blob: str, objects: Objects) -> bytes | None:
    return None if blob in (GONE, NO_DOCUMENT) else objects.read(blob)
