"""The ledger of a case: what each record does to what is owed, in the order in which the records stand.

A task is owed in slots: one for each unit that owes it, and of a recurring task one for each occurrence. Each slot lives
by the last word on it: reported, verified, owed again. A case is closed when all its findings are remedied or given up,
all are reported on, and the inspecting side says so. What a record says without the right to say it, or without its
being certain of which slot it speaks, has no effect and is kept as void.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from datetime import date
from typing import assert_never

from msgspec.structs import replace

from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.records import (
    Closure,
    Extension,
    Meeting,
    Move,
    Notification,
    Opinion,
    Reminder,
    Reply,
    Report,
    TaskProgress,
    TaskVerification,
    Update,
    Verification,
)
from khacphuc.model.vocabulary import (
    Act,
    Declared,
    Effectiveness,
    ExtensionOutcome,
    ReportKind,
    VerificationOutcome,
)
from khacphuc.obligations.answering_papers import answering_plans, meant_by
from khacphuc.obligations.closing import ClosableDebts
from khacphuc.obligations.context import FoldContext
from khacphuc.obligations.debts import FurtherReport
from khacphuc.obligations.lives import EffectivenessCheck, MoveKey, TaskSlot, denies
from khacphuc.obligations.series import dues, end_of_series
from khacphuc.obligations.takeovers import hand_over
from khacphuc.obligations.values import Unreported, VoidReason
from khacphuc.register.document import Document, typed
from khacphuc.timeline.deadlines import (
    AppliedMove,
    decided_on,
    key_of,
)
from khacphuc.timeline.rights import Subject
from khacphuc.timeline.timeline import ProgressEntry, VerificationEntry


class Ledger(ClosableDebts):
    """What a case's records have done by a day."""

    def __init__(self, context: FoldContext) -> None:
        super().__init__(context)
        self._plan_all()
        self._read()
        self.handed_over = hand_over(self)

    def _read(self) -> None:  # noqa: C901, PLR0912 - one arm for each kind of record
        self._note_questions()
        self._papers = sorted(answering_plans(self), key=lambda one: one[0], reverse=True)
        for document in self.context.timeline.records:
            record = document.record
            self._papers_until(record.date)
            match record:
                case Supplement():
                    self._supplement(typed(document, record))
                case Correction():
                    self._correction(typed(document, record))
                case Update():
                    self._update(typed(document, record))
                case Verification():
                    self._verification(typed(document, record))
                case Extension():
                    self._extension(typed(document, record))
                case Report():
                    self._report(typed(document, record))
                case Closure():
                    self._closure(typed(document, record))
                case Reminder():
                    self._reminder(typed(document, record))
                case Opinion():
                    self.opinions.append(typed(document, record))
                case Reply():
                    self._reply(typed(document, record))
                case Notification():
                    self._notification(typed(document, record))
                case Meeting():
                    pass  # a meeting changes nothing that is owed
                case _:
                    assert_never(record)
        self._papers_until(self.context.as_of)

    def _papers_until(self, day: date) -> None:
        """Let the plans issued up to a day do what they do: revise another, answer what the notice demands."""
        self._revise_until(day)
        while self._papers and self._papers[-1][0] <= day:
            on, slot, plan = self._papers.pop()
            self._set(slot, self.lives[slot].after_paper(on, plan.path))

    def _unit(self, task: str, named: str | None, by: str, on: date) -> str | None:
        """The unit whose slot a record means; None where several can be meant."""
        units = self._units[task]
        if units == ("",):
            return ""
        if named in units:
            return named
        now = self.context.settings.units.current(named or Party(by).unit, on)
        hits = [unit for unit in units if self.context.settings.units.current(unit, on) == now]
        if not hits and not named:
            hits = list(units)
        return hits[0] if len(hits) == 1 else None

    def _update(self, document: Document[Update]) -> None:
        record, rights = document.record, self.context.rights
        before = len(self.voids)
        for at, said in enumerate(record.tasks):
            if said.task not in self.planned:
                continue  # KP204 tells it
            unit = self._unit(said.task, said.unit, record.by, record.date)
            if not rights.may(Act.UPDATE, record.by, record.date, self.subject(said.task, unit or "")):
                self._void(document, at, Act.UPDATE, VoidReason.NO_RIGHT, by=record.by)
            elif unit is None:
                self._void(document, at, Act.UPDATE, VoidReason.WHICH_UNIT, meant=self._units[said.task])
            else:
                self._progress(document, at, said, unit)
        counts = len(self.voids) - before < len(record.tasks)
        if counts or (not record.tasks and rights.may(Act.UPDATE, record.by, record.date)):
            self.updates.append(document)

    def _progress(self, document: Document[Update], at: int, said: TaskProgress, unit: str) -> None:
        entry = ProgressEntry(document.record.date, document.record.by, document, at, said)
        own = self.slots(said.task, unit)
        if len(own) == 1 and own[0].occurrence is None:
            meant = own
        elif said.occurrence:
            meant = [TaskSlot(said.task, unit, said.occurrence)]
            if meant[0] not in self.lives:
                return  # KP523 tells it
        elif said.state is None or (
            said.state in (Declared.NOT_STARTED, Declared.IN_PROGRESS, Declared.PAUSED)
            and self._owed[own[0][:2]]
        ):
            self.words.setdefault(TaskSlot(said.task, unit), []).append(entry)  # of the task as a whole
            return
        else:
            meant = own if len(own) == 1 else list(self._owed[own[0][:2]]) or own
            if len(meant) != 1:
                self._which(document, at, Act.UPDATE, meant)
                return
        slot = meant[0]
        self.words.setdefault(slot, []).append(entry)
        self._set(slot, self.lives[slot].after_report(entry))

    def _verification(self, document: Document[Verification]) -> None:
        record, rights = document.record, self.context.rights
        for at, said in enumerate(record.tasks):
            if said.task not in self.planned:
                continue
            unit = self._unit(said.task, said.unit, record.by, record.date)
            subject = self.subject(said.task, unit or "")
            if not rights.may(Act.VERIFY, record.by, record.date, subject) and not (
                # Whom the debtor's plan makes answerable for a task may no longer confirm it, but deny that it is done.
                denies(said) and rights.may(Act.VERIFY, record.by, record.date)
            ):
                self._void(document, at, Act.VERIFY, VoidReason.NO_RIGHT, by=record.by)
            elif unit is None:
                self._void(document, at, Act.VERIFY, VoidReason.WHICH_UNIT, meant=self._units[said.task])
            else:
                self._verdict(document, at, said, unit)
        self._note_answered((said.task for said in record.tasks), record.date)

    def _verdict(self, document: Document[Verification], at: int, said: TaskVerification, unit: str) -> None:
        entry = VerificationEntry(document.record.date, document.record.by, document, at, said)
        released = said.outcome is VerificationOutcome.RELEASED
        if (
            said.outcome in (VerificationOutcome.CONFIRMED, VerificationOutcome.RELEASED)
            and not document.understood
        ):
            self._void(document, at, Act.VERIFY, VoidReason.UNREAD)
            return
        if released and not self._may_release(said, unit):
            self._void(document, at, Act.VERIFY, VoidReason.NOT_GONE)
            return
        looked_back = said.effectiveness is not None and said.outcome is None and said.gone is None
        judges = said.outcome is not None or denies(said) or looked_back
        meant = self._judged(said, unit) if judges else []
        if meant is None:
            return
        if judges and not meant and not looked_back and not released:
            self._which(document, at, Act.VERIFY, self.slots(said.task, unit))
            return
        if len(meant) > 1 and not (said.occurrences or said.all_reported or released):
            self._which(document, at, Act.VERIFY, meant)
            return
        self._note_unreported(entry, meant)
        for slot in meant:
            self._set(slot, self.lives[slot].after_verdict(entry))
        if released:
            self.released.add((said.task, unit))
        if said.gone is not None or denies(said):
            self._gone[said.task, unit] = not denies(said) and bool(said.gone)
        self._check_effect(entry, unit)
        if said.effectiveness is Effectiveness.NOT_EFFECTIVE and self.closure is not None:
            self.closure, self.reopened_on = None, entry.on

    def _note_unreported(self, entry: VerificationEntry, meant: list[TaskSlot]) -> None:
        """Note what is confirmed although nobody had reported it done."""
        if entry.said.outcome is VerificationOutcome.CONFIRMED:
            self.unreported += [
                Unreported(entry.path, entry.at, slot.task, slot.occurrence)
                for slot in meant
                if self.lives[slot].declared not in (Declared.REPORTED_DONE, Declared.NOT_PURSUED)
            ]

    def _judged(self, said: TaskVerification, unit: str) -> list[TaskSlot] | None:
        """The slots of which a verification speaks: several where that cannot be told; None where one does not exist."""
        own = self.slots(said.task, unit)
        named = [*said.occurrences, *((said.occurrence,) if said.occurrence else ())]
        if named:
            meant = [TaskSlot(said.task, unit, day) for day in named]
            return meant if all(slot in self.lives for slot in meant) else None
        open_ = list(self._open[said.task, unit])
        if said.outcome is VerificationOutcome.RELEASED:
            return open_
        waiting = list(self._waiting[said.task, unit])
        if said.all_reported:
            return [slot for slot in waiting if self.lives[slot].declared is Declared.REPORTED_DONE]
        if len(own) == 1:
            return own
        if said.outcome is None and said.gone is None:
            return [slot for slot in own if self.lives[slot].ended][-1:]
        if denies(said):
            return waiting or [slot for slot in own if self.lives[slot].ended] or own
        return waiting or open_ or own

    def _may_release(self, said: TaskVerification, unit: str) -> bool:
        """Whether each finding that a recurring task serves is gone, by the follower's last word on it."""
        planned = self.planned[said.task]
        if planned.task.recurrence is None:
            return False
        own = {(said.task, unit): said.gone} if said.gone is not None else {}
        words = self._gone | own
        if not planned.task.findings:
            return bool(words.get((said.task, unit)))
        for finding in planned.task.findings:
            told = [
                words[name, which]
                for name in self._serving.get(finding, ())
                for which in ((unit,) if name == said.task else self._units[name])
                if (name, which) in words
            ]
            if not told or not all(told):
                return False
        return True

    def _check_effect(self, entry: VerificationEntry, unit: str) -> None:
        """Answer the earliest check of lasting effect that is open, and set the next one."""
        said = entry.said
        if said.task in self._aside:
            return  # nothing is left on which to look again
        checks = self.checks.setdefault((said.task, unit), {})
        waiting = self._open_checks.setdefault((said.task, unit), [])
        if said.effectiveness is not None and waiting:
            due = waiting.pop(0)
            checks[due] = replace(checks[due], answered=entry)
        due_next = said.effectiveness_due
        if due_next is not None and due_next not in waiting:
            checks[due_next] = EffectivenessCheck(due_next, entry)
            insort(waiting, due_next)

    def _extension(self, document: Document[Extension]) -> None:
        record = document.record
        for at, move in enumerate(record.tasks):
            task = move.task or (
                self.context.timeline.case.milestones.get(move.milestone) if move.milestone else None
            )
            if task is not None and task not in self.planned:
                continue
            self._move(document, at, move, task)

    def _move(self, document: Document[Extension], at: int, move: Move, task: str | None) -> None:
        record, rights = document.record, self.context.rights
        by, on = record.by or NOBODY, record.date
        unit = self._unit(task, move.unit, by, on) if task else ""
        subject = self.subject(task, unit or "", move.to) if task else Subject(to=move.to)
        # A decision that bears a later day is not there yet.
        decided = record.outcome is not ExtensionOutcome.ASKED and decided_on(record) <= self.context.as_of
        if not decided:
            if by and not self._may_ask(by, on, subject):
                self._void(document, at, Act.ASK_EXTENSION, VoidReason.NO_RIGHT, by=by)
                return
        elif not rights.may(Act.DECIDE_EXTENSION, record.decided_by or "", decided_on(record), subject):
            self._void(document, at, Act.DECIDE_EXTENSION, VoidReason.NO_RIGHT, by=record.decided_by or "")
            return
        if unit is None:
            self._void(
                document, at, Act.DECIDE_EXTENSION, VoidReason.WHICH_UNIT, meant=self._units[task or ""]
            )
            return
        key: MoveKey | None = (
            (key_of(move), unit)
            if task is None or move.milestone
            else self._moved(document, at, move, task, unit)
        )
        if key is None:
            return
        if not decided:
            self.asked.setdefault(key, []).append((document, move))
            return
        self.asked.pop(key, None)  # whether it is granted or not, in whole or in part
        applied = AppliedMove(move.from_, move.to, decided_on(record), document.path)
        decision = (applied, record.outcome is ExtensionOutcome.APPROVED)
        insort(self.moves.setdefault(key, []), decision, key=lambda one: one[0].decided)
        if isinstance(key, TaskSlot) and record.outcome is ExtensionOutcome.APPROVED:
            if key.occurrence is None:
                self._lengthen(key)
            else:
                self._moved_to.setdefault(TaskSlot(key.task, key.unit, move.to), []).append(key)

    def _may_ask(self, by: str, on: date, subject: Subject) -> bool:
        acts = (Act.ASK_EXTENSION, Act.DECIDE_EXTENSION)
        return any(self.context.rights.may(act, by, on, subject) for act in acts)

    def _moved(
        self, document: Document[Extension], at: int, move: Move, task: str, unit: str
    ) -> TaskSlot | None:
        """The slot whose deadline a decision moves, or the series (no occurrence); None where that cannot be told."""
        own, series = self.slots(task, unit), TaskSlot(task, unit)
        if own == [series]:
            return series
        if move.occurrence:
            found = TaskSlot(task, unit, move.occurrence)
            return found if found in self.lives else None  # KP523 tells it
        open_ = self._open[task, unit]
        named = TaskSlot(task, unit, move.from_)
        fitting: list[TaskSlot] = [
            slot
            for slot in dict.fromkeys((named, *self._moved_to.get(named, ())))
            if slot in open_ and self.due(slot) == move.from_
        ]
        end = self.deadline(series, end_of_series(self.planned[task].task)).current
        if move.series or (not fitting and move.from_ == end):
            return series
        if len(fitting) == 1 and move.from_ != end:
            return fitting[0]
        self._which(document, at, Act.DECIDE_EXTENSION, fitting or open_)
        return None

    def _lengthen(self, series: TaskSlot) -> None:
        """Add the occurrences of the time by which a recurring task was lengthened."""
        planned = self.planned[series.task]
        if planned.task.recurrence is None:
            return
        end = self.moves[series][-1][0].after
        own = dues(self.context, planned.plan, planned.task, end_of_series(planned.task))
        for slot in [one for one in self._slots[series[:2]] if one.occurrence and one.occurrence > end]:
            if (
                slot.occurrence not in own and slot not in self.words
            ):  # added by a decision that is taken back
                self._forget(slot)
        for day in dues(self.context, planned.plan, planned.task, end):
            slot = TaskSlot(series.task, series.unit, day)
            if slot not in self.lives:
                self._begin(slot)
        self._keep_one(series)

    def _report(self, document: Document[Report]) -> None:
        record = document.record
        answers = self._answer_demands(document)
        if not self.context.rights.may(Act.REPORT, record.by, record.date):
            if not answers:
                self._void(document, None, Act.REPORT, VoidReason.NO_RIGHT, by=record.by)
            return
        if record.kind is ReportKind.RESULT:
            known = [finding.id for finding in self.notice.conclusion.findings]
            for finding in record.accounts_for or known:
                self.covered.setdefault(finding, document)
            if self.report is None and not self._not_covered():
                self.report = document
        self._note_outcomes(document)

    def _note_outcomes(self, document: Document[Report]) -> None:
        """Take the unit's word on each finding; where something remains, another report is owed."""
        results = document.record.results
        told = {item.finding: (item.outcome, document) for item in results if item.outcome}
        self.outcomes |= told
        if self.further and self.further[-1].answered is None and told.keys() >= {*self.further[-1].findings}:
            self.further[-1] = replace(self.further[-1], answered=document)
        if self.report and self.remaining and not (self.further and self.further[-1].answered is None):
            self.further.append(FurtherReport(document, self.remaining))

    def _answer_demands(self, document: Document[Report]) -> bool:
        """Let a report answer what the notice demands of its party; whether it may."""
        record, groups = document.record, meant_by(self, document.record)
        for slots in groups:
            if len(slots) == 1:
                self._set(slots[0], self.lives[slots[0]].after_paper(record.date, document.path))
            elif slots and (record.requirements or record.kind is ReportKind.PERIODIC):
                meant = [f"{slot.task} ({day})" if (day := self.due(slot)) else slot.task for slot in slots]
                self._void(document, None, Act.REPORT, VoidReason.WHICH_DEMAND, meant=meant)
        days = {slot.occurrence for name in record.requirements for slot in self._slots.get((name, ""), ())}
        if record.occurrence and record.requirements and record.occurrence not in days:
            self._void(document, None, Act.REPORT, VoidReason.WHICH_DEMAND)
        return any(groups)

    def reporting_units(self, demand: str, report: Report) -> Iterator[str]:
        """Yield the unit for which a report can answer a demand, if its party may speak for it."""
        unit = self._unit(demand, None, report.by, report.date)
        if unit is not None and self.context.rights.may(
            Act.UPDATE, report.by, report.date, self.subject(demand, unit)
        ):
            yield unit

    def _note_questions(self) -> None:
        """Note to whom each opinion and reminder is addressed: a reply of the same day may stand before it."""
        for document in self.context.timeline.opinions:
            self._asked.setdefault(document.record.id, (NOBODY, document.record.date))
        for asked in self.context.timeline.reminders:
            if self._reminds(asked.record):
                self._asked.setdefault(asked.record.id, (asked.record.to or NOBODY, asked.record.date))

    def _reminds(self, record: Reminder) -> bool:
        to = record.to or Party(self.context.conclusion.unit)
        return self.context.rights.may_remind(record.by, to, record.date)

    def _reminder(self, document: Document[Reminder]) -> None:
        record = document.record
        if not self._reminds(record):
            self._void(document, None, Act.REMIND, VoidReason.NO_RIGHT, by=record.by)
            return
        self.reminders.append(document)
        demands = self.context.timeline.demands
        for task in record.tasks:
            for name in (task, *(self._naming.get(task, ()) if task in demands else ())):
                self._reminded.setdefault(name, []).append(document)
        if record.tasks and self._all_ended(record.tasks):
            self.answered.setdefault(record.id, record.date)

    def _notification(self, document: Document[Notification]) -> None:
        record = document.record
        if self.context.rights.may(Act.NOTIFY, record.by, record.date):
            self.notifications.append(document)
        else:
            self._void(document, None, Act.NOTIFY, VoidReason.NO_RIGHT, by=record.by)

    def _reply(self, document: Document[Reply]) -> None:
        record = document.record
        asked = self._asked.get(record.to)
        if asked is None or record.date < asked[1]:
            if record.to in self.context.timeline.case.names.get("record", ()):
                self._void(document, None, Act.REPLY, VoidReason.ANSWERS_NOTHING)
        elif not self.context.rights.may(Act.REPLY, record.by, record.date, Subject(asked=asked[0])):
            self._void(document, None, Act.REPLY, VoidReason.NO_RIGHT, by=record.by)
        else:
            self.replies.setdefault(record.to, document)
