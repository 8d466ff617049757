"""Stories of demands and of papers that change notice and plan: all short ones of small alphabets, and random ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from tests.ledger.amending import set_by_notice
from tests.ledger.rights import unit_of
from tests.ledger.stories import (
    CELLS,
    DUE,
    FIRST,
    JULY,
    JUNE,
    MAY,
    N1,
    N2,
    OF_CASE,
    OF_TASK_WORDS,
    ONE,
    TWO,
    Letter,
    Story,
    letters,
    named,
    records,
    spell,
    update,
    verified,
)
from tests.ledger.values import (
    Case,
    Change,
    Closure,
    Correction,
    Demand,
    Entry,
    Extension,
    Finding,
    Paper,
    Record,
    Reminder,
    Revision,
    Supplement,
    Task,
    Verdict,
    Verification,
)

# Around a demand


MID_JULY, AUGUST = date(2025, 7, 15), date(2025, 8, 30)
YC1 = Demand("YC1", ("HC1",), due=MID_JULY)
SERVES = replace(N1, demands=("YC1",))
MONTHS = (MAY, JUNE, JULY)
DEMANDED: Mapping[str, Case] = {
    "nobody serves it": replace(ONE, demands=(YC1,)),
    "no plan": replace(ONE, demands=(YC1,), plan=None, tasks=()),
    "a task in time": replace(ONE, demands=(YC1,), tasks=(SERVES,)),
    "a task too late": replace(ONE, demands=(YC1,), tasks=(replace(SERVES, due=AUGUST),)),
    "a task in time and one too late": replace(
        ONE, demands=(YC1,), tasks=(SERVES, replace(SERVES, id="N2", due=AUGUST))
    ),
    "asked of the follower": replace(
        ONE, demands=(replace(YC1, kind="follow", lead="ubkt"),), followers=("ubkt", "dang-uy/bi-thu")
    ),
    "asked of another": replace(ONE, demands=(replace(YC1, lead="cb-b"),), tasks=(SERVES,)),
    "without a day": replace(ONE, demands=(Demand("YC1", kind="guide"),)),
    "each month": replace(ONE, demands=(replace(YC1, due=None, occurrences=MONTHS),)),
    "each month, met for two": replace(
        ONE,
        demands=(replace(YC1, due=None, occurrences=MONTHS),),
        tasks=(replace(SERVES, due=None, occurrences=MONTHS[:2]),),
    ),
    "each of two": replace(ONE, demands=(replace(YC1, lead="", for_each=("cb-a", "cb-b")),)),
    "of procedure": replace(ONE, demands=(Demand("YC1", kind="plan", due=AUGUST),), plan=None, tasks=()),
    "the plan's own approver": replace(
        ONE,
        unit="dang-uy",
        notice=Paper("35-TB/UBKTTU", date(2025, 3, 10), "ubkt-tinh-uy"),
        plan=Paper("12-KH/ĐU", date(2025, 4, 4), "dang-uy"),
        followers=("ubkt-tinh-uy",),
        demands=(YC1,),
        tasks=(SERVES,),
    ),
}
"""Cases with one demand, by how it is served."""

AMENDING = ("withdraw HC1", "withdraw YC1")
DEMAND_LETTERS = (
    *letters(("done", "in_progress", "not_pursued", "confirmed", "rejected", "not_gone", "approved")),
    *letters(OF_TASK_WORDS, task="YC1"),
    *(Letter(one, "YC1", right=False) for one in ("done", "confirmed", "approved")),
    *letters(AMENDING),
    *OF_CASE,
)


def around_a_demand(every: int = 1, first: int = 0) -> Iterator[Story]:
    """All stories of up to three records on each of those cases: 13 x (24 + 576 + 13,824) = 187,512."""
    for name, case in DEMANDED.items():
        for story in amended(case, DEMAND_LETTERS, every, first):
            yield replace(story, name=f"{name}: {story.name}")


# Around a paper that changes the notice or the plan


ADDED = Task("N4", ("HC3",), "cb-a", "cb-a/uv", date(2025, 9, 30))
AMENDED: Mapping[str, Case] = {
    "": replace(TWO, tasks=(N1, replace(N2, findings=("HC2",)))),
    "no plan": replace(TWO, plan=None, tasks=()),
    "with a demand": replace(
        TWO,
        demands=(replace(YC1, due=DUE),),
        tasks=(SERVES, replace(N2, findings=("HC1", "HC2"), lead="cb-b")),
    ),
}
REVISED: Mapping[str, Task] = {
    "later": replace(N1, due=AUGUST),
    "earlier": replace(N1, due=date(2025, 6, 25)),
    "led by another": replace(N1, lead="cb-b", accountable="cb-a/uv"),
    "serving less": replace(N2, findings=("HC2",)),
    "added": ADDED,
    "added for the demand": replace(ADDED, findings=("HC1",), demands=("YC1",), due=MID_JULY),
}
FAULTS = ("too early", "of no plan", "draft", "of another")
AMENDING_LETTERS = (
    *letters(("done", "confirmed", "rejected", "approved")),
    *letters(("done", "confirmed"), task="N2"),
    *letters(("done", "confirmed"), task="N4"),
    *OF_CASE,
    *letters(("supplement", "supplement demand", "too early supplement")),
    Letter("supplement", right=False),
    *letters(("withdraw HC1", "withdraw HC2", "withdraw HC3", "withdraw YC1", "withdraw all", "reword HC1")),
    *letters(("too early withdraw HC1", "restore HC1", "restore YC1", "date YC1", "date report")),
    Letter("withdraw HC1", right=False),
    *(Letter(f"revise {one}") for one in REVISED),
    *(Letter(f"revise {one}, approved") for one in REVISED),
    *(Letter(f"revise later, approved, {one}") for one in FAULTS),
    *(Letter(f"revise added, {one}") for one in FAULTS),
)


def around_a_paper(every: int = 1, first: int = 0) -> Iterator[Story]:
    """All stories of up to three records on each of those cases: 3 x (46 + 2,116 + 97,336) = 298,494."""
    for name, case in AMENDED.items():
        for story in amended(case, AMENDING_LETTERS, every, first):
            yield replace(story, name=f"{name}: {story.name}")


def amended(case: Case, alphabet: tuple[Letter, ...], every: int = 1, first: int = 0) -> Iterator[Story]:
    """Every story of up to three records on distinct days over an alphabet, or each n-th."""
    number = -1
    for length in (1, 2, 3):
        for word in product(alphabet, repeat=length):
            number += 1
            if number % every == first % every:
                yield Story(f"{number}", case, spelled(case, word))


def spelled(case: Case, word: tuple[Letter, ...]) -> tuple[Record, ...]:
    """The records of a story; each approved extension goes on from where the one before has led."""
    told = list[Record]()
    dues = {one.id: one.due for one in case.tasks if one.due} | {one.id: one.due for one in case.demands}
    for index, letter in enumerate(word):
        day, old = FIRST + timedelta(days=5 * index), dues.get(letter.task) or DUE
        told.append(letter_of(case, letter, day, old, [one.name for one in told]))
        if letter.word == "approved" and letter.right:
            dues[letter.task] = old + timedelta(days=20)
    return tuple(told)


def letter_of(case: Case, letter: Letter, day: date, old: date, taken: list[str]) -> Record:
    """The record of a letter; of a case of another unit, by that unit's parties."""
    word, right = letter.word.removeprefix("too early "), letter.right
    early = word != letter.word
    if word.startswith("revise "):
        return revision(case, word.removeprefix("revise "), day, taken)
    day = date(2025, 3, 1) + timedelta(days=len(taken)) if early else day
    if word.startswith("supplement"):
        return supplement(word, day, taken, by="dang-uy" if right else "cb-a")
    if word.startswith(("withdraw", "reword", "restore", "date")):
        by = case.notice.by if right else "cb-a"
        changes = changed(case, *word.split(" "))
        return Correction(day=day, name=named(day, "correction", taken), by=by, changes=changes)
    return spell(letter, day, old, taken)


