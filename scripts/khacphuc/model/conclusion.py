"""The conclusion notice: what was found, what is required, until when, and who follows it up."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, ClassVar

from msgspec import Struct

from khacphuc.model.forms import (
    CaseId,
    EarlierFindingRef,
    FindingId,
    FindingRef,
    PaperNumber,
    PartyRef,
    PersonRef,
    RequirementId,
    UnitRef,
)
from khacphuc.model.schema import Key
from khacphuc.model.shared import Amount, Period
from khacphuc.model.vocabulary import CauseKind, Grade, InspectionKind, Priority, Secrecy, Status, Visibility
from khacphuc.text.message import N_


class Team(Struct, frozen=True, kw_only=True):
    """The inspection or supervision team, which keeps following until the case is closed."""

    name: Annotated[str | None, Key(N_("Name"), example="Đoàn giám sát số 580")] = None
    lead: Annotated[PersonRef | None, Key(N_("Head of the team"))] = None
    members: Annotated[tuple[PersonRef, ...], Key(N_("Members"))] = ()


class Inspection(Struct, frozen=True, kw_only=True):
    kind: Annotated[InspectionKind, Key(N_("Kind of inspection"), example="supervision")]
    decision: Annotated[PaperNumber | None, Key(N_("Decision"), example="580-QĐ/ĐU")] = None
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


class Finding(Struct, frozen=True, kw_only=True):
    """One shortcoming, in the words of the notice. The words are never edited and never linted."""

    id: Annotated[FindingId, Key(N_("Finding id"), example="HC1")]
    text: Annotated[str, Key(N_("Finding"), N_("Verbatim from the notice"))]
    grade: Annotated[Grade | None, Key(N_("Grade"), example="limitation")] = None
    section: Annotated[str | None, Key(N_("Section of the notice"), example="Mục II.2")] = None
    cause: Annotated[tuple[Cause, ...], Key(N_("Causes as the notice names them"))] = ()
    repeat_of: Annotated[
        EarlierFindingRef | None, Key(N_("Repeats"), N_("Finding of an earlier conclusion"))
    ] = None
    inherited_from: Annotated[
        EarlierFindingRef | None, Key(N_("Inherited from"), N_("Finding of a unit that was merged"))
    ] = None
    concerned: Annotated[tuple[PartyRef, ...], Key(N_("Collectives and individuals concerned"))] = ()
    amounts: Annotated[tuple[Amount, ...], Key(N_("Amounts"))] = ()


class Requirement(Struct, frozen=True, kw_only=True):
    """A requirement of the notice. It names the findings it answers."""

    id: Annotated[RequirementId, Key(N_("Requirement id"), example="YC1")]
    text: Annotated[str, Key(N_("Requirement"), N_("Verbatim from the notice"))]
    finding: Annotated[tuple[FindingRef, ...], Key(N_("Findings"))] = ()
    priority: Annotated[
        Priority | None, Key(N_("Priority"), N_("Where the paper gives one"), example="high")
    ] = None


class Conclusion(Struct, frozen=True, kw_only=True):
    """The notice that opens a case."""

    TYPE: ClassVar[str] = "conclusion"
    TITLE: ClassVar[str] = N_("Conclusion notice")

    type: Annotated[str, Key(N_("Document type"), example="conclusion")]
    id: Annotated[CaseId, Key(N_("Case id"), N_("Never changes, is never used again"), example="KL-2024-35")]
    unit: Annotated[UnitRef, Key(N_("Unit"), N_("Unit that must put things right"))]
    status: Annotated[Status, Key(N_("Status"), example="issued")]
    number: Annotated[
        PaperNumber | None, Key(N_("Number"), N_("Left out while the paper is a draft"), example="35-TB/ĐU")
    ] = None
    title: Annotated[str, Key(N_("Title"), example="Kết luận giám sát việc thực hiện Quy chế làm việc")]
    issuer: Annotated[UnitRef | None, Key(N_("Issued by"))] = None
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
    plan_due_text: Annotated[str | None, Key(N_("Plan due, as written"), example="trước ngày 10/6/2024")] = (
        None
    )
    report_due: Annotated[Day | None, Key(N_("Result report due"), example="2024-12-15")] = None
    report_due_text: Annotated[str | None, Key(N_("Result report due, as written"))] = None
    secrecy: Annotated[Secrecy, Key(N_("Secrecy"))] = Secrecy.NONE
    visibility: Annotated[Visibility, Key(N_("Visibility"))] = Visibility.NORMAL
    findings: Annotated[tuple[Finding, ...], Key(N_("Findings"))] = ()
    requirements: Annotated[tuple[Requirement, ...], Key(N_("Requirements"))] = ()
