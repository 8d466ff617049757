"""Say which documents a change adds, alters or deletes in a case: those that change nothing owed must not go unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khacphuc.model import DOCUMENTS
from khacphuc.model.records import Extension
from khacphuc.rules.changed_states import ChangedDocument
from khacphuc.text.message import N_, Message, listed, say

_MOST = 8
_WAYS = (
    N_("Documents added: {documents}."),
    N_("Documents altered: {documents}."),
    N_("Documents deleted: {documents}."),
)


def document_words(documents: Iterable[ChangedDocument]) -> Iterator[Message]:
    """Yield a sentence for each of added, altered and deleted."""
    ways: tuple[list[ChangedDocument], ...] = ([], [], [])
    for one in documents:
        ways[0 if one.added else 2 if one.deleted else 1].append(one)
    for text, some in zip(_WAYS, ways, strict=True):
        if some:
            yield say(text, documents=_named(some))


def _named(documents: Sequence[ChangedDocument]) -> Message:
    names = [_name(one) for one in documents[:_MOST]]
    more = len(documents) - len(names)
    return listed([*names, *([say("{n} more", n=more)] if more else [])], "; ")


def _name(document: ChangedDocument) -> Message:
    slot, kind = document.slot, say(DOCUMENTS[document.slot.type].TITLE)
    named = (
        say("{kind} of {day}", kind=kind, day=slot.date)
        if slot.date
        else say("{kind} {name}", kind=kind, name=document.path.rpartition("/")[2])
    )
    record = document.after or document.before
    return (
        say("{document} ({outcome})", document=named, outcome=say(record.outcome.label))
        if isinstance(record, Extension)
        else named
    )
