"""The conclusion notice: what was found, what is required, until when, and who follows it up."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, ClassVar

from msgspec import Struct

from khacphuc.model.forms import (
    AnyRef,
    CaseId,
    EarlierFindingRef,
    FindingId,
    FindingPartId,
    FindingRef,
    Heading,
    PaperNumber,
    PartyRef,
    PersonRef,
    RequirementId,
    RequirementRef,
    UnitRef,
)
from khacphuc.model.schema import Key
from khacphuc.model.shared import Amount, ForEach, Paper, Period, Recurrence, Target
from khacphuc.model.vocabulary import (
    Asked,
    CauseKind,
    DemandKind,
    Duty,
    FactKind,
    Grade,
    InspectionKind,
    IssuingBody,
    Priority,
    Secrecy,
    Status,
    Visibility,
)
from khacphuc.text.message import N_, Sample


class Team(Struct, frozen=True, kw_only=True):
    """The inspection or supervision team, which keeps following until the case is closed."""

    name: Annotated[Heading | None, Key(N_("Name"), example=Sample("Audit team 580"))] = None
    lead: Annotated[PersonRef | None, Key(N_("Head of the team"))] = None
    members: Annotated[tuple[PersonRef, ...], Key(N_("Members"))] = ()


class Inspection(Struct, frozen=True, kw_only=True):
    kind: Annotated[InspectionKind, Key(N_("Kind of inspection"), example="supervision")]
    decision: Annotated[PaperNumber | None, Key(N_("Decision"), example=Sample("580/2024"))] = None
    decided_on: Annotated[Day | None, Key(N_("Date of the decision"))] = None
    period: Annotated[Period | None, Key(N_("Period inspected"))] = None
    team: Annotated[Team | None, Key(N_("Team"))] = None


class Followers(Struct, frozen=True, kw_only=True):
    """The parties that remind and verify on the inspecting side. The team itself is named under ``inspection``."""

    commission: Annotated[UnitRef | None, Key(N_("Following commission"))] = None
    member: Annotated[PersonRef | None, Key(N_("Committee member in charge"))] = None
    others: Annotated[tuple[PartyRef, ...], Key(N_("Others who follow"))] = ()


class Cause(Struct, frozen=True, kw_only=True):
    kind: Annotated[CauseKind, Key(N_("Kind of cause"), example="subjective")]
    text: Annotated[str, Key(N_("Cause"))]


class FindingPart(Struct, frozen=True, kw_only=True):
    """One of several things that a finding or requirement holds. Each is served by a task that names it."""

    id: Annotated[FindingPartId, Key(N_("Part id"), example="HC1.1")]
    text: Annotated[str, Key(N_("Part"), N_("Verbatim from the notice"))]


class Finding(Struct, frozen=True, kw_only=True):
    """One shortcoming, in the words of the notice. The words are never edited and never linted."""

    id: Annotated[FindingId, Key(N_("Finding id"), example="HC1")]
    text: Annotated[str, Key(N_("Finding"), N_("Verbatim from the notice"))]
    grade: Annotated[Grade | None, Key(N_("Grade"), example="limitation")] = None
    section: Annotated[str | None, Key(N_("Section of the notice"), example=Sample("Section II.2"))] = None
    parts: Annotated[
        tuple[FindingPart, ...],
        Key(N_("Parts"), N_("Where the finding holds several things: each is served by a task")),
    ] = ()
    cause: Annotated[tuple[Cause, ...], Key(N_("Causes as the notice names them"))] = ()
    repeat_of: Annotated[
        EarlierFindingRef | None, Key(N_("Repeats"), N_("Finding of an earlier conclusion"))
    ] = None
    repeat_of_paper: Annotated[
        Paper | None,
        Key(N_("Repeats a finding of"), N_("An earlier notice that is not in this register")),
    ] = None
    inherited_from: Annotated[
        EarlierFindingRef | None, Key(N_("Inherited from"), N_("Finding of a unit that was merged"))
    ] = None
    concerned: Annotated[tuple[PartyRef, ...], Key(N_("Collectives and individuals concerned"))] = ()
    amounts: Annotated[tuple[Amount, ...], Key(N_("Amounts"))] = ()


class Requirement(Struct, frozen=True, kw_only=True):
    """A requirement of the notice: the findings that it answers; and what it demands of whom, by which day."""

    id: Annotated[RequirementId, Key(N_("Requirement id"), example="YC1")]
    text: Annotated[str, Key(N_("Requirement"), N_("Verbatim from the notice"))]
    finding: Annotated[tuple[FindingRef, ...], Key(N_("Findings"))] = ()
    priority: Annotated[
        Priority | None, Key(N_("Priority"), N_("Where the paper gives one"), example="high")
    ] = None
    kind: Annotated[DemandKind | None, Key(N_("Kind of requirement"), example="report")] = None
    lead: Annotated[
        PartyRef | None, Key(N_("Lead"), N_("Who owes it; the unit of the case, when left out"))
    ] = None
    for_each: Annotated[ForEach | None, Key(N_("For each of"))] = None
    supporters: Annotated[tuple[PartyRef, ...], Key(N_("Supporting"))] = ()
    to: Annotated[
        PartyRef | None, Key(N_("Owed to"), N_("To whom it is owed; the follower, when left out"))
    ] = None
    parts: Annotated[
        tuple[FindingPart, ...],
        Key(N_("Parts"), N_("Where it demands several things: each is served by a task")),
    ] = ()
    target: Annotated[Target | None, Key(N_("Target"))] = None
    due: Annotated[Day | None, Key(N_("Deadline"), example="2024-09-30")] = None
    due_text: Annotated[
        str | None, Key(N_("Deadline, as written"), example=Sample("by 30 September 2024"))
    ] = None
    cycle: Annotated[
        Recurrence | None, Key(N_("Recurrence"), N_("What is demanded again in every period"))
    ] = None
    depends_on: Annotated[tuple[RequirementRef, ...], Key(N_("Depends on"))] = ()

    @property
    def procedural(self) -> bool:
        """Whether it asks for a matter of procedure, and so answers no finding."""
        return self.kind is not None and self.kind is not DemandKind.REMEDY

    @property
    def demanded(self) -> bool:
        """Whether it is owed by itself: by a day, in a cycle, by parties that it names, or as a matter of procedure."""
        return bool(self.due or self.due_text or self.cycle or self.lead or self.for_each) or self.procedural


class NoticeFact(Struct, frozen=True, kw_only=True):
    """What a notice states that is no finding: nobody has to put it right."""

    kind: Annotated[FactKind, Key(N_("Kind of fact"), example="done_well")]
    text: Annotated[str, Key(N_("Fact"), N_("Verbatim from the notice"))]
    about: Annotated[
        tuple[AnyRef, ...], Key(N_("About"), N_("Findings or requirements of which it speaks"))
    ] = ()
    amounts: Annotated[tuple[Amount, ...], Key(N_("Amounts"))] = ()


class Conclusion(Struct, frozen=True, kw_only=True):
    """The notice that opens a case."""

    TYPE: ClassVar[str] = "conclusion"
    TITLE: ClassVar[str] = N_("Conclusion notice")

    type: Annotated[str, Key(N_("Document type"), example="conclusion")]
    id: Annotated[CaseId, Key(N_("Case id"), N_("Never changes, is never used again"), example="KL-2024-35")]
    unit: Annotated[UnitRef, Key(N_("Unit"), N_("Unit that must put things right"))]
    status: Annotated[Status, Key(N_("Status"), example="issued")]
    number: Annotated[
        PaperNumber | None,
        Key(N_("Number"), N_("Left out while the paper is a draft"), example=Sample("35/2024")),
    ] = None
    title: Annotated[Heading, Key(N_("Title"), example=Sample("Audit of internal controls over payments"))]
    issuer: Annotated[UnitRef | None, Key(N_("Issued by"))] = None
    issuing_body: Annotated[
        IssuingBody | None,
        Key(
            N_("Issuing body"),
            N_("Which body of the issuer, as the paper says"),
            example="standing_committee",
        ),
    ] = None
    signer: Annotated[PersonRef | None, Key(N_("Signed by"), example=Sample("board/chair"))] = None
    issued_on: Annotated[Day | None, Key(N_("Date issued"), example="2024-05-10")] = None
    received_on: Annotated[Day | None, Key(N_("Date received"), example="2024-05-13")] = None
    inspection: Annotated[Inspection | None, Key(N_("Inspection"))] = None
    directing: Annotated[
        PartyRef | None,
        Key(
            N_("Directing authority"),
            N_("The authority above that directs the remediation, and may decide on extensions"),
        ),
    ] = None
    followers: Annotated[Followers | None, Key(N_("Followers"))] = None
    plan_due: Annotated[Day | None, Key(N_("Plan due"), example="2024-06-10")] = None
    plan_due_text: Annotated[
        str | None, Key(N_("Plan due, as written"), example=Sample("by 10 June 2024"))
    ] = None
    report_due: Annotated[Day | None, Key(N_("Result report due"), example="2024-12-15")] = None
    report_due_text: Annotated[str | None, Key(N_("Result report due, as written"))] = None
    asks: Annotated[
        Asked,
        Key(
            N_("Asks for"),
            N_("Whether a plan and a result report are owed; a task letter asks for its requirements only"),
            example="requirements",
        ),
    ] = Asked.PLAN_AND_REPORT
    secrecy: Annotated[Secrecy, Key(N_("Secrecy"))] = Secrecy.NONE
    visibility: Annotated[Visibility, Key(N_("Visibility"))] = Visibility.NORMAL
    findings: Annotated[tuple[Finding, ...], Key(N_("Findings"))] = ()
    requirements: Annotated[tuple[Requirement, ...], Key(N_("Requirements"))] = ()
    facts: Annotated[
        tuple[NoticeFact, ...],
        Key(N_("Other facts"), N_("What was done well, what is already put right")),
    ] = ()

    @property
    def asked_duties(self) -> frozenset[Duty]:
        """The duties of the case that the notice asks for."""
        return _ASKED[self.asks]


_ASKED = {
    Asked.PLAN_AND_REPORT: frozenset((Duty.PLAN, Duty.REPORT)),
    Asked.PLAN: frozenset((Duty.PLAN,)),
    Asked.REPORT: frozenset((Duty.REPORT,)),
    Asked.REQUIREMENTS: frozenset[Duty](),
}
"""Looked up many times in each fold."""
