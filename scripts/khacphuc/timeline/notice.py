"""Follow a notice through its supplements and corrections: the findings and requirements in force."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model.amendments import Correction, NoticeChange, Supplement
from khacphuc.model.conclusion import Conclusion, Finding, Requirement
from khacphuc.model.schema import Vocabulary
from khacphuc.register.document import Document
from khacphuc.text.message import N_

Amendment = Supplement | Correction
PartT = TypeVar("PartT", Finding, Requirement)


class AmendmentKind(Vocabulary):
    """What a paper has done to a part of the notice."""

    ADDED = "added", N_("added")
    REWORDED = "reworded", N_("worded anew")
    WITHDRAWN = "withdrawn", N_("withdrawn")


class PartChange(Struct, frozen=True):
    """A change of one finding or requirement, and the paper behind it."""

    part: str
    """The id of the finding or requirement."""
    kind: AmendmentKind
    on: date
    path: str
    number: str = ""
    before: str = ""
    """The wording until then, of what was worded anew."""
    reason: str = ""


class Notice(Struct, frozen=True):
    """A notice as the papers up to some day have left it."""

    conclusion: Conclusion
    """With the findings and requirements in force, in their present words."""
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

    def of(self, part: str) -> tuple[PartChange, ...]:
        """Return the changes of one finding or requirement, in order."""
        return tuple(change for change in self.changes if change.part == part)

    def after(self, document: Document[Amendment]) -> Notice:
        """Return the notice after a supplement or correction. What it cannot mean changes nothing."""
        record = document.record
        if isinstance(record, Supplement):
            return self._supplemented(document, record)
        notice = self
        for change in record.changes:
            notice = notice._corrected(document, record, change)
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

    def _corrected(self, document: Document[Amendment], record: Correction, change: NoticeChange) -> Notice:
        conclusion = self.conclusion
        findings, finding = _taken(conclusion.findings, change.finding, change)
        requirements, requirement = _taken(conclusion.requirements, change.requirement, change)
        part = finding or requirement
        if part is None:
            return self
        kind = AmendmentKind.WITHDRAWN if change.withdrawn else AmendmentKind.REWORDED
        told = PartChange(
            part.id,
            kind,
            record.date,
            document.path,
            record.number or "",
            "" if change.withdrawn else part.text,
            change.reason or "",
        )
        gone_findings = (finding,) if finding and change.withdrawn else ()
        gone_requirements = (requirement,) if requirement and change.withdrawn else ()
        return Notice(
            replace(conclusion, findings=findings, requirements=requirements),
            (*self.withdrawn_findings, *gone_findings),
            (*self.withdrawn_requirements, *gone_requirements),
            (*self.changes, told),
        )


def _taken(
    parts: tuple[PartT, ...], name: str | None, change: NoticeChange
) -> tuple[tuple[PartT, ...], PartT | None]:
    """Return the parts after a change of one of them, and that one as it was; None where nothing changes."""
    found = next((part for part in parts if part.id == name), None)
    if found is None or not (change.withdrawn or change.text):
        return parts, None
    if change.withdrawn:
        return tuple(part for part in parts if part is not found), found
    reworded = replace(found, text=change.text)
    return tuple(reworded if part is found else part for part in parts), found
