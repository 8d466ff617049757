"""Stories of a case: all short ones of a small alphabet, random ones, and the thirteen honest ones of the laws.

A story is a case and its records, in values that can be written as documents: tasks ``N1``, findings ``HC1``, people
``unit/person``, names of records as of files without their ending.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product
from typing import Literal

from hypothesis import strategies as st

from tests.ledger.values import (
    Case,
    Closure,
    Debt,
    Entry,
    Extension,
    Finding,
    Move,
    Opinion,
    Paper,
    Record,
    Reminder,
    Reply,
    Report,
    Reported,
    Slot,
    Status,
    Task,
    Unit,
    Update,
    Verdict,
    Verification,
)


@dataclass(frozen=True)
class Expected:
    """What is to be true on the day of a story; of ``debts`` every one, ``statuses`` those that matter."""

    case: Literal["open", "closed", "reopened", "not checked here"]
    statuses: Mapping[Slot, Status] = field(default_factory=dict)
    debts: frozenset[Debt] = frozenset()


@dataclass(frozen=True)
class Story:
    name: str
    case: Case
    records: tuple[Record, ...]
    day: date = date(2025, 12, 31)
    expected: Expected | None = None
    typed: Case | None = None
    """The case as it was first typed, where a later landing has mended it."""


# The register of most stories: a committee, its commission, its trade union, three cells


UNITS: Mapping[str, Unit] = {
    unit.id: unit
    for unit in (
        Unit("tinh-uy", "committee", head="tinh-uy/bi-thu", commission="ubkt-tinh-uy"),
        Unit("ubkt-tinh-uy", "commission", "tinh-uy", "ubkt-tinh-uy/bi-thu"),
        Unit("dang-uy", "committee", "tinh-uy", "dang-uy/bi-thu", "ubkt"),
        Unit("ubkt", "commission", "dang-uy", "ubkt/bi-thu"),
        Unit("cong-doan", "mass", "dang-uy", "cong-doan/bi-thu"),
        Unit("cb-a", "cell", "dang-uy", "cb-a/bi-thu"),
        Unit("cb-b", "cell", "dang-uy", "cb-b/bi-thu"),
        Unit("cb-c", "cell", "dang-uy", "cb-c/bi-thu"),
    )
}
DUE = date(2025, 6, 30)
FIRST = date(2025, 6, 10)
"""The day of the first record of a short story."""
MAY, JUNE, JULY = date(2025, 5, 25), date(2025, 6, 25), date(2025, 7, 25)
N1 = Task("N1", ("HC1",), "cb-a", "cb-a/uv", DUE)
N2 = replace(N1, id="N2", findings=("HC1", "HC2"), content="Sửa Quy chế quản lý tài sản")
MONTHLY = replace(N1, due=None, occurrences=(MAY, JUNE, JULY))
ONE = Case(
    unit="cb-a",
    notice=Paper("35-TB/ĐUK", date(2025, 3, 10), "dang-uy"),
    units=UNITS,
    findings=(Finding("HC1"),),
    tasks=(N1,),
    plan=Paper("09-KH/CB", date(2025, 4, 4), "cb-a"),
    followers=("ubkt",),
    plan_due=date(2025, 4, 10),
    report_due=date(2025, 12, 15),
)
RECURRING = replace(ONE, tasks=(MONTHLY,))
TWO = replace(ONE, findings=(Finding("HC1"), Finding("HC2", "Quy chế chậm sửa.")), tasks=(N1, N2))

# The alphabet


DONE_ON = date(2025, 5, 24)
"""Said by every "done": to say it again adds evidence. "Done another day" names another each time."""
OF_TASK_WORDS = tuple(
    "done redone in_progress not_pursued confirmed rejected not_gone asked approved refused".split()
)
WORDS = (*OF_TASK_WORDS, "report", "closure")
REPORTS: Mapping[str, Reported] = {
    "done": "done",
    "redone": "done",
    "in_progress": "in_progress",
    "not_pursued": "not_pursued",
}
Gap = Literal["next", "same", "timed"]
"""Before a record: another day, the same day, the same day and the record bears a time."""


@dataclass(frozen=True)
class Letter:
    word: str
    task: str = "N1"
    occurrence: date | None = None
    right: bool = True
    all_reported: bool = False


def letters(words: Iterable[str], *, task: str = "N1", occurrence: date | None = None) -> tuple[Letter, ...]:
    return tuple(Letter(word, task, occurrence) for word in words)


WRONG = tuple(Letter(word, right=False) for word in WORDS)
WRONG_MAY = tuple(replace(one, occurrence=MAY) for one in WRONG)
OF_CASE = letters(("report", "closure"))
ONE_LETTERS = letters(WORDS) + WRONG
TWO_LETTERS = letters(OF_TASK_WORDS) + letters(OF_TASK_WORDS, task="N2") + OF_CASE + WRONG
RECURRING_LETTERS = (
    *letters(OF_TASK_WORDS),
    *letters(OF_TASK_WORDS, occurrence=MAY),
    *letters(OF_TASK_WORDS, occurrence=JUNE),
    Letter("confirmed", all_reported=True),
    *OF_CASE,
    *WRONG_MAY,
)
LONG_ONE = letters(WORDS)
LONG_TWO = letters(WORDS) + letters(("done", "in_progress", "confirmed", "rejected"), task="N2")
LONG_RECURRING = (
    *letters(("done", "confirmed", "rejected", "in_progress")),
    *letters(("done", "in_progress", "confirmed", "not_gone", "approved"), occurrence=MAY),
    *letters(("done", "rejected"), occurrence=JUNE),
    Letter("done", occurrence=JULY),
    Letter("confirmed", all_reported=True),
    *OF_CASE,
)


def spelled(case: Case, word: tuple[Letter, ...], gaps: tuple[Gap, ...]) -> tuple[Record, ...]:
    """The records of a story; each approved extension goes on from where the one before has led."""
    day, records = FIRST, list[Record]()
    dues = {(one.id, at): at or one.due or DUE for one in case.tasks for at in one.occurrences or (None,)}
    for index, (letter, gap) in enumerate(zip(word, ("next", *gaps), strict=True)):
        day += timedelta(days=5 if index and gap == "next" else 0)
        time = f"{8 + index:02}:00" if gap == "timed" else ""
        meant = (letter.task, letter.occurrence)
        meant = meant if meant in dues else (letter.task, MAY)
        old = dues[meant]
        record = spell(letter, day, old, [one.name for one in records])
        records.append(replace(record, time=time))
        if letter.word == "approved" and letter.right:
            dues[meant] = old + timedelta(days=20)
    return tuple(records)


def named(day: date, kind: str, taken: Iterable[str]) -> str:
    """A name for a record: the day, the kind, and from the second on a number."""
    same = sum(one.startswith(f"{day}-{kind}") for one in taken)
    return f"{day}-{kind}-{same + 1}" if same else f"{day}-{kind}"


def spell(letter: Letter, day: date, old: date, taken: list[str]) -> Record:
    """The record of a letter."""
    at, right, word = letter.occurrence, letter.right, letter.word
    if word in REPORTS:
        done_on = {"done": DONE_ON, "redone": day - timedelta(days=1)}.get(word)
        entry = Entry(letter.task, REPORTS[word], at, done_on=done_on)
        by = "cb-a" if right else "cb-c"
        return Update(day=day, name=named(day, "update", taken), by=by, entries=(entry,))
    if word == "not_effective":
        verdict = Verdict(letter.task, occurrences=(at,) if at else (), effectiveness="not_effective")
        return Verification(day=day, name=named(day, "verification", taken), by="ubkt/uv", entries=(verdict,))
    if word in ("confirmed", "rejected", "not_gone"):
        verdict = Verdict(
            letter.task,
            "rejected" if word == "rejected" else "confirmed",
            gone=False if word == "not_gone" else None,
            occurrences=(at,) if at else (),
            all_reported=letter.all_reported,
        )
        name = named(day, "verification", taken)
        return Verification(day=day, name=name, by="ubkt/uv" if right else "cb-a/pho", entries=(verdict,))
    if word == "report":
        return Report(day=day, name=named(day, "report", taken), by="cb-a" if right else "cb-c")
    if word == "closure":
        return Closure(day=day, name=named(day, "closure", taken), by="ubkt" if right else "cong-doan")
    return Extension(
        day=day,
        name=named(day, "extension", taken),
        by="cb-c" if word == "asked" and not right else "cb-a",
        moves=(Move(old + timedelta(days=20), letter.task, old, at),),
        outcome="" if word == "asked" else "approved" if word == "approved" else "refused",
        decided_by="" if word == "asked" else "dang-uy/bi-thu" if right else "cb-a/bi-thu",
    )


# All short stories


def told(
    case: Case,
    alphabet: tuple[Letter, ...],
    lengths: Iterable[int],
    gaps: tuple[Gap, ...],
    every: int = 1,
    first: int = 0,
) -> Iterator[Story]:
    """Every story over an alphabet, or each n-th."""
    number = -1
    for length in lengths:
        for word in product(alphabet, repeat=length):
            for between in product(gaps, repeat=length - 1):
                number += 1
                if number % every != first % every:
                    continue
                yield Story(f"{number}", case, spelled(case, word, between))


def one_task(every: int = 1, first: int = 0) -> Iterator[Story]:
    """All stories of up to three records on one task: 24 + 1,728 + 124,416 = 126,168."""
    return told(ONE, ONE_LETTERS, (1, 2, 3), ("next", "same", "timed"), every, first)


def two_tasks(every: int = 1, first: int = 0) -> Iterator[Story]:
    """All stories of up to three records on two tasks: 34 + 2,312 + 157,216 = 159,562."""
    return told(TWO, TWO_LETTERS, (1, 2, 3), ("next", "same"), every, first)


def recurring(every: int = 1, first: int = 0) -> Iterator[Story]:
    """All stories of up to three records on a recurring task: 45 + 4,050 + 364,500 = 368,595.

    Records name May, June or none; July stands as the one that nobody names, for it differs from June by its day only.
    """
    return told(RECURRING, RECURRING_LETTERS, (1, 2, 3), ("next", "same"), every, first)


def long_one_task(every: int = 1, first: int = 0) -> Iterator[Story]:
    """Stories of four and five records of right parties on distinct days, one task: 20,736 + 248,832 = 269,568."""
    return told(ONE, LONG_ONE, (4, 5), ("next",), every, first)


def long_two_tasks(every: int = 1, first: int = 0) -> Iterator[Story]:
    """As above, two tasks: 65,536 + 1,048,576 = 1,114,112."""
    return told(TWO, LONG_TWO, (4, 5), ("next",), every, first)


def long_recurring(every: int = 1, first: int = 0) -> Iterator[Story]:
    """As above, a recurring task: 50,625 + 759,375 = 810,000."""
    return told(RECURRING, LONG_RECURRING, (4, 5), ("next",), every, first)


def ready(which: Case, every: int = 1, first: int = 0) -> Iterator[Story]:
    """All stories of up to three records, on distinct days, after all is done, confirmed and reported.

    For ``ONE`` 25 + 625 + 15,625 = 16,275; for ``TWO`` 35 + 1,225 + 42,875 = 44,135; for ``RECURRING``
    46 + 2,116 + 97,336 = 99,498. "Not effective" has joined the alphabet.
    """
    named_by = {1: RECURRING_LETTERS if which.tasks[0].occurrences else ONE_LETTERS, 2: TWO_LETTERS}
    alphabet = (*named_by[len(which.tasks)], Letter("not_effective"))
    slots = [(one.id, at) for one in which.tasks for at in one.occurrences or (None,)]
    verdicts_on_all = [Verdict(one, "confirmed", occurrences=(at,) if at else ()) for one, at in slots]
    before = (
        update(date(2025, 6, 1), "cb-a", *(done(one, DONE_ON, at) for one, at in slots)),
        verified(date(2025, 6, 2), "ubkt", *verdicts_on_all),
        report(date(2025, 6, 3)),
    )
    for story in told(which, alphabet, (1, 2, 3), ("next",), every, first):
        yield replace(story, records=(*before, *story.records))


# Random cases


PARTIES = (
    "cb-a",
    "cb-b",
    "cb-c",
    "dang-uy",
    "ubkt",
    "cong-doan",
    "tinh-uy",
    "cb-a/uv",
    "ubkt/uv",
    "dang-uy/bi-thu",
)
CELLS = ("cb-a", "cb-b", "cb-c")
STATES: tuple[Reported, ...] = ("done", "done", "in_progress", "paused", "not_pursued", "")
DECISIONS: tuple[Literal["", "approved", "refused"], ...] = ("", "approved", "approved", "refused")
OUTCOMES: tuple[Literal["", "confirmed", "rejected"], ...] = ("confirmed", "confirmed", "rejected", "")
EFFECTS: tuple[Literal["", "effective", "not_effective"], ...] = ("", "", "effective", "not_effective")


@st.composite
def tasks(draw: st.DrawFn, number: int, findings: tuple[str, ...]) -> Task:
    """A task: plain, recurring, or owed by each of two cells."""
    lead = draw(st.sampled_from(CELLS))
    serves = draw(st.lists(st.sampled_from(findings), min_size=1, unique=True))
    task = Task(f"N{number}", tuple(sorted(serves)), lead, f"{lead}/uv", DUE)
    kind = draw(st.sampled_from(("plain", "plain", "recurring", "each")))
    if kind == "recurring":
        return replace(task, due=None, occurrences=(MAY, JUNE, JULY))
    if kind == "each":
        return replace(task, lead="dang-uy", accountable="cb-a/uv", for_each=("cb-a", "cb-b"))
    return replace(task, notice_due=draw(st.sampled_from((None, DUE, DUE + timedelta(days=30)))))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of one or two findings and up to three tasks; sometimes a cell is succeeded by another on 1 July."""
    findings = tuple(Finding(f"HC{n}", f"Thiếu {n} hồ sơ.") for n in range(1, draw(st.integers(1, 2)) + 1))
    ids = tuple(one.id for one in findings)
    several = tuple(draw(tasks(number, ids)) for number in range(1, draw(st.integers(1, 3)) + 1))
    units = dict(UNITS)
    if draw(st.booleans()):
        units["cb-b"] = replace(units["cb-b"], until=DUE, successor="cb-c")
    if draw(st.integers(0, 4)) == 0:
        units["ubkt"] = replace(units["ubkt"], until=DUE, successor="cb-c")
    return replace(
        ONE,
        units=units,
        findings=findings,
        tasks=several,
        followers=draw(st.sampled_from((("ubkt",), ("ubkt", "cong-doan/uv"), ("dang-uy/bi-thu",)))),
        directing=draw(st.sampled_from(("", "tinh-uy"))),
        plan=replace(ONE.plan or Paper(), approved_by=draw(st.sampled_from(("", "dang-uy", "tinh-uy")))),
    )


