"""What a change of plain values means: the events that an auditor would ask for, said without reading any document.

A register is a number of ``Doc`` that know by themselves who they are: nothing is paired, parsed or compared by
likeness here. ``SiteIndex.receive`` is given the register after each commit of the main branch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha1
from itertools import takewhile
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.history.trail import EventKind as Kind
from tests.history.documents import front

Values = Mapping[str, Any]
BROKEN = ("", "no-front", "bad-yaml", "not-utf8")
"""How a document is unreadable; first: not at all."""


class Doc(Struct, frozen=True):
    """A document. ``uid`` is its identity through all names that it bears."""

    uid: int
    case: str
    path: str
    values: Values
    body: str = ""
    broken: str = ""

    @property
    def type(self) -> str:
        return str(self.values["type"])

    @property
    def unit(self) -> str:
        return self.path.split("/")[1]

    @property
    def data(self) -> bytes:
        text = front(self.values, self.body)
        match self.broken:
            case "no-front":
                text = text.removeprefix("---\n")
            case "bad-yaml":
                text = text.replace("---\n", "---\nxx: [1\n", 1)
        return text.encode() + (b"\xff\xfe" if self.broken == "not-utf8" else b"")

    @property
    def blob(self) -> str:
        data = self.data
        return sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()


World = Mapping[int, Doc]
Items = Mapping[tuple[str, str], Values]
Authors = Mapping[int, Sequence[str]]
"""The unit of each who wrote a document of an arrival; ``""`` when nobody knows."""
COMMISSION = "ubkt"


class Want(Struct, frozen=True):
    """An event that must be told, and in which document."""

    kind: Kind
    doc: Doc
    what: str = ""
    id: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    declared: bool = False
    passed: bool = False
    days: int = 0


RECORDS = ("update", "extension", "verification", "meeting", "closure")
TEXTS = ("content", "measure", "product")
OWNERS = ("lead", "accountable")


def items(doc: Doc) -> dict[tuple[str, str], Values]:
    """Findings, requirements, tasks and milestones of a document."""
    found = {("finding", item["id"]): item for item in doc.values.get("findings", ())}
    found |= {("requirement", item["id"]): item for item in doc.values.get("requirements", ())}
    for task in doc.values.get("tasks", ()) if doc.type == "plan" else ():
        found["task", task["id"]] = task
        found |= {("milestone", f"{task['id']}/{step['id']}"): step for step in task.get("milestones", ())}
    return found


def targets(doc: Doc) -> dict[tuple[str, str, str], str]:
    """What has a deadline in a document (what, id, field), and the deadline that is written there."""
    if doc.type == "conclusion":
        return {("conclusion", "", key): str(doc.values.get(key) or "") for key in ("plan_due", "report_due")}
    return {
        (what, name, "due"): str(item.get("due") or "")
        for (what, name), item in items(doc).items()
        if doc.type == "plan"
    }


def rulings(
    world: World, case: str, day: Literal["from", "to"] = "to"
) -> dict[tuple[str, str, str], list[str]]:
    """The days to which (or from which) approved extensions of a case move each deadline, in their order."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for doc in approved(world, case):
        for move in doc.values["tasks"]:
            found.setdefault(_target(move), []).append(str(move[day]))
    return found


def approved(world: World, case: str) -> list[Doc]:
    """The approved extensions of a case in the order in which they count: by date, then by name."""
    mine = (doc for doc in world.values() if doc.case == case and doc.type == "extension")
    granted = (doc for doc in mine if doc.values["outcome"] == "approved")
    return sorted(granted, key=lambda doc: (str(doc.values["date"]), doc.path))


def _target(move: Values) -> tuple[str, str, str]:
    if "duty" in move:
        return "conclusion", "", f"{move['duty']}_due"
    if "milestone" in move:
        return "milestone", f"{move['task']}/{move['milestone']}", "due"
    return "task", str(move["task"]), "due"


def declared_state(world: World, case: str) -> dict[str, str]:
    """What the updates of a case say last of each task."""
    mine = [doc for doc in world.values() if doc.case == case and doc.type == "update"]
    return {
        said["task"]: said["state"]
        for doc in sorted(mine, key=lambda doc: (str(doc.values["date"]), doc.path))
        for said in doc.values["tasks"]
    }


def _last_word(world: World, case: str, task: str) -> Doc:
    mine = [doc for doc in world.values() if doc.case == case and doc.type == "update"]
    mine = [doc for doc in mine if any(said["task"] == task for said in doc.values["tasks"])]
    return max(mine, key=lambda doc: (str(doc.values["date"]), doc.path))


RANK = {"not_started": 0, "in_progress": 1, "done": 2}


