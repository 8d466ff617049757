"""Where a register begins that was made from the sample: at the commit of the main branch that took the sample out."""

from __future__ import annotations

from collections.abc import Mapping

from khacphuc.history.objects import Objects
from khacphuc.history.walking.folders import Contents, document_slot, is_case, path_of
from khacphuc.history.walking.log import GONE, NO_DOCUMENT, Change
from khacphuc.model.policy import Policy
from khacphuc.register.document import holds, parse
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.sample import is_sample


def sample_taken_out(
    folders: Mapping[str, Contents], changes: tuple[Change, ...], objects: Objects
) -> list[str]:
    """The folders of the sample's cases that a commit takes out, where it makes a register of one's own from the sample.

    ``folders`` is what stood before it.
    """

    def read(blob: str) -> bytes | None:
        return None if blob in (GONE, NO_DOCUMENT) else objects.read(blob)

    def calls_itself_sample(blob: str) -> bool | None:
        data = read(blob)
        document = parse(POLICY_PATH, document_slot(POLICY_PATH), data) if data is not None else None
        return document.record.sample if document and holds(document, Policy) else None

    policy = next((change.blob for change in changes if change.path == POLICY_PATH), GONE)
    if calls_itself_sample(policy) is not False:
        return []
    if not calls_itself_sample(folders.get(POLICY_PATH, {}).get("", GONE)):
        return []
    touched = {path for change in changes for path in (change.path, change.was)}
    return [
        folder
        for folder, contents in folders.items()
        if is_case(folder)
        and contents
        and touched.issuperset(path_of(folder, name) for name in contents)
        and is_sample(map(read, contents.values()))
    ]
