"""Define the protocols of rule modules, and the values that go in and come out.

A module ``kp1/kp101_unknown_key.py`` is the rule KP101, ``unknown-key``. It has a docstring (first line: what
is wrong, in one sentence; then why it matters and how to mend it), a ``SEVERITY``, and the functions of one or more
of the Protocols below. A rule yields reports; it never prints, raises, reads a file, a clock or git.

mypy holds each module to its Protocols by ``tests/rules/typed.py``, which ``scripts/run.py generate`` writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from khacphuc.history.trail import Arrival, Event, EventKind
from khacphuc.model import AnyRecord
from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, Document
from khacphuc.register.loading import RegisterSettings
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.message import Message
from khacphuc.text.nodes import Path

R = TypeVar("R", bound=AnyRecord)


class Context(Struct, frozen=True):
    """The context of a rule beside its subject. ``as_of`` is the day on which the register is judged."""

    settings: RegisterSettings
    as_of: date
    complete: bool = True
    """Whether all cases of the register are looked at, so that what none of them declares does not exist."""


class Said(Struct, frozen=True, order=True):
    """The text of a problem (with the expected and the actual value), and its help."""

    message: Message
    help: Message


class RuleReport(Struct, frozen=True):
    """A rule's finding: where in which document, and what it says. ``at`` is the path of a key or value.

    ``milder`` makes a warning of an error: of this one the paper may be right.
    """

    document: AnyDocument
    at: Path | Place
    said: Said
    on_key: bool = False
    milder: bool = False


class Reference(Struct, frozen=True):
    """A text in a document that names something declared elsewhere (see ``model.schema.Refers``)."""

    document: AnyDocument
    what: str
    text: str
    at: Path


class Fact(Struct, frozen=True, order=True):
    """A fact of one case for rules that compare cases: small, without documents."""

    path: str
    at: Path
    values: tuple[str, ...]


class CaseHistory(Struct, frozen=True, dict=True):
    """The history of one case folder for rules, and the case as it stands.

    ``events`` stand in the order in which they arrived.
    """

    folder: str
    events: Sequence[Event]
    arrivals: Sequence[Arrival]
    reopen: Callable[[str], Case | None]
    """Opens the case of a folder; None when there is none any more."""

    @property
    def case(self) -> Case | None:
        """Return the case as it stands, opened when the first rule asks: most of what history says is in order."""
        if "case" not in self.__dict__:
            self.__dict__["case"] = self.reopen(self.folder)
        found: Case | None = self.__dict__["case"]
        return found


class Altered(Struct, frozen=True):
    """The settings, units and programs altered by a change under review.

    ``paths`` are all that it touches, outside the register, too. ``before`` and ``after`` are units and policy.
    """

    paths: frozenset[str]
    before: RegisterSettings
    after: RegisterSettings
    humans: frozenset[frozenset[Party]] = frozenset()
    """Who brings it, by the units before it; nobody for whom they do not know."""


class Problem(Struct, frozen=True, order=True):
    """A problem as reported. Sorts by file and place. ``known`` problems were there before a change."""

    path: str
    place: Place
    code: str
    name: str
    severity: Severity
    said: Said
    known: bool = False


class FlawRule(Protocol):
    """Puts words to the flaw of the same name that reading found."""

    SEVERITY: Severity

    def explain(self, flaw: Flaw, /) -> Said: ...


class FlawInCaseRule(Protocol):
    """Puts words to a flaw where a mend must be right in this very case. ``case`` is None in a unit's document."""

    SEVERITY: Severity

    def explain_in_case(self, flaw: Flaw, case: Case | None, context: Context, /) -> Said: ...


class ReferenceRule(Protocol):
    """Looks at each reference whose kind is among ``REFERENCES``. ``case`` is None in a unit's document."""

    SEVERITY: Severity

    @property
    def REFERENCES(self) -> tuple[str, ...]: ...  # noqa: N802 - as above

    def check_reference(
        self, reference: Reference, case: Case | None, context: Context, /
    ) -> Iterator[RuleReport]: ...


class DocumentRule(Protocol[R]):
    """Looks at each document whose record is one of ``DOCUMENTS``. ``case`` is None in a unit's document."""

    SEVERITY: Severity

    @property
    def DOCUMENTS(self) -> tuple[type[R], ...]: ...  # noqa: N802 - a constant of the module, which mypy reads so

    def check_document(
        self, document: Document[R], case: Case | None, context: Context, /
    ) -> Iterator[RuleReport]: ...


class CaseRule(Protocol):
    """Looks at one case as a whole."""

    SEVERITY: Severity

    def check_case(self, case: Case, context: Context, /) -> Iterator[RuleReport]: ...


class SettingsRule(Protocol):
    """Looks at the units and the policy."""

    SEVERITY: Severity

    def check_settings(self, context: Context, /) -> Iterator[RuleReport]: ...


class CrossRule(Protocol):
    """Compares cases: ``gather`` runs beside each case, ``judge`` once, over all facts that this rule gathered."""

    SEVERITY: Severity

    def gather(self, case: Case, /) -> Iterator[Fact]: ...

    def judge(self, facts: Sequence[Fact], context: Context, /) -> Iterator[tuple[Fact, Said]]: ...


class EventRule(Protocol):
    """Looks at each event whose kind is among ``EVENTS``, in the light of the case as it stands.

    What has been mended since, or explained by a record, is no problem any more. The place is found by the driver.
    """

    SEVERITY: Severity

    @property
    def EVENTS(self) -> tuple[EventKind, ...]: ...  # noqa: N802 - as above

    def check_event(self, event: Event, history: CaseHistory, context: Context, /) -> Iterator[Said]: ...


class AlteredRule(Protocol):
    """Looks at what a change alters beside its cases; only asked in review. Answers with paths, and places in them."""

    SEVERITY: Severity

    def check_altered(self, altered: Altered, /) -> Iterator[tuple[str, Path, Said]]: ...


class RuleModule(
    FlawRule,
    FlawInCaseRule,
    ReferenceRule,
    DocumentRule[AnyRecord],
    CaseRule,
    SettingsRule,
    CrossRule,
    EventRule,
    AlteredRule,
    Protocol,
):
    """A module as the driver calls it. It has the functions of its own shapes alone: ask ``Rule.shape`` first."""

    __name__: str


SHAPES: dict[str, type] = {
    "explain": FlawRule,
    "explain_in_case": FlawInCaseRule,
    "check_reference": ReferenceRule,
    "check_document": DocumentRule,
    "check_case": CaseRule,
    "check_settings": SettingsRule,
    "gather": CrossRule,
    "check_event": EventRule,
    "check_altered": AlteredRule,
}
"""The functions by which a rule's shapes are known, each with its Protocol."""


class Rule(Struct, frozen=True):
    """A rule as discovered. A module may have several shapes when one offence shows in several places."""

    code: str
    name: str
    severity: Severity
    doc: str
    module: RuleModule

    def shape(self, name: str) -> Callable[..., Any] | None:
        return getattr(self.module, name, None)

    @property
    def field(self) -> str:
        """The key that is missing, where ``FIELD`` names one: a form tells it there, beside the key that stands in for it."""
        return getattr(self.module, "FIELD", "")

    @property
    def family(self) -> str:
        """KP0, KP1 …"""
        return self.code[:3]
