"""The papers by which the inspecting side changes a notice after it was issued: a supplement, a correction."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, ClassVar

from msgspec import Struct

from khacphuc.model.conclusion import Finding, Requirement
from khacphuc.model.forms import FindingRef, PaperNumber, PartyRef, RequirementRef
from khacphuc.model.schema import Key
from khacphuc.model.shared import Answers, TimeOfDay
from khacphuc.model.vocabulary import Duty
from khacphuc.text.message import N_, Sample


class Supplement(Struct, frozen=True, kw_only=True):
    """Findings and requirements that are added to a notice. The unit owes an addition to its plan."""

    TYPE: ClassVar[str] = "supplement"
    TITLE: ClassVar[str] = N_("Supplement to the notice")

    type: Annotated[str, Key(N_("Document type"), example="supplement")]
    date: Annotated[Day, Key(N_("Date"), N_("Day on which the paper was issued"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Issued by"))]
    number: Annotated[PaperNumber | None, Key(N_("Number"), example=Sample("41/2024"))] = None
    addition_due: Annotated[
        Day | None,
        Key(N_("Addition to the plan due"), N_("Until when the unit adds to its plan"), example="2024-09-30"),
    ] = None
    findings: Annotated[tuple[Finding, ...], Key(N_("Findings"))] = ()
    requirements: Annotated[tuple[Requirement, ...], Key(N_("Requirements"))] = ()
    answers: Answers = ()


class NoticeChange(Struct, frozen=True, kw_only=True):
    """What a correction does to one finding, requirement or duty: withdraw it, word it anew, give it another day."""

    finding: Annotated[FindingRef | None, Key(N_("Finding"), example="HC2")] = None
    requirement: Annotated[RequirementRef | None, Key(N_("Requirement"))] = None
    duty: Annotated[
        Duty | None,
        Key(N_("Duty of the case"), N_("Whose day the paper moves, with a new deadline"), example="report"),
    ] = None
    withdrawn: Annotated[
        bool, Key(N_("Withdrawn"), N_("Nothing is owed for it from the day of the paper on"))
    ] = False
    restored: Annotated[
        bool, Key(N_("In force again"), N_("Withdrawn by an earlier paper, and owed as before"))
    ] = False
    text: Annotated[str | None, Key(N_("New wording"), N_("Verbatim from the paper"))] = None
    due: Annotated[
        Day | None,
        Key(
            N_("New deadline"),
            N_("Of a requirement or duty; the earlier one stays in sight"),
            example="2024-11-30",
        ),
    ] = None
    due_text: Annotated[
        str | None, Key(N_("New deadline, as written"), example=Sample("by 30 November 2024"))
    ] = None
    reason: Annotated[str | None, Key(N_("Reason"))] = None

    @property
    def clear(self) -> bool:
        """Whether it names one thing, and says one thing of it that can be done to such a thing."""
        named = (self.finding, self.requirement, self.duty)
        if sum(one is not None for one in named) != 1 or (self.withdrawn and self.restored):
            return False
        if self.due_text and not self.due:
            return False
        if self.duty:
            return self.due is not None and not (self.withdrawn or self.restored or self.text)
        if self.due and not self.requirement:
            return False
        said = bool(self.text or self.due)
        return self.restored or self.withdrawn != said


class Correction(Struct, frozen=True, kw_only=True):
    """A paper that withdraws parts of a notice, words them anew, or gives them other days. All that stays in sight."""

    TYPE: ClassVar[str] = "correction"
    TITLE: ClassVar[str] = N_("Correction of the notice")

    type: Annotated[str, Key(N_("Document type"), example="correction")]
    date: Annotated[Day, Key(N_("Date"), N_("Day on which the paper was issued"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Issued by"))]
    number: Annotated[PaperNumber | None, Key(N_("Number"), example=Sample("44/2024"))] = None
    changes: Annotated[tuple[NoticeChange, ...], Key(N_("What changes"))] = ()
    answers: Answers = ()
