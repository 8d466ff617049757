"""One id is given twice.

An id names one finding, task, person or case for ever. With two of a name nobody can tell which was reported
done, moved or verified, and the lists count one of them twice and the other not at all.

Give the newer one an id of its own. Ids are never used again, not even after a task has been dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khacphuc.model.plan import Plan
from khacphuc.model.schema import Names, marked
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, Fact, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.text.nodes import Path
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR
_ELSEWHERE = frozenset({"case", "unit"})  # what is unique beyond one case, and judged there

_Given = tuple[AnyDocument, str, str, Path]


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    demands = timeline(case).demands
    yield from _twice(
        # Records name what the notice demands as they name tasks: these ids may not meet.
        (document, "task" if name in demands and what == "requirement" else what, name, at)
        for document, what, name, at in _given(case.documents)
        if what not in _ELSEWHERE
    )


def check_settings(context: Context) -> Iterator[RuleReport]:
    documents = context.settings.units.documents
    units = (given for given in _given(documents) if given[1] == "unit")
    # The file that is called so gives the id first.
    yield from _twice(sorted(units, key=lambda given: given[0].slot.unit != given[2]))
    for document in documents:
        yield from _twice(given for given in _given((document,)) if given[1] == "person")


def _given(documents: Iterable[AnyDocument]) -> Iterator[_Given]:
    """Yield every place at which an id is given, with what it names."""
    for document in documents:
        if document.record is not None:
            for what, name, at in marked(document.record, Names):
                yield document, what, name, at


def _twice(given: Iterable[_Given]) -> Iterator[RuleReport]:
    first: dict[tuple[str, str], tuple[AnyDocument, Path]] = {}
    for document, what, name, at in given:
        other, place = first.setdefault((what, name), (document, at))
        if (other is document and place == at) or _revised(other, document):
            continue
        line = other.place(place).line
        if other is document:
            message = say("The id “{name}” is given already on line {line}.", name=name, line=str(line))
        else:
            message = say(
                "The id “{name}” is given already in {path}, line {line}.",
                name=name,
                path=other.path,
                line=str(line),
            )
        yield RuleReport(
            document,
            at,
            Said(message, say("Give this one an id of its own; if both are the same thing, keep one.")),
        )


def _revised(other: AnyDocument, document: AnyDocument) -> bool:
    """Whether a document revises the plan in which an id is given already."""
    first, second = other.record, document.record
    return (
        other is not document
        and isinstance(first, Plan)
        and isinstance(second, Plan)
        and second.revises is not None
        and (first.level, first.for_) == (second.level, second.for_)
    )


def gather(case: Case) -> Iterator[Fact]:
    if case.conclusion and case.conclusion_document:
        yield Fact(case.conclusion_document.path, ("id",), (case.conclusion.id,))


def judge(facts: Sequence[Fact], _context: Context) -> Iterator[tuple[Fact, Said]]:
    first: dict[str, str] = {}
    for fact in facts:
        name = fact.values[0]
        if name in first:
            message = say("The case id “{name}” is also that of {path}.", name=name, path=first[name])
            yield (
                fact,
                Said(message, say("Give the newer case an id of its own, and correct what refers to it.")),
            )
        first.setdefault(name, fact.path)
