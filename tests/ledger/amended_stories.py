"""Stories of demands and of papers that change notice and plan: all short ones of small alphabets, and random ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

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
    PARTIES,
    TWO,
    Letter,
    Story,
    letters,
    named,
    records,
    spell,
)
from tests.ledger.values import (
    Case,
    Change,
    Correction,
    Demand,
    Finding,
    Paper,
    Record,
    Revision,
    Supplement,
    Task,
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
        TWO, demands=(YC1,), tasks=(SERVES, replace(N2, findings=("HC1", "HC2"), lead="cb-b"))
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
    *letters(("too early withdraw HC1",)),
    Letter("withdraw HC1", right=False),
    *(Letter(f"revise {one}") for one in REVISED),
    *(Letter(f"revise {one}, approved") for one in REVISED),
    *(Letter(f"revise later, approved, {one}") for one in FAULTS),
    *(Letter(f"revise added, {one}") for one in FAULTS),
)


def around_a_paper(every: int = 1, first: int = 0) -> Iterator[Story]:
    """All stories of up to three records on each of those cases: 3 x (42 + 1,764 + 74,088) = 227,682."""
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
    if word.startswith(("withdraw", "reword")):
        verb, _, what = word.partition(" ")
        things = ("HC1", "HC2", "YC1") if what == "all" else (what,)
        known = {one.id for one in case.demands}
        changes = tuple(
            Change(demand=one) if one.startswith("YC") else Change(finding=one)
            for one in things
            if what != "all" or one.startswith("HC") or one in known
        )
        return Correction(
            day=day,
            name=named(day, "correction", taken),
            by=case.notice.by if right else "cb-a",
            changes=tuple(replace(one, withdrawn=verb == "withdraw") for one in changes),
        )
    return spell(letter, day, old, taken)


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
    ids = tuple(one.id for one in several)
    tasks = list[Task]()
    for number in range(1, draw(st.integers(1, 3)) + 1):
        lead = draw(st.sampled_from(CELLS))
        findings = draw(st.sampled_from((("HC1",), ("HC2",), ("HC1", "HC2"), ())))
        serves = draw(st.sampled_from(((), *((one,) for one in ids), ids)))
        if not findings and not serves:
            findings = ("HC1",)
        due = draw(st.sampled_from((date(2025, 6, 15), DUE, MID_JULY, AUGUST)))
        task = Task(f"N{number}", findings, lead, f"{lead}/uv", due, demands=serves)
        match draw(st.sampled_from(("plain", "plain", "plain", "monthly", "each"))):
            case "monthly":
                task = replace(task, due=None, occurrences=draw(st.sampled_from((MONTHS, MONTHS[:2]))))
            case "each":
                task = replace(task, lead="dang-uy", accountable="cb-a/uv", for_each=("cb-a", "cb-b"))
            case _:
                pass
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
    changes = tuple(Change(demand=one) if one.startswith("YC") else Change(finding=one) for one in picked)
    return Correction(day=day, name=named(day, "correction", taken), by=by, changes=changes)


@st.composite
def amended_stories(draw: st.DrawFn) -> Story:
    """A case with demands and up to ten records on distinct days, looked at on a day between."""
    case, day, told = draw(amended_cases()), date(2025, 5, 20), list[Record]()
    looked_at = replace(
        case, tasks=(*case.tasks, *(Task(one.id, (), PARTIES[0], PARTIES[0]) for one in case.demands))
    )
    for _ in range(draw(st.integers(0, 10))):
        day += timedelta(days=draw(st.sampled_from((1, 6, 11))))
        taken = [one.name for one in told]
        amends = not looked_at.tasks or draw(st.integers(0, 2)) == 0
        told.append(draw(papers(case, day, taken)) if amends else draw(records(looked_at, day, taken)))
    return Story("random", case, tuple(told), draw(st.sampled_from((date(2025, 12, 31), date(2025, 7, 10)))))
