"""The papers by which the inspecting side changes a notice after it was issued: a supplement, a correction."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, ClassVar

from msgspec import Struct

from khacphuc.model.conclusion import Finding, Requirement
from khacphuc.model.forms import FindingRef, PaperNumber, PartyRef, RequirementRef
from khacphuc.model.schema import Key
from khacphuc.model.shared import Answers, TimeOfDay
from khacphuc.text.message import N_


class Supplement(Struct, frozen=True, kw_only=True):
    """Findings and requirements that are added to a notice. The unit owes an addition to its plan."""

    TYPE: ClassVar[str] = "supplement"
    TITLE: ClassVar[str] = N_("Supplement to the notice")

    type: Annotated[str, Key(N_("Document type"), example="supplement")]
    date: Annotated[Day, Key(N_("Date"), N_("Day on which the paper was issued"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Issued by"))]
    number: Annotated[PaperNumber | None, Key(N_("Number"), example="41-TB/ĐU")] = None
    addition_due: Annotated[
        Day | None,
        Key(N_("Addition to the plan due"), N_("Until when the unit adds to its plan"), example="2024-09-30"),
    ] = None
    findings: Annotated[tuple[Finding, ...], Key(N_("Findings"))] = ()
    requirements: Annotated[tuple[Requirement, ...], Key(N_("Requirements"))] = ()
    answers: Answers = ()


class NoticeChange(Struct, frozen=True, kw_only=True):
    """One finding or requirement that a correction withdraws or words anew."""

    finding: Annotated[FindingRef | None, Key(N_("Finding"), example="HC2")] = None
    requirement: Annotated[RequirementRef | None, Key(N_("Requirement"))] = None
    withdrawn: Annotated[
        bool, Key(N_("Withdrawn"), N_("Nothing is owed for it from the day of the paper on"))
    ] = False
    text: Annotated[str | None, Key(N_("New wording"), N_("Verbatim from the paper"))] = None
    reason: Annotated[str | None, Key(N_("Reason"))] = None


class Correction(Struct, frozen=True, kw_only=True):
    """A paper that withdraws findings and requirements of a notice, or words them anew. They stay in sight."""

    TYPE: ClassVar[str] = "correction"
    TITLE: ClassVar[str] = N_("Correction of the notice")

    type: Annotated[str, Key(N_("Document type"), example="correction")]
    date: Annotated[Day, Key(N_("Date"), N_("Day on which the paper was issued"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Issued by"))]
    number: Annotated[PaperNumber | None, Key(N_("Number"), example="44-TB/ĐU")] = None
    changes: Annotated[tuple[NoticeChange, ...], Key(N_("What changes"))] = ()
    answers: Answers = ()
