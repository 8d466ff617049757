"""Histories in which a task is promised in weaker words, or answered for by another person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.documents import Value, milestone, plan, record, task, unit
from tests.history.owed_register import (
    BEGIN,
    CASE,
    LAST,
    PLAN,
    History,
    Landing,
    Output,
    errors,
    first,
    main_plan,
    monthly,
    second,
    tell,
)
from tests.history.repositories import Content

HEAD, DEPUTY, CLERK, ABOVE = "bi-thu@cb.vn", "pho@cb.vn", "vt@cb.vn", "bi-thu@dang-uy.vn"
RULES = ("Sửa đổi Quy chế quản lý tài sản", "Quyết định ban hành Quy chế sửa đổi")
FILES = ("Lập đủ hồ sơ của 12 tài sản", "12 bộ hồ sơ tài sản có chữ ký")
HOW = "Kiểm kê tại chỗ từng tài sản, đối chiếu hóa đơn của 3 đợt mua, lập biên bản giao nhận"


def worded(content: str, product: str, **more: Value) -> dict[str, Content]:
    one = first() | {"content": content, "product": product, "measure": HOW} | more
    return {PLAN: main_plan(one, second(), monthly())}


def reworded(old: dict[str, Content], *new: tuple[dict[str, Content], str], told: str) -> History:
    landings = [Landing(f"2026-07-{day:02}", change, blocked) for day, (change, blocked) in enumerate(new, 2)]
    return History(landings, told, begin=BEGIN | old)


def reported(day: str, on: str) -> str:
    paper = {"number": "12-BB/CB", "date": day}
    said: dict[str, Value] = {"task": "N1", "state": "done", "done_on": on, "evidence": [paper]}
    return record("update", day, by="cb", tasks=[said])


def office(name: str, kind: str = "cell", *, left: str | None = None) -> str:
    """A unit whose head, deputy and clerk are known by their addresses."""
    people: list[dict[str, Value]] = [
        {"id": "bi-thu", "role": "Bí thư", "emails": [f"bi-thu@{name}.vn"]},
        {"id": "pho", "role": "Phó bí thư", "emails": [f"pho@{name}.vn"]},
        {"id": "vt", "role": "Văn thư", "emails": [f"vt@{name}.vn"]},
    ]
    if left:
        people[1]["until"] = left
    parent: dict[str, Value] = {} if name == "dang-uy" else {"parent": "dang-uy"}
    return unit(name, *people, **({"kind": kind, "head": f"{name}/bi-thu"} | parent))


def answered(person: str, lead: str = "cb", **more: Value) -> dict[str, Content]:
    one = first() | {"lead": lead, "accountable": person} | more
    return {PLAN: main_plan(one, second(), monthly())}


PEOPLE: dict[str, Content] = BEGIN | {
    "units/dang-uy.md": office("dang-uy", "committee"),
    "units/cb.md": office("cb"),
}


def passed_on(by: str, blocked: str, old: str = "cb/pho", new: str = "cb/bi-thu", **more: Content) -> History:
    landing = Landing("2026-07-04", answered(new), blocked, by)
    return History([landing], blocked, begin=PEOPLE | answered(old) | more)


UPDATE = f"{CASE}/2026-06-29-update.md"
STORIES = {
    # ------------------------------------------------------------------------------- weaker words
    "a signed paper of which a report is left": reworded(
        worded(*FILES), (worded(FILES[0], "Báo cáo về hồ sơ tài sản"), "KP619"), told="KP619"
    ),
    "a decision that is only submitted": reworded(
        worded(*RULES), (worded(RULES[0], "Tờ trình về Quy chế"), "KP619"), told="KP619"
    ),
    "a rule that is only looked through": reworded(
        worded(*RULES), (worded("Rà soát Quy chế quản lý tài sản", RULES[1]), "KP619"), told="KP619"
    ),
    "a measure of which nothing is left": reworded(
        worded(*FILES), (worded(*FILES, measure="Xem xét hồ sơ"), "KP619"), told="KP619"
    ),
    "a measure that is taken out": reworded(
        worded(*FILES), (worded(*FILES, measure=None), "KP619"), told="KP619"
    ),
    "a count in words, and then a smaller one": reworded(
        worded(*FILES),
        (worded("Lập đủ hồ sơ của mười hai tài sản", FILES[1]), ""),
        (worded("Lập đủ hồ sơ của mười tài sản", FILES[1]), "KP619"),
        told="KP619",
    ),
    "a milestone that only begins": reworded(
        worded(*FILES, milestones=[milestone("N1.1", "2026-03-31") | {"text": "Xong 1/12 hồ sơ"}]),
        (
            worded(*FILES, milestones=[milestone("N1.1", "2026-03-31") | {"text": "Bắt đầu"}]),
            "KP619",
        ),
        told="KP619",
    ),
    "another figure of the target": reworded(
        worded(*FILES, target={"total": 12}),
        (worded(*FILES, target={"money": 12}), "KP619"),
        told="KP619",
    ),
    "another task under the same id": reworded(
        worded(*FILES),
        (worded("Họp chi bộ", "Ảnh", measure="Mời đảng viên đến dự đông đủ"), "KP619"),
        told="KP619",
    ),
    "weaker words after it was reported as done": History(
        [
            Landing("2026-06-29", {UPDATE: reported("2026-06-29", "2026-06-29")}),
            Landing("2026-06-30", worded(FILES[0], "Báo cáo về hồ sơ tài sản"), "KP619"),
        ],
        "KP619",
        begin=BEGIN | worded(*FILES),
    ),
    "words put otherwise": reworded(
        worded(*FILES),
        (
            worded(
                "Lập đủ hồ sơ của mười hai tài sản tại trụ sở",
                "12 bộ hồ sơ tài sản được ký, đóng dấu",
                measure=f"{HOW}, chụp ảnh",
            ),
            "",
        ),
        told="",
    ),
    "an act that moves from one text to another": reworded(
        worded(*RULES),
        (worded("Rà soát Quy chế quản lý tài sản", RULES[1], measure=f"{HOW}; sửa đổi Quy chế"), ""),
        told="",
    ),
    "an act given up, and another text touched": reworded(
        worded(*FILES),
        (worded("Xem xét hồ sơ của 12 tài sản", FILES[1], measure=f"{HOW} từng bên"), "KP619"),
        told="KP619",
    ),
    # ------------------------------------------------------------------------------- who answers for it
    "passed on by whoever answers for it": passed_on(DEPUTY, "KP619"),
    "passed on by the clerk": passed_on(CLERK, "KP619"),
    "passed on by the head": passed_on(HEAD, ""),
    "passed on by the head who answers for it": passed_on(HEAD, "KP619", "cb/bi-thu", "cb/pho"),
    "passed on by the committee above": passed_on(ABOVE, "", "cb/bi-thu", "cb/pho"),
    "passed on by nobody knows whom": passed_on("ai@do.vn", ""),
    "passed on of somebody who has left": passed_on(
        CLERK, "", **{"units/cb.md": office("cb", left="2026-05-31")}
    ),
    "passed on by whoever has left": passed_on(
        DEPUTY, "KP619", **{"units/cb.md": office("cb", left="2026-05-31")}
    ),
    "passed on and taken back": History(
        [
            Landing("2026-07-04", answered("cb/bi-thu"), "KP619", DEPUTY),
            Landing("2026-07-05", answered("cb/pho"), "", DEPUTY),
        ],
        "",
        begin=PEOPLE | answered("cb/pho"),
    ),
    "led by another person of the unit": History(
        [Landing("2026-07-04", answered("cb/pho", "cb/bi-thu"), "KP619", HEAD)],
        "KP619",
        (("owed_by_another", "N1"),),
        PEOPLE | answered("cb/pho", "cb/pho"),
    ),
    "led by another, and by the first again": History(
        [
            Landing("2026-07-04", answered("cb/pho", "cb/bi-thu"), "KP619", HEAD),
            Landing("2026-07-05", answered("cb/pho", "cb/pho"), "", HEAD),
        ],
        "",
        begin=PEOPLE | answered("cb/pho", "cb/pho"),
    ),
    # ------------------------------------------------------------------------------- mends of the same day
    "a day of completion mended on the same day, late both ways": History(
        [
            Landing("2026-06-29", {UPDATE: reported("2026-06-29", "2026-06-29")}),
            Landing("2026-06-29", {UPDATE: reported("2026-06-29", "2026-06-25")}),
        ],
        "",
    ),
    "a day of completion put in time on the same day": History(
        [
            Landing("2026-07-05", {f"{CASE}/2026-07-05-update.md": reported("2026-07-05", "2026-07-05")}),
            Landing(
                "2026-07-05",
                {f"{CASE}/2026-07-05-update.md": reported("2026-07-05", "2026-06-25")},
                "KP622",
            ),
        ],
        "KP622",
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_what_is_promised_otherwise_is_told(name: str, tmp_path: Path, capsys: Output) -> None:
    tell(STORIES[name], tmp_path / "so", capsys)


ASKED = {
    "a letter in place of a decision": (
        reworded(worded(*RULES), (worded(RULES[0], "Văn bản về Quy chế sửa đổi"), ""), told=""),
        "KP628",
    ),
    "a kind that puts nothing right": (
        reworded(worded(*RULES, kind="regulation"), (worded(*RULES, kind="follow_up"), ""), told=""),
        "KP628",
    ),
    "a finding that it serves no more": (
        reworded(worded(*RULES, findings=["HC1", "HC2"]), (worded(*RULES), ""), told=""),
        "KP628",
    ),
    "a person replaced by nobody knows whom": (
        passed_on("ai@do.vn", ""),
        "KP613, KP629",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_of_what_is_not_certain_is_asked(name: str, tmp_path: Path, capsys: Output) -> None:
    history, asked = ASKED[name]
    tell(history, tmp_path / "so", capsys)
    assert errors(capsys, tmp_path / "so", LAST, severity="question") == asked


def test_words_put_back_are_not_told(tmp_path: Path, capsys: Output) -> None:
    weaker = worded(RULES[0], "Tờ trình về Quy chế")
    back = reworded(worded(*RULES), (weaker, "KP619"), (worded(*RULES), ""), told="")
    tell(back, tmp_path / "so", capsys)
    assert not errors(capsys, tmp_path / "so", LAST, severity="question")


@pytest.mark.parametrize(("approver", "told"), [("dang-uy", ""), (None, "KP619")])
def test_a_revision_names_another_person_where_it_is_approved(
    approver: str | None, told: str, tmp_path: Path, capsys: Output
) -> None:
    revised = plan(
        task(
            "N1",
            "2026-06-30",
            lead="cb",
            accountable="cb/bi-thu",
            milestones=[milestone("N1.1", "2026-03-31")],
        ),
        level="main",
        number="19-KH/CB",
        issued_on="2026-03-01",
        issued_by="cb",
        approved_by=approver,
        revises={"number": "9-KH/CB", "date": "2026-01-04"},
    )
    landing = Landing(
        "2026-03-01", {f"{CASE}/plan-2.md": revised}, told, "pho@dang-uy.vn" if approver else CLERK
    )
    tell(History([landing], told, begin=PEOPLE | answered("cb/pho")), tmp_path / "so", capsys)
