"""What people do to a register. Each edit changes plain values; what it means is the oracle's affair.

An edit that finds nothing to work on does nothing. Left out is what has no one right answer: another extension and
another date for one deadline in one arrival; a record deleted and a like one written in one arrival.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from tests.history.oracle import BROKEN, COMMISSION, RECORDS, Doc, Values, items, rulings, targets
from tests.history.oracle_story import Line, Story, put

Docs = dict[int, Doc]
Target = tuple[str, str, str]
ALIEN = "Kiểm{0} kê{0} kho{0}"
"""Words that stand nowhere else."""


def _some(story: Story, line: Line, docs: Docs, *types: str) -> Doc | None:
    found = [doc for doc in story.free(line, docs) if doc.type in types]
    return story.pick(found) if found else None


def _case(story: Story, line: Line, docs: Docs) -> Doc | None:
    """The conclusion of a case that stands where it stood when the line left, for all."""
    found = []
    for uid, doc in docs.items():
        others = [other for other in story.lines.values() if other is not line]
        still = all(_place(other.docs.get(uid)) == _place(other.base.get(uid)) for other in others)
        if doc.type == "conclusion" and still and _place(line.base.get(uid)) == _place(story.main.get(uid)):
            found.append(doc)
    return story.pick(found) if found else None


def _place(doc: Doc | None) -> str:
    return doc.path if doc else ""


def _add(docs: Docs, story: Story, case: str, path: str, values: Values) -> None:
    uid = story.new()
    docs[uid] = Doc(uid, case, path, values)


def _folder(doc: Doc) -> str:
    return doc.path.rpartition("/")[0]


def _sides(story: Story, line: Line, docs: Docs) -> list[Docs]:
    return [docs, line.base, story.main, *(other.docs for other in story.lines.values())]


# ----------------------------------------------------------------------------------------------- cases and papers


def new_case(story: Story, line: Line, docs: Docs) -> None:
    number = story.new()
    unit = story.pick(("chi-bo-a", "chi-bo-b"))
    folder = f"plans/{unit}/kl-{number}"
    due = story.today + timedelta(days=20)
    values = {
        "type": "conclusion",
        "id": f"KL-{number}",
        "unit": unit,
        "status": "draft" if story.chance(4) else "issued",
        "title": f"Kết luận giám sát số {number}",
        "plan_due": due,
        "report_due": due + timedelta(days=200),
        "followers": {"commission": COMMISSION},
        "findings": [_finding(story), _finding(story)],
    }
    _add(docs, story, f"KL-{number}", f"{folder}/conclusion.md", values)
    if story.draw_true(4):
        _plan(story, docs, f"KL-{number}", folder)


def _finding(story: Story) -> dict[str, Any]:
    number = story.new()
    return {"id": f"HC{number}", "text": f"Chưa ban hành quy chế số {number}"}


def _task(story: Story) -> dict[str, Any]:
    number = story.new()
    due = story.today + timedelta(days=story.pick((10, 30, 90)))
    task: dict[str, Any] = {
        "id": f"N{number}",
        "content": f"Ban hành quy chế số {number}",
        "measure": "Lấy ý kiến đảng viên rồi thông qua tại kỳ họp",
        "product": f"Quy chế {number}",
        "lead": story.pick(("chi-bo-a", "chi-bo-b")),
        "due": due if story.draw_true(4) else None,
    }
    if story.chance(2):
        task["milestones"] = [_step(story)]
    return {key: value for key, value in task.items() if value is not None}


def _step(story: Story) -> dict[str, Any]:
    number = story.new()
    return {"id": f"M{number}", "text": f"Xong bước {number}", "due": story.today + timedelta(days=15)}


def new_plan(story: Story, line: Line, docs: Docs) -> None:
    case = _case(story, line, docs)
    if case is None:
        return
    held = (doc for side in _sides(story, line, docs) for doc in side.values())
    if not any(doc.type == "plan" and doc.case == case.case for doc in held):
        _plan(story, docs, case.case, _folder(case))


def _plan(story: Story, docs: Docs, case: str, folder: str) -> None:
    values = {
        "type": "plan",
        "status": "draft" if story.chance(4) else "issued",
        "title": f"Kế hoạch khắc phục {case}",
        "directed_by": "chi-bo-a/bi-thu",
        "tasks": [_task(story), _task(story)],
    }
    _add(docs, story, case, f"{folder}/plan.md", values)


def status(story: Story, line: Line, docs: Docs) -> None:
    doc = _some(story, line, docs, "conclusion", "plan")
    if doc:
        put(docs, doc, status="draft" if doc.values["status"] == "issued" else "issued")


def delete_plan(story: Story, line: Line, docs: Docs) -> None:
    doc = _some(story, line, docs, "plan")
    if doc:
        del docs[doc.uid]


def delete_case(story: Story, line: Line, docs: Docs) -> None:
    doc = _case(story, line, docs)
    if doc and story.chance(2) and story.may_all(line, docs, doc.case):
        for uid in [uid for uid, other in docs.items() if other.case == doc.case]:
            del docs[uid]


def move_case(story: Story, line: Line, docs: Docs) -> None:
    """The whole folder under another name; other edits may come in the same commit."""
    case = _case(story, line, docs)
    if case and not case.broken and story.may_all(line, docs, case.case):
        folder = f"plans/{case.unit}/ho-so-{story.new()}"
        for uid, doc in docs.items():
            if doc.case == case.case:
                docs[uid] = replace(doc, path=f"{folder}/{doc.path.rpartition('/')[2]}")


def rename(story: Story, line: Line, docs: Docs) -> None:
    doc = _some(story, line, docs, "plan", *RECORDS)
    if doc is None or doc.broken:
        return
    kept = line.base.get(doc.uid)
    if doc.type == "plan":
        docs[doc.uid] = replace(doc, path=f"{_folder(doc)}/plan-ban-{story.new()}.md")
    elif kept and (kept.values, kept.body, kept.broken) == (doc.values, doc.body, doc.broken):
        docs[doc.uid] = replace(doc, path=_record_path(story, _folder(doc), doc.type, doc.values["date"]))


def restore(story: Story, line: Line, docs: Docs) -> None:
    """A document as it was when the line left: what was done to it meanwhile never happened."""
    found = [uid for uid in docs if uid in line.base and line.base[uid] != docs[uid]]
    found = [uid for uid in found if line.base[uid].path == docs[uid].path]
    if found:
        uid = story.pick(found)
        docs[uid] = line.base[uid]


# ------------------------------------------------------------------------------------------------ what they hold


def deadline(story: Story, line: Line, docs: Docs) -> None:
    """Another date, or none, in the plan or the conclusion; often the one that an extension has allowed."""
    doc = _some(story, line, docs, "plan", "conclusion")
    choice = targets(doc) if doc else {}
    if doc is None or not choice:
        return
    ruled = [key for key in choice if key in rulings(docs, doc.case)]
    today = [key for key in choice if choice[key] == str(story.today)]
    target = story.pick(today or [*ruled, *ruled, *choice])
    was = date.fromisoformat(choice[target] or "2026-06-01")
    allowed = [date.fromisoformat(day) for day in rulings(docs, doc.case).get(target, ())]
    shifted = [was + timedelta(days=days) for days in (-40, -3, 1, 30)]
    now = story.pick([*allowed, *allowed, *shifted, None])
    if _claim(story, line, doc.case, target, str(now)):
        _set_day(docs, doc, target, now)


def follow(story: Story, line: Line, docs: Docs) -> None:
    """A paper takes over what an extension has allowed."""
    found = [
        (doc, target, days[-1])
        for doc in story.free(line, docs)
        for target, days in (rulings(docs, doc.case).items() if doc.type in ("plan", "conclusion") else ())
        if targets(doc).get(target, days[-1]) != days[-1]
    ]
    if found:
        doc, target, day = story.pick(found)
        if _claim(story, line, doc.case, target, day):
            _set_day(docs, doc, target, date.fromisoformat(day))


def _claim(story: Story, line: Line, case: str, target: Target, day: str) -> bool:
    """Whether a deadline may be moved to a day on a line: nobody moves it elsewhere meanwhile."""
    key = (case, *target)
    if any(other.targets.get(key, day) != day for other in (line, *story.lines.values())):
        return False
    line.targets[key] = day
    return True


def _set_day(docs: Docs, doc: Doc, target: Target, day: date | None) -> None:
    what, name, field = target
    if what == "conclusion":
        put(docs, doc, **{field: day})
    else:
        _set_item(docs, doc, what, name, **{field: day})


def _set_item(docs: Docs, doc: Doc, what: str, name: str, **values: Any) -> None:
    """Change keys of a finding, task or milestone; None takes one away."""
    task, _, step = name.partition("/")
    key = "tasks" if what in ("task", "milestone") else f"{what}s"
    found = []
    for item in doc.values[key]:
        if what == "milestone" and item["id"] == task:
            steps = [_with(one, values) if one["id"] == step else one for one in item["milestones"]]
            found.append({**item, "milestones": steps})
        else:
            found.append(_with(item, values) if item["id"] == name else item)
    put(docs, doc, **{key: found})


def _with(item: Values, values: Values) -> dict[str, Any]:
    return {key: value for key, value in {**item, **values}.items() if value is not None}


def _item(story: Story, line: Line, docs: Docs, *whats: str) -> tuple[Doc, str, str, Values] | None:
    doc = _some(story, line, docs, "plan", "conclusion")
    found = {key: item for key, item in items(doc).items() if key[0] in whats} if doc else {}
    if doc is None or not found:
        return None
    what, name = story.pick(found)
    return doc, what, name, found[what, name]


def owner(story: Story, line: Line, docs: Docs) -> None:
    if found := _item(story, line, docs, "task"):
        doc, what, name, item = found
        if story.chance(2):
            _set_item(
                docs, doc, what, name, lead="chi-bo-b" if item.get("lead") == "chi-bo-a" else "chi-bo-a"
            )
        else:
            somebody = story.pick(("chi-bo-a/bi-thu", "chi-bo-b/bi-thu", None))
            _set_item(docs, doc, what, name, accountable=somebody)


def directing(story: Story, line: Line, docs: Docs) -> None:
    if doc := _some(story, line, docs, "plan"):
        put(docs, doc, directed_by=story.pick(("chi-bo-a/bi-thu", "chi-bo-b/bi-thu")))


def reword(story: Story, line: Line, docs: Docs) -> None:
    """A little of one text."""
    if found := _item(story, line, docs, "task", "milestone", "finding"):
        doc, what, name, item = found
        field = story.pick([key for key in ("content", "measure", "product", "text") if item.get(key)])
        _set_item(docs, doc, what, name, **{field: f"{item[field]} sửa {story.new()}"})


def replace_all(story: Story, line: Line, docs: Docs) -> None:
    """Something else altogether under an id that stays."""
    if found := _item(story, line, docs, "task", "milestone", "finding"):
        doc, what, name, item = found
        fields = [key for key in ("content", "measure", "product", "text") if item.get(key)]
        _set_item(docs, doc, what, name, **{field: ALIEN.format(story.new()) for field in fields})


def title(story: Story, line: Line, docs: Docs) -> None:
    if doc := _some(story, line, docs, "plan", "conclusion"):
        if story.chance(2):
            put(docs, doc, title=f"{doc.values['title']} sửa {story.new()}")
        else:
            docs[doc.uid] = replace(doc, body=f"{doc.body.strip()}\n\nGhi chú {story.new()}.\n".lstrip())


def drop(story: Story, line: Line, docs: Docs) -> None:
    if found := _item(story, line, docs, "task", "milestone", "finding"):
        doc, what, name, _ = found
        key = f"{what}s"
        if what == "milestone":
            task, _, step = name.partition("/")
            item = items(doc)["task", task]
            left = [one for one in item["milestones"] if one["id"] != step]
            _set_item(docs, doc, "task", task, milestones=left or None)
        elif len(doc.values[key]) > 1:  # a plan keeps one task, by which it is known
            put(docs, doc, **{key: [item for item in doc.values[key] if item["id"] != name]})


def add(story: Story, line: Line, docs: Docs) -> None:
    doc = _some(story, line, docs, "plan", "conclusion")
    if doc is None:
        return
    if doc.type == "conclusion":
        key, item = story.pick((("findings", _finding(story)), ("requirements", _requirement(story))))
        put(docs, doc, **{key: [*doc.values.get(key, ()), item]})
    elif story.chance(3):
        task = story.pick(doc.values["tasks"])
        _set_item(docs, doc, "task", task["id"], milestones=[*task.get("milestones", ()), _step(story)])
    else:
        put(docs, doc, tasks=[*doc.values["tasks"], _task(story)])


def _requirement(story: Story) -> dict[str, Any]:
    number = story.new()
    return {"id": f"YC{number}", "text": f"Ban hành quy chế số {number}"}


def use_again(story: Story, line: Line, docs: Docs) -> None:
    """An id that was dropped comes back, for the same or for something else."""
    choice = [
        (doc, what, key, name, text)
        for doc in story.free(line, docs)
        for of, what, key in (("plan", "task", "tasks"), ("conclusion", "finding", "findings"))
        for (case, kind, name), text in story.ledger.gone.items()
        if (doc.type, doc.case, what) == (of, case, kind) and (what, name) not in items(doc)
    ]
    if not choice:
        return
    doc, what, key, name, text = story.pick(choice)
    item = _task(story) if what == "task" else _finding(story)
    wording = text if story.chance(2) else ALIEN.format(story.new())
    put(
        docs,
        doc,
        **{key: [*doc.values[key], {**item, "id": name, ("content" if what == "task" else "text"): wording}]},
    )


# ------------------------------------------------------------------------------------------------------- records


def _record_path(story: Story, folder: str, kind: str, day: date) -> str:
    return f"{folder}/{day.isoformat()}-{kind}-{story.new():04}.md"


def _record(story: Story, line: Line, docs: Docs, case: Doc, kind: str, **values: Any) -> None:
    """A new record, at times dated long ago. Extensions and updates come in the order of their dates."""
    sides = _sides(story, line, docs)
    if any(_was_deleted(sides, doc, kind) for doc in story.ledger.world.values() if doc.case == case.case):
        return
    late = 0 if kind in ("extension", "closure") else story.pick((0, 0, 3, 7, 8, 30))
    day = story.today - timedelta(days=late)
    path = _record_path(story, _folder(case), kind, day)
    _add(docs, story, case.case, path, {"type": kind, "date": day, **values})


def _was_deleted(sides: list[Docs], doc: Doc, kind: str) -> bool:
    return doc.type == kind and any(doc.uid not in side for side in sides)


def _in_force(story: Story, docs: Docs, case: Doc) -> list[Doc]:
    """Plans and conclusion of a case that bind on the main branch already."""
    ledger = story.ledger
    mine = [doc for doc in docs.values() if doc.case == case.case and doc.type in ("plan", "conclusion")]
    return [doc for doc in mine if doc.uid in ledger.issued and doc.uid in story.main]


def extension(story: Story, line: Line, docs: Docs) -> None:
    """More time for a deadline: approved or refused, before, with or after the date in the plan."""
    case = _case(story, line, docs)
    choice = {
        target: day
        for doc in (_in_force(story, docs, case) if case else ())
        for target, day in targets(doc).items()
        if day
        and target in targets(story.main[doc.uid])
        and target in targets(story.ledger.readable[doc.uid])
    }
    if case is None or not choice:
        return
    target = story.pick(choice)
    was = date.fromisoformat(choice[target])
    to = story.pick((was + timedelta(days=30), was + timedelta(days=60), was))
    key = (case.case, *target)
    if line.targets.get(key, "").startswith("2") and story.draw_true(2):
        to = date.fromisoformat(line.targets[key])
    approved = story.draw_true(4)
    if approved and not _claim(story, line, case.case, target, str(to)):
        return
    outcome = "approved" if approved else "refused"
    move = {**_named(target), "from": was, "to": to}
    _record(story, line, docs, case, "extension", tasks=[move], reason=f"Chờ {story.new()}", outcome=outcome)


def _named(target: Target) -> dict[str, str]:
    what, name, field = target
    if what == "conclusion":
        return {"duty": field.removesuffix("_due")}
    task, _, step = name.partition("/")
    return {"task": task, "milestone": step} if step else {"task": task}


def progress(story: Story, line: Line, docs: Docs) -> None:
    _about_task(story, line, docs, "update", "state", ("not_started", "in_progress", "done"))


def verify(story: Story, line: Line, docs: Docs) -> None:
    _about_task(story, line, docs, "verification", "outcome", ("confirmed",))


def _about_task(story: Story, line: Line, docs: Docs, kind: str, key: str, choice: tuple[str, ...]) -> None:
    case = _case(story, line, docs)
    plans = [doc for doc in docs.values() if case and doc.type == "plan" and doc.case == case.case]
    if case and plans:
        task = story.pick(story.pick(plans).values["tasks"])["id"]
        said = {"task": task, key: story.pick(choice)}
        by = case.unit if kind == "update" else "ubkt"
        _record(story, line, docs, case, kind, by=by, tasks=[said])


def meet(story: Story, line: Line, docs: Docs) -> None:
    if case := _case(story, line, docs):
        _record(story, line, docs, case, "meeting", unit=case.unit, number=f"{story.new()}-BB/CB")


def close(story: Story, line: Line, docs: Docs) -> None:
    case = _case(story, line, docs)
    everything = (doc for side in _sides(story, line, docs) for doc in side.values())
    if case and not any(doc.type == "closure" for doc in everything):
        _record(story, line, docs, case, "closure", by="ubkt")


def rewrite(story: Story, line: Line, docs: Docs) -> None:
    doc = _some(story, line, docs, *RECORDS)
    kept = line.base.get(doc.uid) if doc else None
    if doc and (kept is None or kept.path.rpartition("/")[2] == doc.path.rpartition("/")[2]):
        docs[doc.uid] = replace(doc, body=f"{doc.body.strip()}\n\nGhi thêm {story.new()}.\n".lstrip())


def refuse(story: Story, line: Line, docs: Docs) -> None:
    """An approval taken back by rewriting it."""
    doc = _some(story, line, docs, "extension")
    if doc and doc.uid in line.base and _release(story, line, docs, doc):
        put(docs, doc, outcome="refused")


def delete_record(story: Story, line: Line, docs: Docs) -> None:
    doc = _some(story, line, docs, *RECORDS)
    if doc is None or (doc.type == "extension" and not _release(story, line, docs, doc)):
        return
    everything = {
        uid for side in _sides(story, line, docs) for uid, other in side.items() if other.type == doc.type
    }
    if everything <= {*story.ledger.world}:
        del docs[doc.uid]


def _release(story: Story, line: Line, docs: Docs, doc: Doc) -> bool:
    """Whether an extension may go: its deadlines stand in a paper, and nobody moves them meanwhile."""
    here = {
        target: day
        for other in docs.values()
        if other.case == doc.case
        for target, day in targets(other).items()
    }
    return all(
        here.get(target) and _claim(story, line, doc.case, target, f"without {doc.uid}")
        for target in here
        if any(_named(target).items() <= move.items() for move in doc.values["tasks"])
    )


# ------------------------------------------------------------------------------------------------- unreadable days


def spoil(story: Story, line: Line, docs: Docs) -> None:
    doc = _some(story, line, docs, "conclusion", "plan", *RECORDS)
    known = story.main.get(doc.uid) if doc else None
    # What lands unreadable and under another name, nobody can know again.
    if doc and doc.uid in story.ledger.readable and known and known.path == doc.path:
        docs[doc.uid] = replace(doc, broken=story.pick(BROKEN[1:]))


def mend(story: Story, line: Line, docs: Docs) -> None:
    found = [doc for doc in story.free(line, docs) if doc.broken]
    if found:
        doc = story.pick(found)
        docs[doc.uid] = replace(doc, broken="")


EDITS: tuple[Callable[[Story, Line, Docs], None], ...] = (
    *(new_case, new_plan, new_plan, status, delete_plan, delete_case, move_case, rename, restore),
    *(
        *[deadline] * 7,
        *[follow, use_again] * 3,
        owner,
        directing,
        reword,
        replace_all,
        title,
        drop,
        add,
        use_again,
    ),
    *(
        extension,
        extension,
        extension,
        progress,
        progress,
        verify,
        meet,
        close,
        rewrite,
        refuse,
        delete_record,
    ),
    *(spoil, mend, mend),
)
