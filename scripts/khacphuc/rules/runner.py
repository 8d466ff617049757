"""Runs the rules over what was loaded and turns their reports into problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.history.trail import Arrival, Event, EventKind
from khacphuc.model import DOCUMENTS as KINDS
from khacphuc.model.schema import Refers, marked
from khacphuc.model.vocabulary import Severity, Status
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, readable
from khacphuc.register.loading import UnrecognisedFile
from khacphuc.rules.catalogue import rules
from khacphuc.rules.contract import (
    Altered,
    CaseHistory,
    Context,
    Fact,
    Problem,
    Reference,
    Rule,
    RuleReport,
    Said,
)
from khacphuc.rules.event_context import event_place
from khacphuc.text.flaw import Flaw, Place

# A document with more of one kind is broken as a whole; the rest shows when these are mended. Each problem costs
# a look for its place and for the word that was meant, so without a limit one hostile file would cost minutes.
MOST_OF_A_KIND = 100

Facts = dict[str, list[Fact]]
Locate = Callable[[str], AnyDocument | None]


class _Tables(Struct, frozen=True):
    """The rules by what they look at, so that each subject meets only the rules meant for it."""

    flaws: dict[str, Rule]
    references: dict[str, list[Rule]]
    documents: dict[type[Any], list[Rule]]
    cases: list[Rule]
    settings: list[Rule]
    cross: list[Rule]
    events: dict[EventKind, list[Rule]]
    altered: list[Rule]


@cache
def _tables() -> _Tables:
    references: dict[str, list[Rule]] = defaultdict(list)
    documents: dict[type[Any], list[Rule]] = defaultdict(list)
    events: dict[EventKind, list[Rule]] = defaultdict(list)
    for rule in rules():
        for what in getattr(rule.module, "REFERENCES", ()):
            references[what].append(rule)
        for kind in getattr(rule.module, "DOCUMENTS", ()):
            documents[kind].append(rule)
        for event in getattr(rule.module, "EVENTS", ()):
            events[event].append(rule)

    def having(shape: str) -> list[Rule]:
        return [rule for rule in rules() if rule.shape(shape)]

    flaws = {rule.name: rule for shape in ("explain", "explain_in_case") for rule in having(shape)}
    return _Tables(
        flaws,
        dict(references),
        dict(documents),
        having("check_case"),
        having("check_settings"),
        having("gather"),
        dict(events),
        having("check_altered"),
    )


def gather(case: Case) -> Facts:
    """Return the facts of a case for rules that compare cases. Independent of the policy, so they can be cached."""
    return {rule.code: list(rule.module.gather(case)) for rule in _tables().cross}


def add_facts(facts: Facts, history: Facts) -> None:
    """Put the facts of one case to those of others."""
    for code, some in history.items():
        facts.setdefault(code, []).extend(some)


class Checker:
    """The rules as one register's policy has them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        settings = context.settings.policy.rules
        self._severity = {
            rule.code: settings[rule.code].severity
            if rule.code in settings and not getattr(rule.module, "FIXED", False)
            else rule.severity
            for rule in rules()
        }
        tables = _tables()
        self._tables = _Tables(
            tables.flaws,
            {what: self._on(found) for what, found in tables.references.items()},
            {kind: self._on(found) for kind, found in tables.documents.items()},
            self._on(tables.cases),
            self._on(tables.settings),
            self._on(tables.cross),
            {kind: self._on(found) for kind, found in tables.events.items()},
            self._on(tables.altered),
        )

    def _on(self, some: Iterable[Rule]) -> list[Rule]:
        return [rule for rule in some if self._severity[rule.code] is not Severity.OFF]

    def unrecognised(self, unrecognised: Iterable[UnrecognisedFile]) -> Iterator[Problem]:
        """Yield problems of what is no document at all."""
        for file in unrecognised:
            yield from self._flaw(file.path, file.flaw)

    def settings(self) -> Iterator[Problem]:
        """Yield problems of the units and the policy."""
        for document in self.context.settings.documents:
            yield from self._document(document, None)
        for rule in self._tables.settings:
            yield from self._placed(rule, rule.module.check_settings(self.context))

    def case(self, case: Case) -> Iterator[Problem]:
        """Yield problems that one case shows by itself."""
        for document in case.documents:
            yield from self._document(document, case)
        for rule in self._tables.cases:
            yield from self._placed(rule, rule.module.check_case(case, self.context))

    def confidential(self, document: AnyDocument) -> Iterator[Problem]:
        """Yield what must not be in a document of any kind, whether it can be read or not."""
        for rule in self._on(rules()):
            look = rule.shape("check_document")
            if (
                rule.family == "KP7"
                and look
                and {*KINDS.values()} <= {*getattr(rule.module, "DOCUMENTS", ())}
            ):
                yield from self._placed(rule, look(document, None, self.context))

    def compare(self, facts: Facts, locate: Locate) -> Iterator[Problem]:
        """Yield problems that only show between cases. ``locate`` opens the document of a fact again."""
        for rule in self._tables.cross:
            for fact, said in rule.module.judge(sorted(facts.get(rule.code, ())), self.context):
                document = locate(fact.path)
                place = document.place(fact.at) if document else Place()
                yield self._problem(rule, fact.path, place, said)

    def altered(self, altered: Altered) -> Iterator[Problem]:
        """Yield the settings and units altered by a change under review."""
        documents = {document.path: document for document in altered.after.documents}
        for rule in self._tables.altered:
            for path, at, said in rule.module.check_altered(altered):
                document = documents.get(path)
                yield self._problem(rule, path, document.place(at) if document else Place(), said)

    @property
    def asks_for_history(self) -> bool:
        """Return whether any rule about history is on."""
        return any(self._tables.events.values())

    def history(
        self,
        events: Sequence[Event],
        arrivals: Sequence[Arrival],
        reopen: Callable[[str], Case | None],
        first: int = 0,
    ) -> Iterator[Problem]:
        """Yield problems of what happened to cases. ``reopen`` opens a case again; only one of which a rule asks more is.

        What came with arrivals before ``first`` is known to the rules and not told.
        """
        asked = {event.folder for event in events if event.kind in self._tables.events}
        folders: dict[str, list[Event]] = {}
        for event in events:
            if event.folder in asked:
                folders.setdefault(event.folder, []).append(event)
        for folder, some in folders.items():
            yield from self._history(CaseHistory(folder, some, arrivals, reopen), first)

    def _history(self, history: CaseHistory, first: int) -> Iterator[Problem]:
        count: dict[str, int] = defaultdict(int)
        for event in history.events:
            if event.arrival < first:
                continue
            for rule in self._tables.events.get(event.kind, ()):
                if count[rule.code] < MOST_OF_A_KIND:
                    for said in rule.module.check_event(event, history, self.context):
                        count[rule.code] += 1
                        yield self._problem(rule, *event_place(event, history), said)

    def _document(self, document: AnyDocument, case: Case | None) -> Iterator[Problem]:
        history: dict[str, int] = defaultdict(int)
        for flaw in document.flaws:
            history[flaw.kind] += 1
            if history[flaw.kind] <= MOST_OF_A_KIND:
                yield from self._flaw(document.path, flaw, case)
        if not readable(document):
            return
        for rule in self._tables.documents.get(type(document.record), ()):
            for report in islice(rule.module.check_document(document, case, self.context), MOST_OF_A_KIND):
                yield self._place(rule, report)
        references = self._tables.references
        for what, text, at in marked(document.record, Refers):
            reference = Reference(document, what, text, at)
            for rule in references.get(what, ()):
                # Most references are right: a rule is asked, and nothing else is made until it has something to say.
                for report in rule.module.check_reference(reference, case, self.context):
                    history[rule.code] += 1
                    if history[rule.code] <= MOST_OF_A_KIND:
                        yield self._place(rule, report)

    def _flaw(self, path: str, flaw: Flaw, case: Case | None = None) -> Iterator[Problem]:
        rule = self._tables.flaws[flaw.kind]
        if self._severity[rule.code] is not Severity.OFF:
            said = (
                rule.module.explain_in_case(flaw, case, self.context)
                if rule.shape("explain_in_case")
                else rule.module.explain(flaw)
            )
            yield self._problem(rule, path, flaw.place, said)

    def _placed(self, rule: Rule, reports: Iterator[RuleReport]) -> Iterator[Problem]:
        for report in islice(reports, MOST_OF_A_KIND):
            yield self._place(rule, report)

    def _place(self, rule: Rule, report: RuleReport) -> Problem:
        document, at = report.document, report.at
        place = at if isinstance(at, Place) else document.place(at, on_key=report.on_key)
        problem = self._problem(rule, document.path, place, report.said)
        milder = report.milder or (rule.family in _OF_SUBSTANCE and _draft(document))
        return _milder(problem) if milder else problem

    def _problem(self, rule: Rule, path: str, place: Place, said: Said) -> Problem:
        return Problem(path, place, rule.code, rule.name, self._severity[rule.code], said)


# The families that judge what a document says and not how it is written. A draft may still say too little; what is
# confidential must not be in one, either.
_OF_SUBSTANCE = ("KP3", "KP4", "KP5")


def _draft(document: AnyDocument) -> bool:
    return getattr(document.record, "status", None) is Status.DRAFT


def _milder(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING) if problem.severity is Severity.ERROR else problem
