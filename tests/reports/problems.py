"""Problems as rules make them, for the tests of reports."""

from __future__ import annotations

from datetime import date

from khacphuc.model.vocabulary import Severity
from khacphuc.register.source import Memory
from khacphuc.reports.checked import Checked
from khacphuc.rules.contract import Problem, Said
from khacphuc.text.flaw import Place
from khacphuc.text.message import Message, say

PATH = "plans/chi-bo-a/kl-1/plan.md"


def problem(
    line: int = 1,
    column: int = 1,
    width: int = 1,
    *,
    path: str = PATH,
    severity: Severity = Severity.ERROR,
    quoted: str = "x",
    known: bool = False,
) -> Problem:
    """A problem of a rule that there is; ``quoted`` is what its message quotes from the document."""
    said = Said(say("There is no key “{key}” here.", key=quoted), Message("Did you mean “result”?"))
    return Problem(path, Place(line, column, width), "KP101", "unknown-key", severity, said, known)


def source(text: str, path: str = PATH) -> Memory:
    return Memory({path: text.encode("utf-8", "surrogatepass")})


def checked(*problems: Problem, text: str = "a\n", language: str = "en", site_url: str = "") -> Checked:
    return Checked(source(text), problems, 3, date(2026, 1, 31), language, site_url)
