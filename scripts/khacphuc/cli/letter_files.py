"""Write the letters by which a follower urges what has been brought to it: drafts for a signature, beside the message that names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.output import write_bytes
from khacphuc.cli.paper_files import reminder_letters
from khacphuc.model.vocabulary import NotificationStage
from khacphuc.obligations.notifying import Digest
from khacphuc.text.message import say


def drafted_letters(call: Invocation, found: Iterable[Digest]) -> Mapping[str, tuple[str, bytes]]:
    """Return file name and letter, by case folder, of each case of which a follower is told that it is late.

    A restricted case gets none: its name alone would say more than a message may.
    """
    states = {
        item.row.case.folder: item.row.case
        for digest in found
        for item in digest.items
        if item.stage is NotificationStage.COMMISSION and not item.row.case.restricted
    }
    if not states:
        return {}
    return {
        folder: (_file_name(call, folder), letter)
        for folder, letter in reminder_letters(call, states.values()).items()
    }


def _file_name(call: Invocation, folder: str) -> str:
    _, unit, case = folder.split("/")
    return f"reminder-{unit}-{case}-{call.as_of.isoformat()}.docx"


def write_letters(call: Invocation, into: str, letters: Iterable[tuple[str, bytes]]) -> None:
    """Write letters into a folder. One that is there stays: somebody may have worked on it. Raises UsageError."""
    folder = Path(into)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            say("“{path}” cannot be written: {reason}", path=into, reason=error.strerror or str(error))
        ) from error
    for name, letter in letters:
        target = folder / name
        if not target.exists():
            write_bytes(str(target), letter)
            call.print(say("Wrote {path}.", path=str(target)))
