"""List the extensions that were asked for and are not decided, each with the parties that may decide on it."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.party import NOBODY, Party
from khacphuc.model.records import Move
from khacphuc.model.vocabulary import Act
from khacphuc.obligations.context import FoldContext
from khacphuc.obligations.ledger import Ledger
from khacphuc.obligations.lives import MoveKey, TaskSlot
from khacphuc.obligations.values import AskedExtension
from khacphuc.timeline.deadlines import key_of
from khacphuc.timeline.rights import Subject


def asked_extensions(context: FoldContext, ledger: Ledger) -> Iterator[AskedExtension]:
    """Yield the extensions asked for, in the order of the records."""
    for key, asked in ledger.asked.items():
        for document, move in asked:
            record = document.record
            yield AskedExtension(
                key_of(move),
                record.by or NOBODY,
                record.date,
                move.from_,
                move.to,
                document.path,
                _deciders(context, ledger, key, move),
            )


def _deciders(context: FoldContext, ledger: Ledger, key: MoveKey, move: Move) -> tuple[Party, ...]:
    """Return who may decide today, by the table of rights; of parties that have ended, their successors."""
    task = move.task or (context.timeline.case.milestones.get(move.milestone) if move.milestone else None)
    unit = key.unit if isinstance(key, TaskSlot) else key[1]
    subject = ledger.subject(task, unit, move.to) if task in ledger.planned else Subject(to=move.to)
    holders = context.rights.holders(Act.DECIDE_EXTENSION, context.as_of, subject)
    return tuple(dict.fromkeys(context.now(holder.party) for holder in holders))
