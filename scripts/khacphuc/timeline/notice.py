"""Follow a notice through its supplements and corrections: the findings and requirements in force."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model.amendments import Correction, NoticeChange, Supplement
from khacphuc.model.conclusion import Conclusion, Finding, Requirement
from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import DemandKind, Duty
from khacphuc.register.document import Document
from khacphuc.text.message import N_
from khacphuc.timeline.deadlines import due_of
from khacphuc.timeline.demands import carried

Amendment = Supplement | Correction
PartT = TypeVar("PartT", Finding, Requirement)


class AmendmentKind(Vocabulary):
    """What a paper has done to a part of the notice."""

    ADDED = "added", N_("added")
    REWORDED = "reworded", N_("worded anew")
    REDATED = "redated", N_("given another day")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    RESTORED = "restored", N_("in force again")


_PUT_IN_FORCE = (AmendmentKind.ADDED, AmendmentKind.RESTORED)


class PartChange(Struct, frozen=True):
    """A change of one finding, requirement or duty, and the paper behind it."""

    part: str
    """The id of the finding or requirement; of a duty, its word."""
    kind: AmendmentKind
    on: date
    path: str
    number: str = ""
    before: str = ""
    """The wording until then, of what was worded anew."""
    reason: str = ""
    due: date | None = None
    """The day that the paper gives it."""


class Notice(Struct, frozen=True):
    """A notice as the papers up to some day have left it."""

    conclusion: Conclusion
    """With the findings and requirements in force, in their present words.

    A day that it stated first stays: what moves it is among the changes, as an extension is kept beside a plan's day.
    """
    withdrawn_findings: tuple[Finding, ...] = ()
    """In their last words. They stay in sight."""
    withdrawn_requirements: tuple[Requirement, ...] = ()
    changes: tuple[PartChange, ...] = ()

    @property
    def with_own_requirements(self) -> Conclusion:
        """The notice without the requirements of its supplements, which no duty of the case carries."""
        added = {change.part for change in self.changes if change.kind is AmendmentKind.ADDED}
        own = tuple(item for item in self.conclusion.requirements if item.id not in added)
        return replace(self.conclusion, requirements=own)

    @property
    def withdrawn(self) -> tuple[Finding | Requirement, ...]:
        """The withdrawn parts."""
        return (*self.withdrawn_findings, *self.withdrawn_requirements)

    @property
    def all_requirements(self) -> tuple[Requirement, ...]:
        """The requirements in force, then those that are withdrawn."""
        return (*self.conclusion.requirements, *self.withdrawn_requirements)

    def holds(self, part: str) -> bool:
        """Return whether a finding or requirement is in force."""
        return any(one.id == part for one in self.parts)

    @property
    def parts(self) -> tuple[Finding | Requirement, ...]:
        """The findings and requirements in force."""
        return (*self.conclusion.findings, *self.conclusion.requirements)

    @property
    def fallen(self) -> frozenset[str]:
        """What asks for nothing any more: withdrawn parts, and requirements of which every finding was withdrawn later on."""
        gone = {part.id for part in self.withdrawn}
        stands_since = self._last_of(*_PUT_IN_FORCE)
        gone_since = self._last_of(AmendmentKind.WITHDRAWN)
        alone = (
            item for item in self.conclusion.requirements if item.finding and gone.issuperset(item.finding)
        )
        return frozenset(gone).union(
            item.id
            for item in alone
            if max(gone_since[finding] for finding in item.finding) > stands_since.get(item.id, -1)
        )

    def _last_of(self, *kinds: AmendmentKind) -> dict[str, int]:
        """The places, in the order of changes, of the last change of some kinds to each part."""
        return {change.part: at for at, change in enumerate(self.changes) if change.kind in kinds}

    @property
    def ended(self) -> bool:
        """Whether papers have withdrawn all that it asks."""
        return bool(self.withdrawn) and not self._remaining

    def asks_for(self, kind: DemandKind) -> bool:
        """Return whether a plan, or a report on its result, is still owed: something is to be put right, or it is demanded."""
        duty = Duty.PLAN if kind is DemandKind.PLAN else Duty.REPORT
        if duty not in self.conclusion.asked_duties:
            return False
        return not self.withdrawn or any(
            isinstance(part, Finding) or not part.procedural or part.kind is kind for part in self._remaining
        )

    @property
    def _remaining(self) -> list[Finding | Requirement]:
        fallen = self.fallen
        return [part for part in self.parts if part.id not in fallen]

    def of(self, part: str) -> tuple[PartChange, ...]:
        """Return the changes of one finding or requirement, in order."""
        return tuple(change for change in self.changes if change.part == part)

    def day_of(self, *parts: str) -> date | None:
        """Return the day that papers have given any of some parts or duties last; None where none has."""
        found = (change.due for change in reversed(self.changes) if change.part in parts and change.due)
        return next(found, None)

    def due_of(self, duty: Duty) -> date | None:
        """Return the day that the notice sets for a duty of the case, as papers have left it."""
        own = self.with_own_requirements
        demand = carried(own).get(duty)
        return self.day_of(duty.value, *((demand.id,) if demand else ())) or due_of(duty, own)

    def precedes(self, record: Amendment) -> bool:
        """Return whether a paper may change it: one that is dated before it cannot."""
        issued = self.conclusion.issued_on
        return issued is None or issued <= record.date

    def after(self, document: Document[Amendment]) -> Notice:
        """Return the notice after a supplement or correction. What it cannot mean changes nothing."""
        record = document.record
        if not self.precedes(record):
            return self
        if isinstance(record, Supplement):
            return self._supplemented(document, record)
        notice = self
        for change in record.changes:
            notice = notice.corrected(document, record, change)
        return notice

    def _supplemented(self, document: Document[Amendment], record: Supplement) -> Notice:
        known = self._known()
        findings = tuple(item for item in record.findings if item.id not in known)
        requirements = tuple(item for item in record.requirements if item.id not in known)
        conclusion = replace(
            self.conclusion,
            findings=(*self.conclusion.findings, *findings),
            requirements=(*self.conclusion.requirements, *requirements),
        )
        parts: list[Finding | Requirement] = [*findings, *requirements]
        added = (
            PartChange(item.id, AmendmentKind.ADDED, record.date, document.path, record.number or "")
            for item in parts
        )
        return replace(self, conclusion=conclusion, changes=(*self.changes, *added))

    def _known(self) -> set[str]:
        return {part.id for part in (*self.parts, *self.withdrawn)}

    def corrected(self, document: Document[Amendment], record: Correction, change: NoticeChange) -> Notice:
        """Return the notice after one change of a correction; itself where that changes nothing that is in force."""
        if not change.clear:
            return self
        conclusion, told = self.conclusion, _told(document, record, change)
        if change.duty:
            return Notice(_redated(conclusion, change), *self._gone, (*self.changes, told))
        findings = _changed(conclusion.findings, self.withdrawn_findings, change.finding, change)
        requirements = _changed(
            conclusion.requirements, self.withdrawn_requirements, change.requirement, change
        )
        part = findings.before or requirements.before
        if part is None:
            return self
        return Notice(
            replace(
                conclusion,
                findings=findings.parts,
                requirements=tuple(_with_day(item, change) for item in requirements.parts),
            ),
            findings.gone,
            requirements.gone,
            (*self.changes, replace(told, before=part.text if change.text else "")),
        )

    @property
    def _gone(self) -> tuple[tuple[Finding, ...], tuple[Requirement, ...]]:
        return self.withdrawn_findings, self.withdrawn_requirements


def kind_of(change: NoticeChange) -> AmendmentKind:
    """Return what a correction does to a part."""
    if change.withdrawn:
        return AmendmentKind.WITHDRAWN
    if change.restored:
        return AmendmentKind.RESTORED
    return AmendmentKind.REWORDED if change.text else AmendmentKind.REDATED


def _told(document: Document[Amendment], record: Correction, change: NoticeChange) -> PartChange:
    return PartChange(
        change.finding or change.requirement or (change.duty.value if change.duty else ""),
        kind_of(change),
        record.date,
        document.path,
        record.number or "",
        reason=change.reason or "",
        due=change.due,
    )


class _Parts(Struct, Generic[PartT], frozen=True):
    """Findings, or requirements, after a change of one of them, and that one as it was; None where nothing changes."""

    parts: tuple[PartT, ...]
    gone: tuple[PartT, ...]
    before: PartT | None = None


def _changed(
    parts: tuple[PartT, ...], gone: tuple[PartT, ...], name: str | None, change: NoticeChange
) -> _Parts[PartT]:
    found = next((part for part in (gone if change.restored else parts) if part.id == name), None)
    if found is None:
        return _Parts(parts, gone)
    if change.withdrawn:
        withdrawn = list(gone)
        withdrawn.append(found)
        return _Parts(_without(parts, found), tuple(withdrawn), found)
    new = replace(found, text=change.text or found.text)
    if change.restored:
        standing = list(parts)
        standing.append(new)
        return _Parts(tuple(standing), _without(gone, found), found)
    return _Parts(tuple(new if part is found else part for part in parts), gone, found)


def _without(parts: tuple[PartT, ...], one: PartT) -> tuple[PartT, ...]:
    return tuple(part for part in parts if part is not one)


def _with_day(item: Requirement, change: NoticeChange) -> Requirement:
    """Return a requirement with the words of its new day, and that day where it had stated none."""
    if item.id != change.requirement or change.due is None:
        return item
    return replace(item, due=item.due or change.due, due_text=change.due_text)


def _redated(conclusion: Conclusion, change: NoticeChange) -> Conclusion:
    """Return a notice with the words of a new day for a duty, and that day where it had stated none."""
    due, text = change.due, change.due_text
    if change.duty is Duty.PLAN:
        return replace(conclusion, plan_due=conclusion.plan_due or due, plan_due_text=text)
    return replace(conclusion, report_due=conclusion.report_due or due, report_due_text=text)
