"""Read the published list of checkpoints and verify it."""

from __future__ import annotations

import argparse

from khacphuc.cli.download import download
from khacphuc.cli.invocation import Invocation
from khacphuc.history.attestation.checkpoint_chain import (
    MAX_BYTES,
    CheckpointEntry,
    NoListError,
    broken,
    load,
)
from khacphuc.text.message import N_, say


def add_previous(parser: argparse.ArgumentParser) -> None:
    """The argument that names the list."""
    parser.add_argument(
        "--previous",
        metavar=N_("FILE|URL"),
        help=N_(
            "list of checkpoints that was published before (checkpoint.json); it must hold, and is carried on"
        ),
    )


def previous_checkpoints(call: Invocation) -> tuple[CheckpointEntry, ...] | None:
    """Return the entries of the list that the person names, none without one. None for a list that does not hold: it is told why."""
    where: str | None = call.options.previous
    if where is None:
        return ()
    tip = call.tip
    try:
        entries = load(download(where, MAX_BYTES))
    except NoListError:
        wrong = [say("It is no list of checkpoints.")]
    else:
        wrong = broken(entries, call.root, tip)
        if not wrong:
            return entries
    call.note(say("ALARM: the list “{where}” does not hold.", where=where))
    for reason in wrong:
        call.note(f"  {call.speak(reason)}")
    return None
