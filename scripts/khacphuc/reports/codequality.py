"""Problems as GitLab's Code Quality shows them in a merge request (a JSON list of issues)."""

from __future__ import annotations

import json
from hashlib import sha256

from khacphuc.model.vocabulary import Severity
from khacphuc.reports.checked import Checked
from khacphuc.reports.terminal_text import visible
from khacphuc.rules.contract import Problem

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.QUESTION: "info"}


def report(checked: Checked) -> str:
    """Return the list of problems that are new. GitLab compares it with that of the receiving branch by fingerprints."""
    found = [_issue(problem, checked) for problem in checked.problems if not problem.known]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _issue(problem: Problem, checked: Checked) -> dict[str, object]:
    said = " ".join(
        visible(checked.speak(one)) for one in (problem.said.message, problem.said.help) if one.text
    )
    mark = f"{problem.path}\0{problem.code}\0{problem.place.line}\0{said}"
    return {
        "description": said,
        "check_name": problem.code,
        "fingerprint": sha256(mark.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": problem.path, "lines": {"begin": problem.place.line}},
    }