class Ledger:
    """What an attentive clerk of the main branch knows, and writes down with each commit that arrives."""

    def __init__(self) -> None:
        self.world: dict[int, Doc] = {}
        self.readable: dict[int, Doc] = {}
        """The last readable version of each document, under its present name."""
        self.issued: set[int] = set()
        self.gone: dict[tuple[str, str, str], str] = {}
        """Case, what and id of what was dropped, and how it was worded."""

    def receive(self, world: World, on: date | None, authors: Authors) -> list[Want]:
        """The events of a commit of the main branch."""
        before = self.readable
        after = {}
        for uid, doc in world.items():
            last = doc if not doc.broken else before.get(uid)
            if last is not None:
                after[uid] = replace(last, path=doc.path)
        wants = [*self._notices(world), *self._documents(before, after)]
        for case in sorted({doc.case for doc in (*before.values(), *after.values())}):
            wants += self._deadlines(case, before, after, on)
            wants += _states(case, before, after)
        wants += _late(before, after, on)
        binding = self.issued | {uid for uid, doc in after.items() if doc.values.get("status") == "issued"}
        wants += _people(before, after, authors, binding)
        self.world, self.readable = dict(world), after
        self.issued |= {uid for uid, doc in after.items() if doc.values.get("status") == "issued"}
        return wants

    def _notices(self, world: World) -> Iterator[Want]:
        """Documents that became unreadable or readable, and cases that moved."""
        moved = set()
        for uid, doc in world.items():
            old = self.world.get(uid)
            if old is None:
                continue
            if bool(old.broken) != bool(doc.broken):
                kind = Kind.UNREADABLE if doc.broken else Kind.READABLE
                yield Want(kind, doc, doc.type, old=self.readable[uid].blob)
            here, there = (path.rpartition("/")[0] for path in (old.path, doc.path))
            if here != there and (here, there) not in moved:
                moved.add((here, there))
                yield Want(Kind.MOVED, doc, old=here, new=there)

    def _documents(self, before: World, after: World) -> Iterator[Want]:
        whole = {doc.case for doc in before.values()} - {doc.case for doc in after.values()}
        for uid, new in after.items():
            old = before.get(uid)
            if old is None:
                status = new.values.get("status", "")
                yield Want(Kind.CREATED, new, new.type, field="status" if status else "", new=status)
                if status == "issued":
                    yield from self._back(new)
            elif old.type in RECORDS:
                if (old.values, old.body) != (new.values, new.body):
                    yield Want(Kind.RECORD_REWRITTEN, new, new.type)
            else:
                yield from self._paper(old, new)
        for uid, old in before.items():
            if uid not in after:
                yield Want(Kind.RECORD_DELETED if old.type in RECORDS else Kind.DELETED, old, old.type)
                if uid in self.issued and old.case not in whole:
                    yield from self._dropped(old, items(old), {})

    def _paper(self, old: Doc, new: Doc) -> Iterator[Want]:
        """A conclusion or plan that is there before and after."""
        was, now = old.values["status"], new.values["status"]
        if was != now:
            kind = Kind.ISSUED if now == "issued" else Kind.STATE_BACK
            yield Want(kind, new, new.type, field="status", old=was, new=now)
        if old.uid not in self.issued:
            if now == "issued":
                yield from self._back(new)
            return
        mine, yours = items(old), items(new)
        yield from self._dropped(new, mine, yours)
        yield from self._added(new, mine, yours)
        for (what, name), item in yours.items():
            if (what, name) in mine:
                yield from _changed(new, what, name, mine[what, name], item)
        kind = Kind.CONCLUSION_EDITED if new.type == "conclusion" else Kind.REWORDED
        for field, one, other in (
            *((key, old.values.get(key), new.values.get(key)) for key in ("title", "number")),
            ("body", *_unlike(old.body, new.body)),
        ):
            if one != other:
                yield Want(kind, new, new.type, field=field, old=one or "", new=other or "")
        one, other = old.values.get("directed_by", ""), new.values.get("directed_by", "")
        if one != other:
            yield Want(Kind.OWNER_CHANGED, new, new.type, field="directed_by", old=one, new=other)

    def _back(self, doc: Doc) -> Iterator[Want]:
        """What comes with a new paper and had been dropped: only that is told."""
        known = {key: item for key, item in items(doc).items() if (doc.case, *key) in self.gone}
        yield from self._added(doc, {}, {key: item for key, item in known.items() if key[0] != "milestone"})

    def _dropped(self, doc: Doc, mine: Items, yours: Items) -> Iterator[Want]:
        for (what, name), item in mine.items():
            if (what, name) not in yours and not _goes_along(what, name, yours):
                self.gone[doc.case, what, name] = _wording(item)
                yield Want(Kind.DROPPED, doc, what, name)

    def _added(self, doc: Doc, mine: Items, yours: Items) -> Iterator[Want]:
        for (what, name), item in yours.items():
            if (what, name) not in mine and not _goes_along(what, name, mine):
                gone = self.gone.pop((doc.case, what, name), None)
                again = gone is not None and gone != _wording(item)
                yield Want(Kind.ID_REUSED if again else Kind.ADDED, doc, what, name)

    def _deadlines(self, case: str, before: World, after: World, on: date | None) -> Iterator[Want]:
        ruled, rules = rulings(before, case), rulings(after, case)
        stood, stands = rulings(before, case, "from"), rulings(after, case, "from")
        for uid, new in after.items():
            old = before.get(uid)
            if new.case != case or old is None or uid not in self.issued:
                continue
            were = targets(old)
            for target, now in targets(new).items():
                if target not in were:
                    continue
                was = were[target]
                told, tells = ruled.get(target, []), rules.get(target, [])
                counted, counts = (told or [was])[-1], (tells or [now])[-1]
                if (
                    not was and not now
                ):  # a paper without a day of its own: the extension says which day it moves
                    counted = counted or stands.get(target, [""])[0]
                    counts = counts or stood.get(target, [""])[0]
                if was != now and now in told and counted == counts:
                    kind = Kind.REWORDED if new.type == "plan" else Kind.CONCLUSION_EDITED
                    yield Want(kind, new, *target, old=was, new=now)
                elif was != now:
                    yield _move(new, target, was, now, declared=now in tells, on=on)
                # What a paper says and what an extension says can move in one landing: then both are told.
                if counted != counts and (was == now or counts != now):
                    papers = [
                        doc
                        for side in (after, before)
                        for doc in reversed(approved(side, case))
                        if any(_target(move) == target for move in doc.values["tasks"])
                    ]
                    # Where none was changed, one was renamed and its place in the order of a day with it.
                    paper = next((doc for doc in papers if _differs(before, after, doc.uid)), papers[0])
                    paper = after.get(paper.uid, paper)
                    yield _move(paper, target, counted, counts, declared=counts in tells, on=on)
                elif was == now and new.type == "plan" and was not in tells:
                    yield from _left_behind(
                        new, target, was, zip(stood.get(target, ()), told, strict=True), on
                    )


