"""The kinds of dated records. They are only ever added; what happened is the sum of them."""

from __future__ import annotations

from datetime import date as Day
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Struct

from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.forms import (
    AnyRef,
    FindingRef,
    MilestoneRef,
    ObligationKey,
    PaperNumber,
    PartyRef,
    ProgressText,
    RecordId,
    RecordRef,
    RequirementRef,
    TaskRef,
    UnitRef,
)
from khacphuc.model.schema import Key
from khacphuc.model.shared import Amount, Answers, Paper, TimeOfDay
from khacphuc.model.vocabulary import (
    Channel,
    Declared,
    Duty,
    Effectiveness,
    ExtensionOutcome,
    FindingOutcome,
    NotificationStage,
    OpinionStage,
    ReminderForm,
    ReplyOutcome,
    ReportKind,
    VerificationOutcome,
)
from khacphuc.text.message import N_, Sample


class TaskProgress(Struct, frozen=True, kw_only=True):
    """The progress of one task in an update. Omitted keys stay as they were."""

    task: Annotated[
        TaskRef,
        Key(
            N_("Task"),
            N_("Its id in the plan; or a requirement of the notice that no task has"),
            example="N1",
        ),
    ]
    unit: Annotated[UnitRef | None, Key(N_("Unit"), N_("Which unit, when each of several owes the task"))] = (
        None
    )
    state: Annotated[Declared | None, Key(N_("State"), example="in_progress")] = None
    occurrence: Annotated[
        Day | None,
        Key(N_("Occurrence"), N_("Deadline of the occurrence that is meant, for a recurring task")),
    ] = None
    done_on: Annotated[Day | None, Key(N_("Done on"))] = None
    progress: Annotated[
        ProgressText | None,
        Key(
            N_("Progress"),
            N_("As on the paper: 13.515/19.611, 1,2/3,4 ha, “50 triệu/120 triệu đồng”"),
            example="6/12",
        ),
    ] = None
    percent: Annotated[Decimal | None, Key(N_("Per cent"), example="50")] = None
    milestones: Annotated[tuple[MilestoneRef, ...], Key(N_("Milestones reached"))] = ()
    result: Annotated[str | None, Key(N_("Result"), N_("What now exists that did not before"))] = None
    evidence: Annotated[tuple[Paper, ...], Key(N_("Evidence"))] = ()
    reason: Annotated[
        str | None,
        Key(N_("Reason"), N_("Why the task is paused or not pursued, or counts out of another number")),
    ] = None
    paper: Annotated[
        Paper | None, Key(N_("Paper"), N_("Paper by which the task is paused or not pursued"))
    ] = None
    promise: Annotated[
        Day | None, Key(N_("Expected by"), N_("A promise is not an extension: the deadline stays"))
    ] = None
    obstacles: Annotated[str | None, Key(N_("Obstacles"))] = None
    requests: Annotated[str | None, Key(N_("Requests"))] = None