def changed(case: Case, verb: str, what: str) -> tuple[Change, ...]:
    """The changes of a correction, of one thing or of all that a notice of two findings asks."""
    if what == "report":
        return (Change(duty="report", due=date(2025, 12, 30)),)
    known = ("HC1", "HC2", *(one.id for one in case.demands))
    return tuple(
        replace(
            Change(demand=one) if one.startswith("YC") else Change(finding=one),
            withdrawn=verb == "withdraw",
            restored=verb == "restore",
            due=date(2025, 8, 15) if verb == "date" else None,
        )
        for one in (known if what == "all" else (what,))
    )


def supplement(word: str, day: date, taken: list[str], by: str) -> Supplement:
    """A supplement with the third finding, or with the first or a second demand."""
    demand = word.endswith("demand")
    return Supplement(
        day=day,
        name=named(day, "supplement", taken),
        by=by,
        findings=() if demand else (Finding("HC3", "03 máy tính chưa ghi sổ."),),
        demands=(Demand("YC3", ("HC1",), due=AUGUST),) if demand else (),
        addition_due=day + timedelta(days=20 if demand else 30),
    )


def revision(case: Case, word: str, day: date, taken: list[str]) -> Revision:
    """A revision of one task of the first plan; approved by the notice's issuer, or by nobody above."""
    which, *more = word.split(", ")
    plan = case.plan or Paper("09-KH/CB", date(2025, 4, 4), "cb-a")
    assert plan.on is not None
    day = plan.on - timedelta(days=10 - len(taken)) if "too early" in more else day
    task = REVISED[which]
    known = next((one for one in case.tasks if one.id == task.id), None)
    demands = known.demands if known else tuple(one.id for one in case.demands if one.id in task.demands)
    if which == "serving less" and known:
        task, demands = replace(known, findings=("HC2",)), ()
    task = replace(task, demands=demands)
    return Revision(
        day=day,
        name=f"plan-{day}-{len(taken)}",
        by="cb-c" if "of another" in more else "cb-a",
        number=f"1{len(taken)}-KH/CB",
        revises=("99-KH/CB" if "of no plan" in more else plan.number, plan.on),
        tasks=(task,),
        approved_by="dang-uy" if "approved" in more else "",
        status="draft" if "draft" in more else "issued",
    )


