"""The tables of which a row of an office's own template may be repeated: the columns that spreadsheets have."""

from __future__ import annotations

from datetime import date

from khacphuc.exports.classification_sheets import classification_sheets
from khacphuc.exports.owed_sheet import owed_sheet
from khacphuc.exports.plan_sheet import by_task, plan_sheet
from khacphuc.exports.selection import ExportSelection, open_rows
from khacphuc.exports.sheet import CellValue, SpreadSheet
from khacphuc.exports.word.drafting import PaperSubject
from khacphuc.exports.word.letters import late_of
from khacphuc.exports.word.task_account import cited, evidence_of, progress_words, results_of, verified_words
from khacphuc.exports.word.template_markup import RowTable
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_

_ACCOUNT = (N_("Progress"), N_("Result"), N_("Evidence"), N_("Verification"), N_("Obstacles"))


def case_table(ledger: SiteIndex, what: str, subject: PaperSubject) -> RowTable:
    """The rows for a paper on a case: of a reminder what is overdue, else the tasks with what has come of them."""
    made = ledger.context
    if what == "reminder":
        return _of_sheet(made, owed_sheet(ledger, "", "", late_of(ledger, subject)))
    plan = _of_sheet(made, plan_sheet(made, subject.state))
    told = (_account(made, subject, owned[0].task.id) for owned in by_task(subject.state))
    rows = tuple((*row, *more) for row, more in zip(plan.rows, told, strict=True))
    return RowTable((*plan.names, *(made.words[name] for name in _ACCOUNT)), rows)


def unit_table(ledger: SiteIndex, what: str, unit: str) -> RowTable:
    """The rows for a paper on a unit: its periods for a classification, else what is open."""
    if what == "classification":
        return _of_sheet(ledger.context, classification_sheets(ledger, [unit])[0])
    rows = open_rows(ledger, ExportSelection("units" if unit else "overdue", unit))
    return _of_sheet(ledger.context, owed_sheet(ledger, "", "", rows))


def _account(made: SiteContext, subject: PaperSubject, name: str) -> tuple[str, ...]:
    """What has come of a task: of one that several units owe, of each."""
    states = [task for task in subject.state.tasks if task.task.id == name]
    verified = [said for task in states if (said := verified_words(task))]
    return (
        "\n".join(made.say(progress_words(made, task)) for task in states),
        "\n".join(results_of(subject, name)),
        "\n".join(cited(made, one) for one in evidence_of(subject, name)),
        "\n".join(made.say(said) for said in verified),
        "\n".join(dict.fromkeys(task.obstacles for task in states if task.obstacles)),
    )


def _of_sheet(made: SiteContext, sheet: SpreadSheet) -> RowTable:
    names = tuple(made.words[column.name] for column in sheet.columns)
    return RowTable(names, tuple(tuple(_text(made, value) for value in row) for row in sheet.rows))


def _text(made: SiteContext, value: CellValue) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return made.say(value) if isinstance(value, (date, int)) else made.say(str(value))