def _left_behind(
    doc: Doc, target: tuple[str, str, str], day: str, ways: Iterable[tuple[str, str]], on: date | None
) -> Iterator[Want]:
    """The day of an extension stands in the plan, and no extension says so any more."""
    left = next((start for start, end in ways if start < end == day), None)
    if left:
        yield _move(doc, target, left, day, declared=False, on=on)


def _differs(before: World, after: World, uid: int) -> bool:
    one, other = before.get(uid), after.get(uid)
    return one is None or other is None or one.values != other.values


def _goes_along(what: str, name: str, other: Items) -> bool:
    """Whether a milestone comes or goes with its task."""
    return what == "milestone" and ("task", name.partition("/")[0]) not in other


def _wording(item: Values) -> str:
    return str(item.get("content") or item["text"])


def _unlike(old: str, new: str) -> tuple[str, str]:
    """The ends of two bodies from where they differ: nobody writes anything before what stands there."""
    one, other = old.strip(), new.strip()
    parts, others = one.split("\n\n"), other.split("\n\n")
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(parts, others, strict=False)))
    return "\n\n".join(parts[same:]), "\n\n".join(others[same:])


def _changed(doc: Doc, what: str, name: str, old: Values, new: Values) -> Iterator[Want]:
    if _nothing_left(what, old, new):
        yield Want(Kind.ID_REUSED, doc, what, name)
        return
    for field in OWNERS:
        if old.get(field) != new.get(field):
            one, other = old.get(field) or "", new.get(field) or ""
            yield Want(Kind.OWNER_CHANGED, doc, what, name, field, one, other)
    kind = Kind.REWORDED if doc.type == "plan" else Kind.CONCLUSION_EDITED
    for field in (*TEXTS, "text", "findings"):
        if old.get(field) != new.get(field):
            yield Want(kind, doc, what, name, field, str(old.get(field) or ""), str(new.get(field) or ""))


def _nothing_left(what: str, old: Values, new: Values) -> bool:
    """Whether nothing of the wording is left: stories replace a text by one that shares no word with it."""
    texts = [field for field in (*TEXTS, "text") if old.get(field)]
    return what == "task" and all(
        not set(old[field].split()) & set((new.get(field) or "").split()) for field in texts
    )


