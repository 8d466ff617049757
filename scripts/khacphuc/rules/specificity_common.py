"""Share checks between the rules of specificity: the texts judged, and the reports about vague ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import Report as ReportRecord
from khacphuc.model.records import Update
from khacphuc.model.vocabulary import TaskKind
from khacphuc.register.document import AnyDocument, Document
from khacphuc.text.folding import fold
from khacphuc.text.message import N_, Message, say
from khacphuc.text.nodes import Path

# A specific wording of the same kind of measure, by the words that show the kind. The first row that has most of
# its words in the text is shown; the last row fits anything.
REWORDINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("kiem tra", "giam sat", "oversight", "monitor", "inspection", "supervision", "control"),
        N_(
            "The cell's committee issues its supervision programme for 2027 with at least 02 topics; lead: the deputy secretary; by 31 Jan 2027; product: the programme and 02 conclusion notices."
        ),
    ),
    (
        ("sinh hoat", "chuyen de", "meeting"),
        N_(
            "From January 2027, one topical meeting each quarter; the secretary approves its contents 05 days before; product: resolution and minutes of each meeting."
        ),
    ),
    (
        ("rut kinh nghiem", "kiem diem", "tu phe binh", "lessons", "review"),
        N_(
            "Hold the review of the 02 collectives named in the notice on 12 Jan 2027; product: minutes, sent to the inspection commission by 20 Jan 2027."
        ),
    ),
    (
        (
            "tuyen truyen",
            "quan triet",
            "giao duc",
            "nhan thuc",
            "awareness",
            "remind",
            "training",
            "tap huan",
        ),
        N_(
            "Hold 01 session on the regulation for all 45 Party members by 28 Feb 2027, with a test of 20 questions; product: list of participants and results."
        ),
    ),
    (
        (
            "chung tu",
            "thanh toan",
            "tai chinh",
            "chi tieu",
            "ke toan",
            "quyet toan",
            "invoice",
            "payment",
            "finance",
            "voucher",
        ),
        N_(
            "The chief accountant compares all 36 payment files of 2026 with the spending regulation by 31 Jan 2027; product: list of missing vouchers, each with the day it was added."
        ),
    ),
    (
        ("ho so", "luu tru", "van thu", "tai lieu", "files", "records", "archive"),
        N_(
            "The records officer files and hands over 120 records of 2020 to 2023 by 31 Mar 2027; product: inventory and minutes of handing over."
        ),
    ),
    (
        ("quy che", "quy dinh", "quy trinh", "policy", "procedure"),
        N_(
            "Amend article 5 of the working regulation on the duty to report; the committee approves it at its meeting of January 2027; product: decision issuing the regulation."
        ),
    ),
    (
        ("tai san", "nha dat", "thiet bi", "asset", "inventory", "equipment"),
        N_(
            "The asset team counts 36 items on the spot by 31 Jan 2027 and compares them with the ledger; product: "
            "minutes of the count and a list of differences."
        ),
    ),
    (
        ("phoi hop", "lien quan", "coordinat", "relevant", "stakeholder"),
        N_(
            "The office and the trade union sign a regulation on working together by 15 Jan 2027 that names one contact each; product: the signed regulation."
        ),
    ),
    (
        ("thu hoi", "nop ngan sach", "cong no", "no thue", "recover", "refund"),
        N_(
            "Recover 120 million dong from 03 contractors in two instalments, 60 million by 31 Jan 2027 and the rest by 31 Mar 2027; product: receipts of the treasury."
        ),
    ),
    (
        ("du an", "dau tu", "giai ngan", "cong trinh", "project"),
        N_(
            "The project board settles the accounts of 04 finished projects, one each month from January to April 2027; product: 04 decisions approving the accounts."
        ),
    ),
    (
        ("can bo", "cong chuc", "neu guong", "trach nhiem", "nguoi dung dau", "staff", "accountab"),
        N_(
            "Each of the 07 committee members registers 03 duties with deadlines by 10 Jan 2027; the secretary checks them on the 25th of each month; product: the register with the results."
        ),
    ),
    (
        (),
        N_(
            "Say who does it, how many, by which day, and which paper will exist afterwards: “The office checks 12 files by 31 Jan 2027; product: list of files, with what was added to each.”"
        ),
    ),
)


_WORD = re.compile(r"\w+")


def tasks_of(document: Document[Plan]) -> Iterator[tuple[Path, Task]]:
    """Yield the tasks of a plan with their paths."""
    for index, task in enumerate(document.record.tasks):
        yield ("tasks", index), task


def measures_of(document: Document[Plan]) -> Iterator[tuple[Path, str, Task]]:
    """What each task of a plan promises, but for following others: its measure, or its content where it has none."""
    for at, task in tasks_of(document):
        if task.kind is not TaskKind.FOLLOW_UP and (text := task.measure or task.content):
            yield (*at, "measure" if task.measure else "content"), text, task


def causes_of(document: Document[Plan]) -> Iterator[tuple[Path, str]]:
    """The causes that a plan gives."""
    for index, item in enumerate(document.record.causes):
        for number, cause in enumerate(item.causes):
            yield ("causes", index, "causes", number, "text"), cause.text


def results_of(document: AnyDocument) -> Iterator[tuple[Path, str, bool]]:
    """Yield the results that an update or report states: path, text, and whether evidence stands beside it."""
    record = document.record
    if isinstance(record, Update):
        for index, said in enumerate(record.tasks):
            if said.result:
                yield ("tasks", index, "result"), said.result, bool(said.evidence or said.progress)
    elif isinstance(record, ReportRecord):
        for index, told in enumerate(record.results):
            if told.text:
                yield ("results", index, "text"), told.text, bool(told.evidence)


def rewording(text: str) -> Message:
    """Return an example of the same kind of measure that can be checked."""
    return say("For example: {example}", example=Message(_example(fold(text))))


@cache
def _example(folded: str) -> str:
    def hits(words: tuple[str, ...]) -> int:
        return sum(word in folded for word in words)

    words, example = max(REWORDINGS, key=lambda row: hits(row[0]))
    return example if hits(words) else REWORDINGS[-1][1]


@lru_cache(maxsize=4096)  # several rules compare the same measures and findings
def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, without punctuation: what two wordings are compared by."""
    return tuple(_WORD.findall(fold(text)))


def containment(part: tuple[str, ...], whole: tuple[str, ...], size: int = 2) -> float:
    """Return the share of one wording contained in another, by runs of ``size`` words: 0 to 1 (Broder's containment, 1997)."""
    runs = {part[start : start + size] for start in range(len(part) - size + 1)}
    held = {whole[start : start + size] for start in range(len(whole) - size + 1)}
    return len(runs & held) / len(runs) if runs else 0.0