# Random cases


@st.composite
def demands(draw: st.DrawFn, number: int) -> Demand:
    kind = draw(st.sampled_from(("plain", "plain", "monthly", "each", "another", "no day")))
    demand = Demand(f"YC{number}", draw(st.sampled_from((("HC1",), ("HC1",), ()))))
    due = draw(st.sampled_from((date(2025, 6, 15), DUE, MID_JULY)))
    if kind == "monthly":
        return replace(demand, occurrences=MONTHS)
    if kind == "each":
        return replace(demand, due=due, for_each=("cb-a", "cb-b"))
    if kind == "another":
        return replace(demand, due=due, lead=draw(st.sampled_from(("ubkt", "cb-b", "dang-uy"))))
    if kind == "no day":
        return replace(demand, kind=draw(st.sampled_from(("guide", "follow"))))
    return replace(demand, due=due, kind=draw(st.sampled_from(("", "remedy", "guide"))))


@st.composite
def amended_cases(draw: st.DrawFn) -> Case:
    """A case of up to two demands and three tasks that may serve them."""
    several = tuple(draw(demands(number)) for number in range(1, draw(st.integers(0, 2)) + 1))
    tasks = list[Task]()
    for number in range(1, draw(st.integers(1, 3)) + 1):
        lead = draw(st.sampled_from(CELLS))
        findings = draw(st.sampled_from((("HC1",), ("HC2",), ("HC1", "HC2"), ())))
        recurs = draw(st.integers(0, 4)) == 0
        ids = tuple(one.id for one in several if bool(one.occurrences) == recurs)
        serves = draw(st.sampled_from(((), *((one,) for one in ids), ids)))
        if not findings and not serves:
            findings = ("HC1",)
        due = draw(st.sampled_from((date(2025, 6, 15), DUE, MID_JULY, AUGUST)))
        task = Task(f"N{number}", findings, lead, f"{lead}/uv", due, demands=serves)
        if recurs:
            task = replace(task, due=None, occurrences=draw(st.sampled_from((MONTHS, MONTHS[:2]))))
        elif draw(st.integers(0, 3)) == 0:
            task = replace(task, lead="dang-uy", accountable="cb-a/uv", for_each=("cb-a", "cb-b"))
        tasks.append(task)
    plan = draw(st.sampled_from((ONE.plan, ONE.plan, ONE.plan, None)))
    return replace(TWO, demands=several, plan=plan, tasks=tuple(tasks) if plan else ())


