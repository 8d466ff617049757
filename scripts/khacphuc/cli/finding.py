"""Finding cases by what a person calls them: a path, a folder, an id."""

from __future__ import annotations

from pathlib import Path

from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.register_root import within
from khacphuc.model.conclusion import Conclusion
from khacphuc.register.document import holds
from khacphuc.register.loading import Listing, open_document


def folders_of(call: Invocation, listing: Listing, which: str) -> set[str]:
    """Return the folders of the cases that a person means; none where nothing is called so."""
    path = path_named(call.root, which)
    if path in listing.cases:
        return {path}
    if path.rpartition("/")[0] in listing.cases:
        return {path.rpartition("/")[0]}
    named = {folder for folder in listing.cases if folder.rpartition("/")[2] == which.lower()}
    return by_id(call, listing, which) or named


def path_named(root: Path, which: str) -> str:
    """What the argument is as a path of the register; itself when it is none."""
    if which.startswith(("plans/", "units/")):
        return which.rstrip("/")
    try:
        return within(root, which)
    except UsageError:
        return which


def by_id(call: Invocation, listing: Listing, name: str) -> set[str]:
    """The folders of the cases whose conclusion has an id. Only conclusions that hold it anywhere are read."""
    wanted = name.encode("utf-8", "surrogateescape")
    found = set()
    for folder in listing.cases:
        path = f"{folder}/conclusion.md"
        try:
            hit = wanted in call.source.read(path)
        except OSError:
            continue
        document = open_document(call.source, path) if hit else None
        if document and holds(document, Conclusion) and document.record.id == name:
            found.add(folder)
    return found
