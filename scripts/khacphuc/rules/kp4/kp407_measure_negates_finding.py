"""A measure only turns the finding round.

The finding says “files were not handed over in time”, the measure says “hand files over in time”. That is the goal,
not the way to it; whoever writes so has not asked why it went wrong. The reviewer may ask what will be done
differently, by whom, and what it needs.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import content_words
from khacphuc.text.message import say
from khacphuc.text.promise.verdict import has_figures
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.QUESTION

# Words by which a finding says that something is missing, and by which a measure says that it will be there.
_TURNING = frozenset(
    "chua khong con thieu cham han che kip thoi nghiem tuc day du khac phuc thuc hien viec cong tac cac nhung va "
    "duoc da se dung theo quy dinh trong cua den doi voi tot chat che not no lack of failed to was were be is the a "
    "ensure will timely".split()
)
_LEAST_WORDS = 3
_SHARE = 0.8


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    notice = timeline(case).notice
    if notice is None:
        return
    findings = {
        finding.id: frozenset(content_words(finding.text)) - _TURNING
        for finding in notice.conclusion.findings
    }
    for document, _plan, index, task in case.tasks():
        text = task.measure or task.content
        if not text:
            continue
        words = frozenset(content_words(text)) - _TURNING
        if len(words) < _LEAST_WORDS:
            continue
        for finding in task.findings:
            shared = len(words & findings.get(finding, frozenset())) / len(words)
            if shared >= _SHARE and not has_figures(text, context.settings.policy.words):
                message = say(
                    "Task {task}: does the measure say more than that finding {finding} will no longer be so?",
                    task=task.id,
                    finding=finding,
                )
                mend = say(
                    "Ask why it went wrong, and what will be done differently: which step, by whom, with which means?"
                )
                yield RuleReport(
                    document, ("tasks", index, "measure" if task.measure else "content"), Said(message, mend)
                )
                break
