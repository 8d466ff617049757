"""Put the keys of documents into the order of the model; comments stay with the key below them.

Without PATH, all documents of the register. A document that cannot be read is left as it is and named.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.register_root import within
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import TOP_FOLDERS
from khacphuc.text.message import N_, say, say_n


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar=N_("PATH"), help=N_("file or folder (default: everything)")
    )
    parser.add_argument(
        "--check", action="store_true", help=N_("change nothing, and fail where something would be")
    )


def run(call: Invocation) -> int:
    """Order, tell which documents changed, and answer whether one would have."""
    from khacphuc.form.ordering import ordered
    from khacphuc.form.storing import Files
    from khacphuc.form.writer import Unwritable

    store, changed, seen = Files(call.root), 0, 0
    for path, slot in _documents(call):
        seen += 1
        data = call.source.read(path)
        try:
            text = data.decode("utf-8")
            new = ordered(text, slot)
            if new == text:
                continue
            changed += 1
            if not call.options.check:
                store.save(path, new.encode("utf-8"), data, "")
        except UnicodeDecodeError:
            call.note(say("{path}: not UTF-8", path=path))
        except Unwritable as failure:
            call.note(say("{path}: {why}", path=path, why=failure.message))
        else:
            call.print(say("{path}: keys not in order", path=path) if call.options.check else path)
    call.print(say_n("{n} document of {all} changed.", "{n} documents of {all} changed.", changed, all=seen))
    return ExitCode.PROBLEMS if changed and call.options.check else ExitCode.CLEAN


def _documents(call: Invocation) -> Iterator[tuple[str, Slot]]:
    """The documents that the paths name. Raises Usage for a path that names none."""
    wanted = [within(call.root, path) for path in call.options.paths]
    found = set()
    for entry in sorted(entry for folder in TOP_FOLDERS for entry in call.source.entries(folder)):
        slot = slot_of(entry)
        named = [path for path in wanted if path in ("", entry.path) or entry.path.startswith(f"{path}/")]
        found.update(named)
        if isinstance(slot, Slot) and (named or not wanted):
            yield entry.path, slot
    for path in wanted:
        if path not in found:
            raise UsageError(say("“{path}” names nothing in the register.", path=path))