@st.composite
def papers(draw: st.DrawFn, case: Case, day: date, taken: list[str]) -> Record:
    """A supplement, a correction, or a revision of the first plan or of an earlier revision."""
    kind = draw(st.sampled_from(("supplement", "correction", "correction", "revision", "revision")))
    by = draw(st.sampled_from(("dang-uy", "dang-uy", "ubkt", "cb-a", "tinh-uy")))
    if kind == "supplement" and not any("-supplement" in one for one in taken):
        return supplement(draw(st.sampled_from(("supplement", "supplement demand"))), day, taken, by)
    plan = case.plan
    if kind == "revision" and plan and plan.on:
        plain = [one for one in case.tasks if not one.occurrences and not one.for_each]
        old = draw(st.sampled_from((*plain, ADDED)))
        lead = draw(st.sampled_from((old.lead, *CELLS)))
        task = replace(
            old,
            lead=lead,
            due=draw(st.sampled_from((old.due, date(2025, 6, 20), MID_JULY, AUGUST))),
            demands=draw(st.sampled_from((old.demands, ()))),
        )
        return Revision(
            day=day,
            name=f"plan-{day}-{len(taken)}",
            by=draw(st.sampled_from(("cb-a", "cb-a", "cb-a/bi-thu", "dang-uy", "cb-b"))),
            number=f"1{len(taken)}-KH/CB",
            revises=(plan.number, plan.on),
            tasks=(task,),
            approved_by=draw(st.sampled_from(("", "", "dang-uy", "cb-b", "tinh-uy"))),
        )
    things = ["HC1", "HC2", *(one.id for one in case.demands)]
    picked = draw(st.lists(st.sampled_from(things), min_size=1, max_size=3, unique=True))
    verbs = ("withdraw", "withdraw", "restore", "date", "reword")
    changes = tuple(changed(case, draw(st.sampled_from(verbs)), one)[0] for one in picked)
    dated = [one for one in changes if one.due]
    if dated:
        changes = (dated[0] if dated[0].demand else Change(duty="report", due=day + timedelta(days=60)),)
    return Correction(day=day, name=named(day, "correction", taken), by=by, changes=changes)


def told_apart(case: Case, record: Record) -> Record:
    """Leave aside what is told by its own tests.

    A decision gives no earlier day than the plan: whether a demand is taken over goes by the plan's own.

    A verification of a demand judges it, not only sets a day on which to look again. Whom the unit itself may remind
    hangs on who leads its tasks, and void revisions name leads, too.
    """
    if isinstance(record, Reminder) and unit_of(record.by) in CELLS:
        return replace(record, by="ubkt")
    if isinstance(record, Extension):
        dues = {one.id: one.due for one in case.tasks}
        later = {name: due + timedelta(days=15) for name, due in dues.items() if due}
        moves = (replace(one, to=max(one.to, later.get(one.task, one.to))) for one in record.moves)
        return replace(record, moves=tuple(moves))
    if not isinstance(record, Verification):
        return record
    entries = tuple(
        replace(one, effectiveness_due=None) if one.task.startswith("YC") and not one.outcome else one
        for one in record.entries
    )
    return replace(record, entries=entries)


@st.composite
def amended_stories(draw: st.DrawFn) -> Story:
    """A case with demands and up to ten records on distinct days, looked at on a day between."""
    case, day, told = draw(amended_cases()), date(2025, 5, 20), list[Record]()
    spoken_of = replace(case, tasks=(*case.tasks, *set_by_notice(case), ADDED))
    for _ in range(draw(st.integers(0, 10))):
        day += timedelta(days=draw(st.sampled_from((1, 6, 11))))
        taken = [one.name for one in told]
        amends = draw(st.integers(0, 2)) == 0
        told.append(
            draw(papers(case, day, taken))
            if amends
            else told_apart(case, draw(records(spoken_of, day, taken)))
        )
    return Story("random", case, tuple(told), draw(st.sampled_from((date(2025, 12, 31), date(2025, 7, 10)))))


