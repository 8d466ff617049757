"""What a rule is: the shapes a rule module may have, and the values that go in and come out.

A module ``kp1/kp101_unknown_key.py`` is the rule KP101, ``unknown-key``. It has a docstring (first line: what
is wrong, in one sentence; then why it matters and how to mend it), a ``SEVERITY``, and exactly one of the
functions below. A rule yields reports; it never prints, raises, reads a file, a clock or git.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from types import ModuleType
from typing import Any, Protocol

from msgspec import Struct

from khacphuc.history.trail import Event, EventKind, Landing
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.register.loading import Frame
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.message import Message
from khacphuc.text.nodes import Path


class Context(Struct, frozen=True):
    """What a rule may know beside its subject. ``as_of`` is the day on which the register is judged."""

    frame: Frame
    as_of: date
    complete: bool = True
    """Whether all cases of the register are looked at, so that what none of them declares does not exist."""


class Said(Struct, frozen=True, order=True):
    """What is wrong (with what was expected and what stands there), and how to mend it."""

    message: Message
    help: Message


class Report(Struct, frozen=True):
    """A rule's finding: where in which document, and what it says. ``at`` is the path of a key or value."""

    document: AnyDocument
    at: Path | Place
    said: Said
    on_key: bool = False


class Reference(Struct, frozen=True):
    """A text in a document that names something declared elsewhere (see ``model.schema.Refers``)."""

    document: AnyDocument
    what: str
    text: str
    at: Path


class Fact(Struct, frozen=True, order=True):
    """What one case tells the rules that compare cases: small, and without the documents themselves."""

    path: str
    at: Path
    values: tuple[str, ...]


class Chronicle(Struct, frozen=True, dict=True):
    """What history says of one case folder to rules that ask for it, and the case as it stands.

    ``events`` are those of the kinds that some rule looks at, in the order in which they arrived.
    """

    folder: str
    events: Sequence[Event]
    landings: Sequence[Landing]
    reopen: Callable[[str], Case | None]
    """Opens the case of a folder; None when there is none any more."""

    @property
    def case(self) -> Case | None:
        """The case as it stands, opened when the first rule asks: most of what history says is in order."""
        if "case" not in self.__dict__:
            self.__dict__["case"] = self.reopen(self.folder)
        found: Case | None = self.__dict__["case"]
        return found


class Altered(Struct, frozen=True):
    """What a change under review alters of that by which changes are judged.

    ``paths`` are all that it touches, outside the register, too. ``before`` and ``after`` are units and policy.
    """

    paths: frozenset[str]
    before: Frame
    after: Frame


class Problem(Struct, frozen=True, order=True):
    """What a person is told. Sorts by file and place. ``known`` problems were there before a change."""

    path: str
    place: Place
    code: str
    name: str
    severity: Severity
    said: Said
    known: bool = False


class FlawRule(Protocol):
    """Puts words to the flaw of the same name that reading found.

    With ``NEEDS_CASE`` it is asked as ``explain(flaw, case, context)``: a mend must be right in this very case.
    """

    SEVERITY: Severity

    @staticmethod
    def explain(flaw: Flaw) -> Said: ...


class ReferenceRule(Protocol):
    """Looks at each reference whose kind is among ``REFERENCES``. ``case`` is None in a unit's document."""

    SEVERITY: Severity
    REFERENCES: tuple[str, ...]

    @staticmethod
    def check_reference(reference: Reference, case: Case | None, context: Context) -> Iterator[Report]: ...


class DocumentRule(Protocol):
    """Looks at each document whose record is one of ``DOCUMENTS``."""

    SEVERITY: Severity
    DOCUMENTS: tuple[type[Any], ...]

    @staticmethod
    def check_document(document: AnyDocument, case: Case | None, context: Context) -> Iterator[Report]: ...


class CaseRule(Protocol):
    """Looks at one case as a whole."""

    SEVERITY: Severity

    @staticmethod
    def check_case(case: Case, context: Context) -> Iterator[Report]: ...


class FrameRule(Protocol):
    """Looks at the units and the policy."""

    SEVERITY: Severity

    @staticmethod
    def check_frame(context: Context) -> Iterator[Report]: ...


class CrossRule(Protocol):
    """Compares cases: ``gather`` runs beside each case, ``judge`` once, over all facts that this rule gathered."""

    SEVERITY: Severity

    @staticmethod
    def gather(case: Case) -> Iterator[Fact]: ...

    @staticmethod
    def judge(facts: Sequence[Fact], context: Context) -> Iterator[tuple[Fact, Said]]: ...


class EventRule(Protocol):
    """Looks at each event whose kind is among ``EVENTS``, in the light of the case as it stands.

    What has been mended since, or explained by a record, is no problem any more. The place is found by the driver.
    """

    SEVERITY: Severity
    EVENTS: tuple[EventKind, ...]

    @staticmethod
    def check_event(event: Event, told: Chronicle, context: Context) -> Iterator[Said]: ...


class AlteredRule(Protocol):
    """Looks at what a change alters beside its cases; only asked in review. Answers with paths, and places in them."""

    SEVERITY: Severity

    @staticmethod
    def check_altered(altered: Altered) -> Iterator[tuple[str, Path, Said]]: ...


SHAPES = (
    "explain",
    "check_reference",
    "check_document",
    "check_case",
    "check_frame",
    "gather",
    "check_event",
    "check_altered",
)


class Rule(Struct, frozen=True):
    """A rule as discovered. A module may have several shapes when one offence shows in several places."""

    code: str
    name: str
    severity: Severity
    doc: str
    module: ModuleType

    def shape(self, name: str) -> Callable[..., Any] | None:
        return getattr(self.module, name, None)

    @property
    def family(self) -> str:
        """KP0, KP1 …"""
        return self.code[:3]
