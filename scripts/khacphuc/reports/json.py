"""Problems for programs: one JSON object, of this form (version 1).

Keys may be added within a version; none changes its meaning or goes away.

``version``     1
``as_of``       the day on which the register was judged, YYYY-MM-DD
``language``    vi or en: the language of ``message`` and ``help``
``files``       how many documents were checked
``counts``      ``errors``, ``warnings``, ``questions``, ``known`` (known problems are in none of the other three)
``problems``    sorted by ``path`` and place; of each:

    ``path``        relative to the register's root, with ``/``
    ``line``, ``column``, ``end_column``    from 1, in characters (Unicode code points); ``end_column`` is past the end
    ``code``, ``name``                      of the rule, as KP101 and unknown-key; both are stable
    ``severity``    error, warning or question, as the register's policy has it
    ``message``, ``help``                   for people; the wording may change at any time
    ``url``         the rule's page on the register's site, or null
    ``known``       whether it was there before the change that is checked
"""

from __future__ import annotations

import json
from typing import Any

from khacphuc.reports.checked import Checked
from khacphuc.reports.rulebook import address
from khacphuc.reports.severity_words import count
from khacphuc.reports.terminal_text import encodable
from khacphuc.rules.contract import Problem

VERSION = 1


def report(checked: Checked) -> str:
    """Return the object, indented."""
    counts = count(checked.problems)
    value = {
        "version": VERSION,
        "as_of": checked.as_of.isoformat(),
        "language": checked.language,
        "files": checked.files,
        "counts": {name: getattr(counts, name) for name in counts.__struct_fields__},
        "problems": [_problem(problem, checked) for problem in checked.problems],
    }
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"


def _problem(problem: Problem, checked: Checked) -> dict[str, Any]:
    place = problem.place
    return {
        "path": encodable(problem.path),
        "line": place.line,
        "column": place.column,
        "end_column": place.column + place.width,
        "code": problem.code,
        "name": problem.name,
        "severity": problem.severity.value,
        "message": encodable(checked.speak(problem.said.message)),
        "help": encodable(checked.speak(problem.said.help)),
        "url": address(checked.site_url, problem.code),
        "known": problem.known,
    }
