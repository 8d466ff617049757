"""What offices mostly fill in, by part of a document: it decides what a form shows at first and what a new row begins with."""

from __future__ import annotations

from typing import Final

SELDOM: Final[dict[str, frozenset[str]]] = {
    name: frozenset(keys.split())
    for name, keys in {
        "Conclusion": "issuing_body signer directing secrecy visibility facts",
        "Inspection": "decision decided_on period",
        "Finding": "section parts cause repeat_of repeat_of_paper inherited_from concerned amounts",
        "Requirement": "priority for_each cycle",
        "Plan": "level for revises approved_by without_subplan causes views",
        "Task": "parts supporters authority start target depends_on",
        "Recurrence": "interval month period",
        "Milestone": "due_text target",
        "Paper": "title kept_at link",
        "Unit": "short_name commission valid_from valid_until successor local_regulation restricted",
        "Person": "account from until",
        "Update": "time answers",
        "TaskProgress": "unit occurrence percent reason paper promise obstacles requests",
        "Extension": "time answers",
        "Move": "milestone duty unit occurrence series",
        "Verification": "time team answers",
        "TaskVerification": "unit occurrence occurrences all_reported effectiveness_due effectiveness",
        "Opinion": "time answers",
        "Reply": "time answers",
        "Reminder": "time answers",
        "Meeting": "time answers",
        "Report": "time kind covers figures answers",
        "Closure": "time answers",
    }.items()
}
"""Keys that wait behind a button until they hold something or something is said of them."""

CARRIED: Final[dict[str, frozenset[str]]] = {
    "Task": frozenset(("findings", "requirements", "lead", "accountable", "authority")),
    "Requirement": frozenset(("finding",)),
}
"""Keys that a new row takes from the row above it."""

HEADED: Final[dict[str, dict[str, str]]] = {
    "Task": {"accountable": "lead"},
    "Plan": {"directed_by": "issued_by"},
}
"""Keys of a person, and of the unit whose head that mostly is."""

CHOSEN: Final[dict[str, dict[str, str]]] = {"Unit": {"kind": "unit-kind"}, "ForEach": {"kind": "unit-kind"}}
"""Keys whose words the register's policy declares, and which of its lists."""

MOST_OPEN: Final = 3
"""Rows with which a new document begins that stand open."""