@st.composite
def entries(draw: st.DrawFn, case: Case) -> tuple[str, date | None, str]:
    """A task, and what may be named of it: an occurrence, a unit, or nothing."""
    task = draw(st.sampled_from(case.tasks))
    at = draw(st.sampled_from((None, *task.occurrences))) if task.occurrences else None
    unit = draw(st.sampled_from(("", *task.for_each))) if task.for_each else ""
    return task.id, at, unit


@st.composite
def records(draw: st.DrawFn, case: Case, day: date, taken: list[str]) -> Record:
    """Any record, by any party."""
    kind = draw(
        st.sampled_from(
            "update update verification verification extension report closure reminder reply".split()
        )
    )
    by, name = draw(st.sampled_from(PARTIES)), named(day, kind, taken)
    task, at, unit = draw(entries(case))
    if kind == "update":
        state = draw(st.sampled_from(STATES))
        done_on = draw(st.sampled_from((DONE_ON, day))) if state == "done" else None
        return Update(day=day, name=name, by=by, entries=(Entry(task, state, at, unit, done_on),))
    if kind == "verification":
        verdict = draw(verdicts(task, at, unit))
        by = draw(st.sampled_from((by, "ubkt", "ubkt/uv", "dang-uy")))
        return Verification(day=day, name=name, by=by, entries=(verdict,))
    if kind == "extension":
        old = at or DUE
        move = Move(old + timedelta(days=draw(st.integers(5, 40))), task, old, at, unit)
        outcome = draw(st.sampled_from(DECISIONS))
        decider = draw(st.sampled_from(("dang-uy", *PARTIES))) if outcome else ""
        return Extension(day=day, name=name, by=by, moves=(move,), outcome=outcome, decided_by=decider)
    if kind == "report":
        covers = draw(st.sampled_from((None, ("HC1",))))
        return Report(day=day, name=name, by=draw(st.sampled_from((by, "cb-a"))), covers=covers)
    if kind == "closure":
        return Closure(day=day, name=name, by=draw(st.sampled_from((by, "ubkt"))))
    if kind == "reminder":
        serial = 1 + sum("-reminder" in one for one in taken)
        return Reminder(
            day=day, name=name, by=by, id=f"DD{serial}", tasks=(task,), reply_due=day + timedelta(days=7)
        )
    return Reply(day=day, name=name, by=by, to="DD1")