# Small stories that program and model once told differently


def corrected(day: date, *changes: Change) -> Correction:
    return Correction(day=day, name=f"{day}-correction", by="dang-uy", changes=changes)


def gone(*findings: str) -> tuple[Change, ...]:
    return tuple(Change(finding=one, withdrawn=True) for one in findings)


def found() -> Iterator[Story]:
    """Yield them with what they are about."""
    first, then, last = (date(2025, 6, day) for day in (10, 15, 20))
    alone = Demand("YC1", due=MID_JULY)
    demanded = supplement("supplement demand", then, [], "dang-uy")
    apart = replace(TWO, demands=(YC1,), tasks=(replace(N2, findings=("HC2",), demands=("YC1",)),))
    yield Story(
        "a demand does not fall with another finding of its task",
        apart,
        (corrected(first, *gone("HC2")),),
    )
    served = replace(TWO, demands=(Demand("YC1", ("HC1", "HC2"), due=MID_JULY),), tasks=apart.tasks)
    yield Story(
        "a demand stays when the task that serves it falls", served, (corrected(first, *gone("HC2")),)
    )
    yield Story(
        "a supplement demands anew what is withdrawn", ONE, (corrected(first, *gone("HC1")), demanded)
    )
    yield Story(
        "no addition is owed for what has fallen",
        replace(TWO, tasks=(N1, N2)),
        (replace(demanded, day=first, name=f"{first}-supplement"), corrected(then, *gone("HC1"))),
    )
    yield Story(
        "a demand is put in force again after its finding is withdrawn",
        replace(TWO, demands=(YC1,)),
        (
            corrected(first, *gone("HC1"), Change(demand="YC1", withdrawn=True)),
            corrected(then, Change(demand="YC1", restored=True)),
        ),
    )
    guided = replace(ONE, demands=(Demand("YC1", kind="guide"),))
    met = verified(first, "ubkt/uv", Verdict("YC1", "confirmed"))
    yield Story(
        "a case without findings is to be closed once its demands are met",
        guided,
        (met, corrected(then, *gone("HC1"))),
    )
    planned = replace(ONE, demands=(Demand("YC1", kind="plan", due=AUGUST),), plan=None, tasks=())
    yield Story(
        "a demanded plan keeps a case open",
        planned,
        (corrected(first, *gone("HC1")), Closure(day=then, name=f"{then}-closure", by="ubkt")),
    )
    reminder = Reminder(
        day=first, name=f"{first}-reminder", by="ubkt", id="DD1", tasks=("N1",), reply_due=then
    )
    for name, case, change in (
        ("task", TWO, gone("HC1", "HC2")[:1]),
        ("demand", replace(TWO, demands=(YC1,)), (Change(demand="YC1", withdrawn=True),)),
    ):
        asked = replace(reminder, tasks=("YC1",)) if name == "demand" else reminder
        yield Story(f"a withdrawn {name} answers its reminder", case, (asked, corrected(then, *change)))
    yield Story(
        "a unit does not put a demand off by a later day made a little earlier",
        replace(ONE, demands=(alone,), tasks=(replace(SERVES, due=AUGUST),)),
        (replace(revision(ONE, "later", first, []), tasks=(replace(SERVES, due=date(2025, 8, 1)),)),),
    )
    each = replace(ONE, demands=(replace(alone, for_each=("cb-a", "cb-b")),))
    yield Story(
        "a unit does not report for what is asked of each of others",
        each,
        (update(first, "cb-a", Entry("YC1", "done", unit="cb-b", done_on=first)),),
    )
    confirmed = verified(first, "ubkt/uv", Verdict("N1", "confirmed"))
    back = update(last, "cb-a", Entry("N1", "paused"))
    yield Story(
        "nothing is taken back of what is withdrawn", TWO, (confirmed, corrected(then, *gone("HC1")), back)
    )
    again = verified(last, "ubkt/uv", Verdict("YC1", "confirmed", effectiveness_due=AUGUST))
    yield Story(
        "no check is owed of what is withdrawn",
        replace(TWO, demands=(YC1,)),
        (corrected(then, *gone("HC1")), again),
    )


FOUND = tuple(found())
