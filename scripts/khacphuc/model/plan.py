"""The remediation plan: who does what, by when, with which product, under whose direction."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, ClassVar

from msgspec import Struct

from khacphuc.model.conclusion import Cause
from khacphuc.model.forms import (
    FindingPartRef,
    FindingRef,
    Heading,
    PaperNumber,
    PartyRef,
    PersonRef,
    RequirementRef,
    TaskId,
    TaskRef,
    UnitRef,
)
from khacphuc.model.schema import Key
from khacphuc.model.shared import ForEach, Milestone, Paper, Recurrence, Target
from khacphuc.model.vocabulary import Agreement, Level, Status, TaskKind
from khacphuc.text.message import N_, Sample


class PlanCause(Struct, frozen=True, kw_only=True):
    """Why the shortcoming came about, as the unit sees it."""

    findings: Annotated[tuple[FindingRef, ...], Key(N_("Findings"))] = ()
    causes: Annotated[tuple[Cause, ...], Key(N_("Causes"))] = ()


class Task(Struct, frozen=True, kw_only=True):
    """One task of a plan: clear person, work, time, responsibility, product, authority (“6 rõ”)."""

    id: Annotated[TaskId, Key(N_("Task id"), example="N1")]
    findings: Annotated[
        tuple[FindingRef, ...], Key(N_("Findings"), N_("Findings that this task puts right"))
    ] = ()
    parts: Annotated[
        tuple[FindingPartRef, ...],
        Key(
            N_("Parts"), N_("Which parts, of a finding or requirement that lists its parts"), example="HC1.1"
        ),
    ] = ()
    requirements: Annotated[
        tuple[RequirementRef, ...],
        Key(N_("Requirements"), N_("Requirements that this task carries out, by their days"), example="YC1"),
    ] = ()
    kind: Annotated[TaskKind | None, Key(N_("Kind of task"))] = None
    content: Annotated[str | None, Key(N_("Content"), N_("What will be done"))] = None
    measure: Annotated[str | None, Key(N_("Measure"), N_("How it will be done"))] = None
    product: Annotated[str | None, Key(N_("Product"), N_("Paper or result that will exist afterwards"))] = (
        None
    )
    lead: Annotated[tuple[PartyRef, ...], Key(N_("Lead"), N_("The one unit that leads"))] = ()
    for_each: Annotated[ForEach | None, Key(N_("For each of"))] = None
    supporters: Annotated[tuple[PartyRef, ...], Key(N_("Supporting"))] = ()
    accountable: Annotated[
        tuple[PersonRef, ...], Key(N_("Accountable"), N_("The one person who answers for it"))
    ] = ()
    authority: Annotated[
        PartyRef | None, Key(N_("Decided by"), N_("Who has the authority to decide the product"))
    ] = None
    start: Annotated[Day | None, Key(N_("Start"))] = None
    due: Annotated[Day | None, Key(N_("Deadline"), example="2024-07-15")] = None
    due_text: Annotated[str | None, Key(N_("Deadline, as written"), example=Sample("by 15 July 2024"))] = None
    recurrence: Annotated[Recurrence | None, Key(N_("Recurrence"))] = None
    milestones: Annotated[tuple[Milestone, ...], Key(N_("Milestones"))] = ()
    target: Annotated[Target | None, Key(N_("Target"))] = None
    depends_on: Annotated[tuple[TaskRef, ...], Key(N_("Depends on"))] = ()


class Consulted(Struct, frozen=True, kw_only=True):
    """A mass organisation whose opinion was sought on the draft."""

    body: Annotated[UnitRef, Key(N_("Organisation"))]
    paper: Annotated[Paper | None, Key(N_("Paper"))] = None


class NoSubplan(Struct, frozen=True, kw_only=True):
    """A collective or individual named in the notice that makes no plan of its own, and why."""

    party: Annotated[PartyRef, Key(N_("Collective or individual"))]
    reason: Annotated[str, Key(N_("Reason"))]


class FindingView(Struct, frozen=True, kw_only=True):
    """Whether the unit, or one of several, agrees with findings and requirements of the notice, and why not."""

    findings: Annotated[tuple[FindingRef, ...], Key(N_("Findings"))] = ()
    requirements: Annotated[tuple[RequirementRef, ...], Key(N_("Requirements"))] = ()
    by: Annotated[
        PartyRef | None,
        Key(N_("View of"), N_("One of several units; whoever issues the plan, when left out")),
    ] = None
    date: Annotated[Day | None, Key(N_("Date"), N_("That of the plan, when left out"))] = None
    agreement: Annotated[Agreement, Key(N_("Agreement"), example="agrees")]
    reason: Annotated[str | None, Key(N_("Reason"), N_("Why the unit does not agree, or only in part"))] = (
        None
    )


class Plan(Struct, frozen=True, kw_only=True):
    """The committee's plan, or the plan of one collective or individual; or a paper that revises one."""

    TYPE: ClassVar[str] = "plan"
    TITLE: ClassVar[str] = N_("Remediation plan")

    type: Annotated[str, Key(N_("Document type"), example="plan")]
    level: Annotated[Level, Key(N_("Level"))] = Level.MAIN
    for_: Annotated[PartyRef | None, Key(N_("Plan of"), N_("Collective or individual whose plan it is"))] = (
        None
    )
    status: Annotated[Status, Key(N_("Status"), example="issued")]
    number: Annotated[PaperNumber | None, Key(N_("Number"), example=Sample("12/2024"))] = None
    revises: Annotated[
        Paper | None,
        Key(
            N_("Revises"),
            N_(
                "The plan that this paper revises: its tasks take the place of those with the same ids, or are added"
            ),
        ),
    ] = None
    title: Annotated[Heading | None, Key(N_("Title"))] = None
    issued_on: Annotated[Day | None, Key(N_("Date issued"), example="2024-06-05")] = None
    issued_by: Annotated[PartyRef | None, Key(N_("Issued by"))] = None
    approved_by: Annotated[PartyRef | None, Key(N_("Approved by"))] = None
    directed_by: Annotated[
        PersonRef | None, Key(N_("Directed by"), N_("The head, who answers for the whole plan"))
    ] = None
    consulted: Annotated[tuple[Consulted, ...], Key(N_("Consulted"))] = ()
    not_consulted_reason: Annotated[str | None, Key(N_("Why nobody was consulted"))] = None
    without_subplan: Annotated[
        tuple[NoSubplan, ...],
        Key(N_("Without a plan of their own"), N_("Named in the notice, and why they make none")),
    ] = ()
    causes: Annotated[tuple[PlanCause, ...], Key(N_("Causes"))] = ()
    views: Annotated[
        tuple[FindingView, ...], Key(N_("Views on the findings"), N_("Whether the unit agrees with them"))
    ] = ()
    tasks: Annotated[tuple[Task, ...], Key(N_("Tasks"))] = ()


REVISION = N_("Revision of the plan")
"""What a plan that revises another is called."""