@st.composite
def verdicts(draw: st.DrawFn, task: str, at: date | None, unit: str) -> Verdict:
    outcome = draw(st.sampled_from(OUTCOMES))
    effective = draw(st.sampled_from(EFFECTS)) if not outcome else ""
    due = draw(st.sampled_from((None, None, date(2025, 12, 15))))
    if not outcome and not effective:
        due = date(2025, 12, 15)
    gone = draw(st.sampled_from((None, True, True, False))) if outcome == "confirmed" else None
    return Verdict(task, outcome, gone, (at,) if at else (), False, unit, effective, due)


@st.composite
def random_stories(draw: st.DrawFn) -> Story:
    """A case and up to twelve records, some on one day, some with a time."""
    case, day, told_so_far = draw(cases()), date(2025, 5, 20), list[Record]()
    for index in range(draw(st.integers(0, 12))):
        day += timedelta(days=draw(st.sampled_from((0, 1, 6, 11))))
        record = draw(records(case, day, [one.name for one in told_so_far]))
        time = draw(st.sampled_from(("", "", f"{8 + index:02}:30")))
        told_so_far.append(replace(record, time=time))
    return Story("random", case, tuple(told_so_far))


# The thirteen honest stories


def update(day: date, by: str, *several: Entry) -> Update:
    return Update(day=day, name=f"{day}-update", by=by, entries=several)


