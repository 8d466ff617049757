"""Say why a text cannot be checked: what it does not say, and what in it was not counted as an anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from khacphuc.model.plan import Task
from khacphuc.text.message import N_, Message, listed, say
from khacphuc.text.promise.anchors import NotCounted, Sign
from khacphuc.text.promise.verdict import Aspect, PromiseField, PromiseVerdict

_ABSENT: Final = {
    Aspect.ACT: N_("an act that leaves something to look at"),
    Aspect.OBJECT: N_("on which things, by name or number"),
    Aspect.HOW_MANY: N_("how many or how much"),
    Aspect.WHEN: N_("by which day or how often"),
    Aspect.PAPER: N_("which paper or thing will exist"),
    Aspect.WHO: N_("who does it"),
}
_IGNORED: Final = {
    NotCounted.CITED: N_("“{words}” is cited, and not made by this"),
    NotCounted.YEAR: N_("“{words}” is a year, and no day by which"),
    NotCounted.GENERAL_COUNT: N_("“{words}” counts nothing that can be seen"),
    NotCounted.PEOPLE: N_("“{words}” counts people, and not what is done"),
    NotCounted.BEGINNING: N_("“{words}” is a beginning, and no end"),
    NotCounted.GENERAL_PAPER: N_("“{words}” is a kind of paper, and none by name"),
    NotCounted.ROLE: N_("“{words}” names somebody, but no act that can be seen"),
    NotCounted.UNBOUND: N_("“{words}” belongs to no act that can be seen"),
}
_MOST_IGNORED: Final = 3
_ASKED: Final = {
    PromiseField.MEASURE: frozenset(Aspect),
    PromiseField.PRODUCT: frozenset({Aspect.PAPER, Aspect.HOW_MANY}),
    PromiseField.RESULT: frozenset({Aspect.ACT, Aspect.OBJECT, Aspect.HOW_MANY, Aspect.WHEN, Aspect.PAPER}),
    PromiseField.CAUSE: frozenset[Aspect](),
}
"""What a text of each field can be asked for."""
PRODUCT_MEND: Final = N_(
    "Name the paper or thing, and how many of it, for example: “Minutes of the count and a list of the 36 items.”"
)
RESULT_MEND: Final = N_(
    "Say how many of how many, and name the document: its number and date, under evidence. For example: “06 of 12 files completed (list in report 15-BC/CB of 20 Jan 2026); 06 files remain, by 31 Mar 2026.”"
)
CAUSE_MEND: Final = N_(
    "Say what failed, for example: “From March to August 2026 nobody was assigned to check payment files, because the accountant's post was vacant.”"
)


def quoted(words: Iterable[str]) -> Message:
    """Words as they stand in the document, between quotation marks."""
    return listed(f"“{word}”" for word in words)


def told_elsewhere(task: Task) -> frozenset[Aspect]:
    """What other keys of a task say, so that its measure need not."""
    return frozenset(
        aspect
        for aspect, said in (
            (Aspect.WHO, task.lead or task.accountable or task.for_each),
            (Aspect.WHEN, task.due or task.due_text or task.recurrence or task.milestones),
            (Aspect.PAPER, task.product),
        )
        if said
    )


def explained(
    lead: Message, verdict: PromiseVerdict, field: PromiseField, elsewhere: frozenset[Aspect] = frozenset()
) -> Message:
    """A message that goes on with what the text does not say and what in it was not counted."""
    return listed((lead, *_reasons(verdict, _ASKED[field] - elsewhere)), separator=" ")


def _reasons(verdict: PromiseVerdict, asked: frozenset[Aspect]) -> Iterator[Message]:
    absent = [say(_ABSENT[aspect]) for aspect in verdict.absent if aspect in asked]
    if absent:
        yield say("Not said: {aspects}.", aspects=listed(absent))
    ignored = tuple(_distinct(verdict.not_counted))[:_MOST_IGNORED]
    if ignored:
        yield say("Not counted: {signs}.", signs=listed(ignored, separator="; "))


def _distinct(signs: Iterable[Sign]) -> Iterator[Message]:
    seen = set()
    for sign in signs:
        if isinstance(sign.kind, NotCounted) and (key := (sign.kind, sign.token.text.lower())) not in seen:
            seen.add(key)
            yield say(_IGNORED[sign.kind], words=sign.token.text)