def _move(
    doc: Doc, target: tuple[str, str, str], old: str, new: str, *, declared: bool, on: date | None
) -> Want:
    one, other = (date.fromisoformat(day) if day else None for day in (old, new))
    days = (other - one).days if one and other else 0
    kind = Kind.DEADLINE_SET if one is None else Kind.DEADLINE_REMOVED if other is None else None
    kind = kind or (Kind.DEADLINE_LATER if days > 0 else Kind.DEADLINE_EARLIER)
    passed = one is not None and on is not None and one < on
    return Want(kind, doc, *target, old, new, declared, passed, days)


def _states(case: str, before: World, after: World) -> Iterator[Want]:
    was, now = declared_state(before, case), declared_state(after, case)
    there = {uid for uid, doc in after.items() if doc.case == case}
    if not there:
        return
    for task, state in now.items():
        if task in was and RANK[state] < RANK[was[task]]:
            doc = _last_word(after, case, task)
            if _differs(before, after, doc.uid):
                yield Want(Kind.STATE_BACK, doc, "task", task, "state", was[task], state)
    for uid, doc in before.items():
        if doc.case == case and doc.type == "closure" and uid not in after:
            yield Want(Kind.STATE_BACK, doc, "closure", field="status")


def _late(before: World, after: World, on: date | None) -> Iterator[Want]:
    known = {doc.case for doc in before.values()}
    for uid, doc in after.items():
        if uid not in before and doc.type in RECORDS and doc.case in known and on:
            days = (on - date.fromisoformat(str(doc.values["date"]))).days
            if days > 7:
                yield Want(Kind.RECORD_LATE, doc, doc.type, "", "date", str(doc.values["date"]), days=days)


def _people(before: World, after: World, authors: Authors, binding: set[int]) -> Iterator[Want]:
    """Documents that were committed by the other side of their case, by people without a part in them, or by nobody known."""
    for uid in {**before, **after}:
        old, new = before.get(uid), after.get(uid)
        doc = new or old
        units = authors.get(uid, [])
        if doc is None or not units or _same(old, new) or not _has_notice(before, after, doc.case):
            continue
        if doc.type in ("conclusion", "plan") and uid not in binding:
            continue
        word = old or doc
        inspecting = word.type in ("conclusion", "extension", "verification", "closure")
        owing = _owing(before, after, doc.case)
        against = owing - {COMMISSION} if inspecting else {COMMISSION} - owing
        if set(units) & against:
            yield Want(Kind.OPPOSING_COMMIT, doc, doc.type, old=_speaking(word))
        elif word.type != "extension" and not _spoken_by(word, units, before, after):
            yield Want(Kind.FOREIGN_COMMIT, doc, doc.type, old=_speaking(word))


def _has_notice(before: World, after: World, case: str) -> bool:
    return any(
        doc.case == case and doc.type == "conclusion" for side in (before, after) for doc in side.values()
    )


def _speaking(doc: Doc) -> str:
    """The unit of whoever speaks in a document: notices here name no issuer, extensions nobody who decided."""
    silent = {"conclusion": "", "extension": "", "plan": doc.unit, "meeting": doc.unit}
    return silent[doc.type] if doc.type in silent else str(doc.values["by"]).partition("/")[0]


def _spoken_by(doc: Doc, units: Sequence[str], before: World, after: World) -> bool:
    """Whether one of those who committed a document is of a unit whose word it is; minutes may be entered by anybody."""
    known = {unit for unit in units if unit}
    if doc.type == "meeting":
        return bool(known)
    mine = {COMMISSION} if doc.type in ("conclusion", "verification", "closure") else {doc.unit}
    if doc.type == "update":
        tasks = _tasks(before, after, doc.case)
        for said in doc.values["tasks"]:
            if said["task"] in tasks:
                mine |= _parties(tasks[said["task"]])
    return bool(known & mine)


def _owing(before: World, after: World, case: str) -> set[str]:
    """The unit whose case it is, and those that lead a task of it or answer for one."""
    units = {doc.unit for side in (before, after) for doc in side.values() if doc.case == case}
    return units.union(*(_parties(task) for task in _tasks(before, after, case).values()))


def _parties(task: Values) -> set[str]:
    named = (task.get("lead"), task.get("accountable"))
    return {str(party).partition("/")[0] for party in named if party}


def _tasks(before: World, after: World, case: str) -> dict[str, Values]:
    """The tasks of a case as they stood before a change; of those that are new, as they stand now."""
    return {
        name: item
        for side in (after, before)
        for doc in side.values()
        if doc.case == case and doc.type == "plan"
        for (what, name), item in items(doc).items()
        if what == "task"
    }


def _same(old: Doc | None, new: Doc | None) -> bool:
    return old is not None and new is not None and (old.values, old.body) == (new.values, new.body)
