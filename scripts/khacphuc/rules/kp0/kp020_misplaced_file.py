"""A file lies where no document belongs.

Every document has one place: a unit in `units/`, everything that follows one conclusion in its case folder
`plans/<unit>/<case>/`, each under a name that says what it is. A plan that lies elsewhere counts as not made.

Move or rename the file as the message says. Annexes stay where the office keeps them; the document names the
place.
"""

from __future__ import annotations

import re

from khacphuc.model import RECORDS
from khacphuc.model.schema import nearest
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import Message, say

SEVERITY = Severity.ERROR
_RECORD = re.compile(r"(\d{4}-\d{2}-\d{2})-([a-z]+)(.*)\.md")
_CASE_DEPTH = 4  # plans/<unit>/<case>/<file>


def explain(flaw: Flaw) -> Said:
    path = flaw.details[0].split("/")
    folder, name = path[0], path[-1]
    if folder == name:
        return Said(
            say("“{name}” must be a folder; here it is a file.", name=name),
            say("Delete it, or put the folder with the documents in its place."),
        )
    return Said(
        say("No document of the register is called “{name}” in this place.", name=name),
        _mend(folder, name, len(path)),
    )


def _mend(folder: str, name: str, depth: int) -> Message:
    if not name.endswith(".md"):
        return say(
            "Documents end in “.md”. Other files are kept elsewhere; name the place in the document (kept_at, link)."
        )
    if folder == "units":
        return say("Move it to units/{name}: units lie side by side in that folder.", name=name)
    if depth != _CASE_DEPTH:
        return say("Move it into a case folder: plans/<unit>/<case>/{name}", name=name)
    found = _RECORD.fullmatch(name)
    if found is None:
        return say(
            "A case folder holds conclusion.md, plan.md, plan-….md, and records such as 2024-06-15-update.md."
        )
    likely = nearest(found[2], RECORDS)
    if likely:
        return say("Did you mean “{nearest}”?", nearest=f"{found[1]}-{likely[0]}{found[3]}.md")
    return say("After the date stands one of: {kinds}.", kinds=", ".join(RECORDS))