class Update(Struct, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "update"
    TITLE: ClassVar[str] = N_("Progress update")

    type: Annotated[str, Key(N_("Document type"), example="update")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Reported by"))]
    tasks: Annotated[tuple[TaskProgress, ...], Key(N_("Tasks"))] = ()
    answers: Answers = ()


class Move(Struct, frozen=True, kw_only=True):
    """One deadline that is to move, of a task, one of its milestones, or of the case itself."""

    task: Annotated[TaskRef | None, Key(N_("Task"), example="N1")] = None
    milestone: Annotated[MilestoneRef | None, Key(N_("Milestone"))] = None
    duty: Annotated[Duty | None, Key(N_("Duty of the case"), example="report")] = None
    unit: Annotated[UnitRef | None, Key(N_("Unit"), N_("Which unit, when each of several owes the task"))] = (
        None
    )
    occurrence: Annotated[
        Day | None,
        Key(N_("Occurrence"), N_("Deadline of the occurrence that is meant, for a recurring task")),
    ] = None
    series: Annotated[
        bool, Key(N_("Whole series"), N_("The recurrence itself goes on until the new deadline"))
    ] = False
    from_: Annotated[Day, Key(N_("Current deadline"))]
    to: Annotated[Day, Key(N_("New deadline"))]


class Extension(Struct, frozen=True, kw_only=True):
    """A request for more time, and the decision on it. Without one it moves nothing; refused ones stay on record."""

    TYPE: ClassVar[str] = "extension"
    TITLE: ClassVar[str] = N_("Extension")

    type: Annotated[str, Key(N_("Document type"), example="extension")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef | None, Key(N_("Requested by"))] = None
    tasks: Annotated[tuple[Move, ...], Key(N_("Deadlines"))]
    reason: Annotated[str | None, Key(N_("Reason"))] = None
    outcome: Annotated[
        ExtensionOutcome, Key(N_("Outcome"), N_("Left out until the request is decided"), example="approved")
    ] = ExtensionOutcome.ASKED
    decided_by: Annotated[PartyRef | None, Key(N_("Decided by"))] = None
    paper: Annotated[Paper | None, Key(N_("Paper"))] = None
    answers: Answers = ()


class TaskVerification(Struct, frozen=True, kw_only=True):
    task: Annotated[TaskRef, Key(N_("Task"))]
    unit: Annotated[UnitRef | None, Key(N_("Unit"), N_("Which unit, when each of several owes the task"))] = (
        None
    )
    occurrence: Annotated[
        Day | None,
        Key(N_("Occurrence"), N_("Deadline of the occurrence that is meant, for a recurring task")),
    ] = None
    occurrences: Annotated[
        tuple[Day, ...], Key(N_("Occurrences"), N_("Deadlines of several occurrences"))
    ] = ()
    all_reported: Annotated[
        bool, Key(N_("All that are reported"), N_("Every occurrence that is reported and not yet verified"))
    ] = False
    outcome: Annotated[VerificationOutcome | None, Key(N_("Result of verification"), example="confirmed")] = (
        None
    )
    gone: Annotated[bool | None, Key(N_("Shortcoming is gone"))] = None
    remaining: Annotated[str | None, Key(N_("Remaining work"))] = None
    effectiveness_due: Annotated[Day | None, Key(N_("Check of lasting effect due"))] = None
    effectiveness: Annotated[
        Effectiveness | None, Key(N_("Lasting effect"), N_("Result of a check that fell due"))
    ] = None
    note: Annotated[str | None, Key(N_("Note"))] = None


class Verification(Struct, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "verification"
    TITLE: ClassVar[str] = N_("Verification")

    type: Annotated[str, Key(N_("Document type"), example="verification")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Verified by"), N_("Never the doer, nor the doer's unit"))]
    team: Annotated[str | None, Key(N_("For the team"))] = None
    paper: Annotated[Paper | None, Key(N_("Paper"))] = None
    tasks: Annotated[tuple[TaskVerification, ...], Key(N_("Tasks"))] = ()
    answers: Answers = ()


class Opinion(Struct, frozen=True, kw_only=True):
    """An opinion of a mass organisation. It is owed an answer."""

    TYPE: ClassVar[str] = "opinion"
    TITLE: ClassVar[str] = N_("Opinion")

    type: Annotated[str, Key(N_("Document type"), example="opinion")]
    id: Annotated[RecordId, Key(N_("Opinion id"), example="YK1")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    from_: Annotated[PartyRef, Key(N_("From"))]
    stage: Annotated[OpinionStage, Key(N_("Stage"), example="planning")]
    about: Annotated[tuple[AnyRef, ...], Key(N_("About"), N_("Findings, requirements or tasks"))] = ()
    text: Annotated[str | None, Key(N_("Opinion"), N_("In brief; the body has room for all of it"))] = None
    paper: Annotated[Paper | None, Key(N_("Paper"))] = None
    reply_due: Annotated[Day | None, Key(N_("Reply due"))] = None
    answers: Answers = ()


class Reply(Struct, frozen=True, kw_only=True):
    """The answer to an opinion or reminder."""

    TYPE: ClassVar[str] = "reply"
    TITLE: ClassVar[str] = N_("Reply")

    type: Annotated[str, Key(N_("Document type"), example="reply")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Replied by"))]
    to: Annotated[RecordRef, Key(N_("Answers"), N_("Id of the opinion or reminder"), example="YK1")]
    outcome: Annotated[ReplyOutcome, Key(N_("Outcome"), example="accepted")]
    task: Annotated[
        TaskRef | None, Key(N_("Task"), N_("Task in which an accepted opinion is carried out"))
    ] = None
    reason: Annotated[str | None, Key(N_("Reason"))] = None
    paper: Annotated[Paper | None, Key(N_("Paper"))] = None
    answers: Answers = ()


class Reminder(Struct, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "reminder"
    TITLE: ClassVar[str] = N_("Reminder")

    type: Annotated[str, Key(N_("Document type"), example="reminder")]
    id: Annotated[RecordId, Key(N_("Reminder id"), example="DD1")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Reminder from"))]
    to: Annotated[PartyRef | None, Key(N_("Reminder to"), N_("The unit of the case, when left out"))] = None
    form: Annotated[ReminderForm, Key(N_("Form"))] = ReminderForm.REMINDER
    channel: Annotated[Channel | None, Key(N_("Channel"), example="letter")] = None
    tasks: Annotated[tuple[TaskRef, ...], Key(N_("Tasks"))] = ()
    paper: Annotated[Paper | None, Key(N_("Paper"))] = None
    reply_due: Annotated[Day | None, Key(N_("Reply due"))] = None
    answers: Answers = ()


class Notified(Struct, frozen=True, kw_only=True):
    """One obligation of which a party was notified."""

    obligation: Annotated[ObligationKey, Key(N_("What is owed"), example="N1")]
    stage: Annotated[NotificationStage, Key(N_("Stage"), example="overdue")]
    due: Annotated[Day | None, Key(N_("Deadline"), N_("As it was in force on that day"))] = None
    to: Annotated[PartyRef, Key(N_("To"), example=Sample("finance-department"))]
    channel: Annotated[Channel, Key(N_("Channel"), example="email")]


class Notification(Struct, frozen=True, kw_only=True):
    """Notifications that the program has sent. Unlike a reminder they ask for no reply, and urge nobody in the follower's name."""

    TYPE: ClassVar[str] = "notification"
    TITLE: ClassVar[str] = N_("Notification")

    type: Annotated[str, Key(N_("Document type"), example="notification")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("On behalf of"), N_("The follower of the case"))]
    sent: Annotated[tuple[Notified, ...], Key(N_("Sent"))]
    answers: Answers = ()


class Meeting(Struct, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "meeting"
    TITLE: ClassVar[str] = N_("Meeting")

    type: Annotated[str, Key(N_("Document type"), example="meeting")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    unit: Annotated[UnitRef, Key(N_("Unit"))]
    number: Annotated[PaperNumber | None, Key(N_("Number of the minutes"), example=Sample("7/2024"))] = None
    findings: Annotated[tuple[FindingRef, ...], Key(N_("Findings discussed"))] = ()
    answers: Answers = ()


class FindingResult(Struct, frozen=True, kw_only=True):
    """The result of one finding in a report."""

    finding: Annotated[FindingRef, Key(N_("Finding"))]
    outcome: Annotated[
        FindingOutcome | None,
        Key(N_("State of the finding"), N_("As the unit reports it"), example="corrected"),
    ] = None
    text: Annotated[str | None, Key(N_("Result"))] = None
    reason: Annotated[
        str | None,
        Key(
            N_("Reason"),
            N_("Why it is not corrected, or corrected only in part, or no longer valid; what is planned"),
        ),
    ] = None
    evidence: Annotated[tuple[Paper, ...], Key(N_("Evidence"))] = ()


class Report(Struct, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "report"
    TITLE: ClassVar[str] = N_("Result report")

    type: Annotated[str, Key(N_("Document type"), example="report")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Reported by"))]
    kind: Annotated[ReportKind, Key(N_("Kind of report"))] = ReportKind.RESULT
    number: Annotated[PaperNumber | None, Key(N_("Number"), example=Sample("15/2024"))] = None
    requirements: Annotated[
        tuple[RequirementRef, ...],
        Key(
            N_("Requirements"),
            N_("Demands to report that this answers, where several can be meant"),
            example="[YC3]",
        ),
    ] = ()
    occurrence: Annotated[
        Day | None,
        Key(N_("Occurrence"), N_("Deadline of the occurrence that is meant, for a cycle")),
    ] = None
    covers: Annotated[
        tuple[FindingRef, ...],
        Key(N_("Findings covered"), N_("Those of the results, else all, when left out")),
    ] = ()
    results: Annotated[tuple[FindingResult, ...], Key(N_("Results"))] = ()
    figures: Annotated[tuple[Amount, ...], Key(N_("Figures"))] = ()
    answers: Answers = ()

    @property
    def accounts_for(self) -> tuple[str, ...]:
        """The findings of which it gives account: those of its results where it does not say. Empty: all of them."""
        return self.covers or tuple(item.finding for item in self.results)


class Closure(Struct, frozen=True, kw_only=True):
    """The inspecting side ends the case."""

    TYPE: ClassVar[str] = "closure"
    TITLE: ClassVar[str] = N_("Closure")

    type: Annotated[str, Key(N_("Document type"), example="closure")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Closed by"))]
    before_register: Annotated[
        bool,
        Key(
            N_("Closed before the register began"),
            N_("Only the notice and the closing paper are known; nothing was checked here"),
        ),
    ] = False
    paper: Annotated[Paper | None, Key(N_("Paper"))] = None
    answers: Answers = ()


Record = (
    Update
    | Extension
    | Verification
    | Opinion
    | Reply
    | Reminder
    | Notification
    | Meeting
    | Report
    | Closure
    | Supplement
    | Correction
)
"""Every kind of dated record. A kind that is added here is read, and mypy names where its effect and its look are missing."""
