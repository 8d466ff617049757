"""What offices mostly fill in, by part of a document: it decides what a form shows at first and what a new row begins with."""

from __future__ import annotations

from typing import Final

from khacphuc.text.message import N_

SELDOM: Final[dict[str, frozenset[str]]] = {
    name: frozenset(keys.split())
    for name, keys in {
        "Conclusion": "issuing_body signer directing asks secrecy visibility facts",
        "Inspection": "decision decided_on period",
        "Finding": "section parts cause repeat_of repeat_of_paper inherited_from concerned amounts",
        "Requirement": "priority for_each cycle supporters to parts target depends_on",
        "Plan": "level for revises without_subplan causes views",
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

CHOSEN: Final[dict[str, dict[str, str]]] = {
    "Unit": {"kind": "unit-kind"},
    "ForEach": {"kind": "unit-kind"},
    "Recurrence": {"day": "cycle-day", "month": "cycle-month"},
}
"""Keys whose words no declaration lists, and which list of choices has them."""

OPEN: Final = frozenset({"cycle-day", "cycle-month"})
"""Lists beside which others can be written."""

ABOUT: Final[dict[str, dict[str, str]]] = {
    "Recurrence": {
        "interval": N_("2 for every second month, quarter …, counted from the first one"),
        "day": N_(
            "Day of the week (1 is Monday) or of the month; of a year month-day, 06-15 for 15 June; without it, the last day"
        ),
        "month": N_(
            "Where a period has several months: in which of them it falls due; without it, in the last"
        ),
    },
}
"""Explanations where that of the files speaks of how files are written."""

MOST_OPEN: Final = 3
"""Rows with which a new document begins that stand open."""
