"""A measure is the notice's own wording.

The notice says what is wrong and what is required; the plan says how it will be done. A measure that copies the
notice leaves the how to chance. The reviewer may ask for the steps.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import containment, content_words
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.QUESTION
_LEAST_WORDS = 8
_SHARE = 0.8


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    notice = timeline(case).notice
    if notice is None:
        return
    verbatim = {part.id: content_words(part.text) for part in notice.parts}
    for document, _plan, index, task in case.tasks():
        words = content_words(task.measure or "")
        if len(words) < _LEAST_WORDS:
            continue
        for part in (*task.findings, *task.requirements):
            if containment(words, verbatim.get(part, ())) >= _SHARE:
                message = say(
                    "Task {task}: is the measure more than the notice's own words in {part}?",
                    task=task.id,
                    part=part,
                )
                mend = say("Ask for the steps: what is done first, by whom, and what shows that it was done?")
                yield RuleReport(document, ("tasks", index, "measure"), Said(message, mend))
                break
