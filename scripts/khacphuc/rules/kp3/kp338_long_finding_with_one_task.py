"""A long finding is served by one task.

What takes many lines in the notice is seldom one thing. If one task answers all of it, the smaller things in it may go under.

If the finding holds several things, list them under `parts` in conclusion.md, and let tasks name the parts that they put right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import notice_of
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.rules.specificity_common import content_words
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
_LONG = 80
"""Words: some five lines of a notice. In Vietnamese each syllable counts."""


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    notice = notice_of(case, context)
    if notice is None or not understood(case, "plan"):
        return
    serving = Counter(name for _, _, _, task in case.tasks() for name in task.findings)
    for document, _plan, index, task in case.tasks():
        for finding in notice.conclusion.findings:
            alone = finding.id in task.findings and serving[finding.id] == 1 and not finding.parts
            if alone and len(content_words(finding.text)) >= _LONG:
                message = say(
                    "Finding {id} is long, and task {task} alone answers it: does it hold several things?",
                    id=finding.id,
                    task=task.id,
                )
                mend = say(
                    "List them under parts: of {id} in conclusion.md, and give each a task.", id=finding.id
                )
                yield RuleReport(document, ("tasks", index, "findings"), Said(message, mend))
