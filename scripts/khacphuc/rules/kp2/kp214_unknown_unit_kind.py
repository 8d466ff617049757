"""A kind of unit is named that the policy does not list.

Pages and duties go by the kind of a unit: a task for “all cells” reaches only the units that say they are
cells. A kind spelled in another way leaves the unit out.

Use a kind that stands under `unit_kinds` in plans/policy.yml, or add the new kind there.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.schema import nearest
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import each_named
from khacphuc.text.message import listed, say
from khacphuc.text.nodes import Path

SEVERITY = Severity.ERROR
DOCUMENTS = (Unit, Plan, Conclusion, Supplement)


def check_document(
    document: Document[Unit | Plan | Conclusion | Supplement], _case: Case | None, context: Context
) -> Iterator[RuleReport]:
    policy = context.settings.policy_document
    known = {kind.id: kind.label for kind in context.settings.policy.unit_kinds}
    if not known or (policy and not policy.whole):
        return
    for kind, at in _kinds(document.record):
        if kind not in known:
            yield RuleReport(document, at, _said(kind, known))


def _kinds(record: Unit | Plan | Conclusion | Supplement) -> Iterator[tuple[str, Path]]:
    if isinstance(record, Unit):
        yield record.kind, ("kind",)
        return
    for each, at in each_named(record):
        if each.kind:
            yield each.kind, (*at, "kind")


def _said(kind: str, known: dict[str, str]) -> Said:
    message = say("The policy has no kind of unit “{name}”.", name=kind)
    likely = nearest(kind, known)
    if likely:
        return Said(message, say("Did you mean “{nearest}”?", nearest=likely[0]))
    words = listed([say("{word} ({label})", word=word, label=label) for word, label in known.items()])
    return Said(message, say("Choose one of: {words}; or add the kind to plans/policy.yml.", words=words))