def verified(day: date, by: str, *several: Verdict) -> Verification:
    return Verification(day=day, name=f"{day}-verification", by=by, entries=several)


def report(day: date, by: str = "cb-a") -> Report:
    return Report(day=day, name=f"{day}-report", by=by)


def closure(day: date, by: str = "ubkt") -> Closure:
    return Closure(day=day, name=f"{day}-closure", by=by)


def done(task: str, on: date, at: date | None = None) -> Entry:
    return Entry(task, "done", at, done_on=on)


def remedied(*several: str, **more: date) -> tuple[Verdict, ...]:
    return tuple(Verdict(one, "confirmed", gone=True, effectiveness_due=more.get("again")) for one in several)


S1, S2 = Slot("N1"), Slot("N2")
END: tuple[Record, ...] = (report(date(2025, 7, 10)), closure(date(2025, 7, 20)))
REPORTED = update(date(2025, 6, 20), "cb-a", done("N1", date(2025, 6, 19)))
CONFIRMED = verified(date(2025, 6, 25), "ubkt/uv", *remedied("N1"))

OFFICE_FILES = Story(
    "the committee's office files one update for tasks led by its departments",
    replace(
        ONE,
        unit="dang-uy",
        notice=Paper("35-TB/UBKTTU", date(2025, 3, 10), "ubkt-tinh-uy"),
        plan=Paper("12-KH/ĐU", date(2025, 4, 4), "dang-uy"),
        followers=("ubkt-tinh-uy",),
        units={
            **UNITS,
            "van-phong": Unit("van-phong", "office", "dang-uy", "van-phong/chanh"),
            "ban-to-chuc": Unit("ban-to-chuc", "office", "dang-uy", "ban-to-chuc/truong"),
            "ban-tuyen-giao": Unit("ban-tuyen-giao", "office", "dang-uy", "ban-tuyen-giao/truong"),
        },
        findings=TWO.findings,
        tasks=(
            replace(N1, lead="ban-to-chuc", accountable="ban-to-chuc/truong"),
            replace(N2, lead="ban-tuyen-giao", accountable="ban-tuyen-giao/truong"),
        ),
    ),
    (update(date(2025, 6, 20), "van-phong", done("N1", date(2025, 6, 18)), done("N2", date(2025, 6, 19))),),
    expected=Expected(
        "open",
        {S1: "reported", S2: "reported"},
        frozenset(
            (
                Debt("verify", "ubkt-tinh-uy", S1),
                Debt("verify", "ubkt-tinh-uy", S2),
                Debt("report", "dang-uy", "", date(2025, 12, 15)),
            )
        ),
    ),
)
UNNUMBERED_PLAN = Story(
    "a Party member's signed plan without number",
    replace(ONE, plan=Paper("", date(2025, 4, 4), "cb-a/uv", "cb-a", individual=True)),
    (REPORTED, CONFIRMED, *END),
    expected=Expected("closed", {S1: "verified"}),
)
DIRECTING_EXTENDS = Story(
    "the People's Committee that directs implementation extends a notice of its inspectorate",
    replace(
        ONE,
        unit="so-x",
        notice=Paper("18/KL-TTr", date(2025, 3, 10), "thanh-tra"),
        plan=Paper("76/KH-SX", date(2025, 4, 4), "so-x"),
        followers=("thanh-tra",),
        directing="ubnd",
        units={
            **UNITS,
            "ubnd": Unit("ubnd", "authority", head="ubnd/chu-tich"),
            "thanh-tra": Unit("thanh-tra", "authority", "ubnd", "thanh-tra/chanh"),
            "so-x": Unit("so-x", "authority", "ubnd", "so-x/giam-doc"),
        },
        tasks=(replace(N1, lead="so-x", accountable="so-x/giam-doc", notice_due=DUE),),
    ),
    (
        Extension(
            day=date(2025, 6, 20),
            name="2025-06-20-extension",
            by="so-x",
            moves=(Move(date(2025, 8, 29), "N1", DUE), Move(date(2025, 12, 31), "", date(2025, 12, 15))),
            outcome="approved",
            decided_by="ubnd/chu-tich",
        ),
    ),
    date(2025, 7, 10),
    Expected(
        "open",
        {S1: "owed"},
        frozenset(
            (Debt("task", "so-x", S1, date(2025, 8, 29)), Debt("report", "so-x", "", date(2025, 12, 31)))
        ),
    ),
)
CHAIRMAN_REMINDS = Story(
    "the inspected authority's chairman reminds a late department in writing",
    replace(
        ONE,
        unit="ubnd",
        notice=Paper("512/TB-KTNN", date(2025, 3, 10), "ktnn"),
        plan=Paper("198/KH-UBND", date(2025, 4, 4), "ubnd"),
        followers=("ktnn",),
        units={
            **UNITS,
            "ubnd": Unit("ubnd", "authority", head="ubnd/chu-tich"),
            "so-x": Unit("so-x", "authority", "ubnd", "so-x/giam-doc"),
            "ktnn": Unit("ktnn", "external", head="ktnn/truong"),
        },
        tasks=(replace(N1, lead="so-x", accountable="so-x/giam-doc"),),
    ),
    (
        Reminder(
            day=date(2025, 7, 10),
            name="2025-07-10-reminder",
            by="ubnd/chu-tich",
            id="DD1",
            to="so-x",
            tasks=("N1",),
            reply_due=date(2025, 7, 17),
        ),
    ),
    date(2025, 7, 15),
    Expected(
        "open",
        {S1: "owed"},
        frozenset(
            (
                Debt("task", "so-x", S1, DUE),
                Debt("report", "ubnd", "", date(2025, 12, 15)),
                Debt("reply", "so-x", "DD1", date(2025, 7, 17)),
            )
        ),
    ),
)
NO_PROGRAMME = Story(
    'finding "has issued no programme", remedy: issue it',
    replace(
        ONE,
        findings=(Finding("HC1", "Chưa ban hành chương trình kiểm tra, giám sát năm 2025."),),
        tasks=(replace(N1, content="Ban hành chương trình kiểm tra, giám sát năm 2025"),),
    ),
    (REPORTED, CONFIRMED, *END),
    expected=Expected("closed", {S1: "verified"}),
)
NUMBER_ADDED = Story(
    "a signed scan's number added after confirmation",
    ONE,
    (REPORTED, CONFIRMED, update(date(2025, 6, 27), "cb-a", done("N1", date(2025, 6, 19))), *END),
    expected=Expected("closed", {S1: "verified"}),
)
WORK_ANSWERS = Story(
    "reminded, the unit does the work instead of answering, confirmed",
    ONE,
    (
        Reminder(
            day=date(2025, 6, 12),
            name="2025-06-12-reminder",
            by="ubkt",
            id="DD1",
            tasks=("N1",),
            reply_due=date(2025, 6, 18),
        ),
        REPORTED,
        CONFIRMED,
    ),
    expected=Expected("open", {S1: "verified"}, frozenset((Debt("report", "cb-a", "", date(2025, 12, 15)),))),
)
CHECKED_LATER = Story(
    "closed with a check in 12 months",
    ONE,
    (REPORTED, verified(date(2025, 6, 25), "ubkt/uv", *remedied("N1", again=date(2026, 6, 25))), *END),
    expected=Expected("closed", {S1: "verified"}, frozenset((Debt("check", "ubkt", S1, date(2026, 6, 25)),))),
)
YEAR = tuple(date(2025, month, 25) for month in range(5, 13)) + tuple(
    date(2026, month, 25) for month in range(1, 7)
)
RELEASED = Story(
    "finding gone, monthly check until next year released by the follower",
    replace(ONE, tasks=(N1, replace(MONTHLY, id="N2", occurrences=YEAR))),
    (
        update(date(2025, 5, 24), "cb-a", done("N2", date(2025, 5, 23), MAY)),
        REPORTED,
        verified(
            date(2025, 6, 25),
            "ubkt/uv",
            Verdict("N1", "confirmed", gone=True),
            Verdict("N2", "confirmed", occurrences=(MAY,)),
            Verdict("N2", "released", gone=True),
        ),
        *END,
    ),
    expected=Expected(
        "closed", {S1: "verified", Slot("N2", "", MAY): "verified", Slot("N2", "", YEAR[-1]): "released"}
    ),
)
WEEKS = tuple(date(2025, 4, 11) + timedelta(weeks=week) for week in range(52))
WEEKLY = Story(
    'a weekly task verified once, "52 of 52"',
    replace(ONE, tasks=(replace(N1, due=None, occurrences=WEEKS),), report_due=date(2026, 4, 30)),
    (
        *(update(week, "cb-a", done("N1", week, week)) for week in WEEKS),
        verified(date(2026, 4, 10), "ubkt/uv", Verdict("N1", "confirmed", gone=True, all_reported=True)),
        report(date(2026, 4, 15)),
        closure(date(2026, 4, 20)),
    ),
    date(2026, 4, 30),
    Expected("closed", {Slot("N1", "", week): "verified" for week in WEEKS}),
)
MERGED_ON = date(2025, 6, 30)
MERGED = Story(
    "on 1/7/2025 follower, issuer and cells merge into one committee",
    replace(
        TWO,
        tasks=(N1, replace(N2, lead="cb-b", accountable="cb-b/uv")),
        units={
            **UNITS,
            **{
                one: replace(UNITS[one], until=MERGED_ON, successor="dang-uy-xa")
                for one in ("dang-uy", "ubkt", "cb-a", "cb-b")
            },
            "dang-uy-xa": Unit("dang-uy-xa", "commune", "tinh-uy", "dang-uy-xa/bi-thu"),
        },
    ),
    (
        REPORTED,
        verified(date(2025, 6, 25), "ubkt/uv", *remedied("N1")),
        update(date(2025, 7, 5), "dang-uy-xa", done("N2", date(2025, 7, 4))),
        verified(date(2025, 7, 8), "tinh-uy", *remedied("N2")),
        report(date(2025, 7, 10), "dang-uy-xa"),
        closure(date(2025, 7, 20), "tinh-uy"),
    ),
    expected=Expected("closed", {S1: "verified", S2: "verified"}),
)
SLIP = Story(
    "6 March typed for 3 June, mended next day from the paper",
    replace(ONE, tasks=(replace(N1, due=date(2025, 6, 3)),)),
    (),
    date(2025, 5, 1),
    Expected(
        "open",
        {S1: "owed"},
        frozenset(
            (
                Debt("task", "cb-a", S1, date(2025, 6, 3)),
                Debt("report", "cb-a", "", date(2025, 12, 15)),
            )
        ),
    ),
    typed=replace(ONE, tasks=(replace(N1, due=date(2025, 3, 6)),)),
)
OLD_CASE = Story(
    "300 old closed cases imported with notice and closing paper only (one of them)",
    replace(
        ONE,
        notice=Paper("12-TB/ĐUK", date(2019, 3, 11), "dang-uy"),
        tasks=(),
        plan=None,
        plan_due=None,
        report_due=None,
        register_began=date(2025, 1, 2),
    ),
    (Closure(day=date(2020, 5, 4), name="2020-05-04-closure", by="ubkt", before_register=True),),
    expected=Expected("not checked here"),
)
HONEST = (
    OFFICE_FILES,
    UNNUMBERED_PLAN,
    DIRECTING_EXTENDS,
    CHAIRMAN_REMINDS,
    NO_PROGRAMME,
    NUMBER_ADDED,
    WORK_ANSWERS,
    CHECKED_LATER,
    RELEASED,
    WEEKLY,
    MERGED,
    SLIP,
    OLD_CASE,
)
"""In the order of the laws; none has a record without effect."""

OPINION = Opinion(
    day=date(2025, 6, 3),
    name="2025-06-03-opinion-cong-doan",
    by="cong-doan",
    id="YK1",
    reply_due=date(2025, 6, 17),
)
