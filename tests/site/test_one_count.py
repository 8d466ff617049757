"""The same question has the same number on the front page, in lists, books, sheets and commands, over random registers."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from khacphuc.cli import main
from tests.cli.register import write
from tests.history.documents import (
    Value,
    conclusion,
    extension,
    milestone,
    plan,
    policy,
    record,
    task,
    unit,
    update,
    verification,
)

DAY = date(2026, 9, 15)
CELLS = ("chi-bo-a", "chi-bo-b", "chi-bo-c")


class Drawn:
    """A random register: what is owed is at random in time, late, extended, reported, verified, answered or unreadable."""

    def __init__(self, seed: int, **settings: Value) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # a register to try, no secret
        self.files = {
            "plans/policy.yml": policy(
                days={"make_plan": 30, "make_subplan": 20, "verify": 10, "reply": 5, "silent": 60}, **settings
            ),
            "units/dang-uy.md": unit("dang-uy", kind="committee"),
            "units/ubkt.md": unit("ubkt", kind="commission", parent="dang-uy"),
        }
        for name in CELLS:
            people = {"id": "bi-thu", "role": "Bí thư"}, {"id": "uy-vien", "role": "Ủy viên"}
            head = f"{self.chance.choice(CELLS)}/bi-thu"
            self.files[f"units/{name}.md"] = unit(name, *people, parent="dang-uy", head=head)
        for number in range(1, 7):
            self._case(f"KL-{number}", self.chance.choice(CELLS))

    def _day(self, first: int = 0, last: int = 240) -> date:
        return date(2026, 1, 20) + timedelta(self.chance.randint(first, last))

    def _case(self, name: str, home: str) -> None:
        pick, chance = self.chance.choice, self.chance.random
        folder = f"plans/{home}/{name.lower()}"
        named = [pick(CELLS)] if chance() < 0.4 else None
        more: dict[str, Value] = {
            "issuer": "dang-uy",
            "followers": {"commission": "ubkt"} if chance() < 0.7 else None,
            "visibility": "restricted" if chance() < 0.3 else None,
        }
        if chance() < 0.6:
            first, second = str(self._day()), str(self._day())
            cycle: dict[str, Value] = {"every": "month", "day": 10, "from": "2026-02-01"}
            if chance() < 0.5:
                cycle["until"] = "2026-11-30"
            more["requirements"] = [
                {"id": "YC1", "text": "Khắc phục xong hạn chế", "finding": "HC1", "due": first},
                {"id": "YC2", "text": "Hướng dẫn đơn vị", "kind": "guide", "lead": "ubkt", "due": second},
                {"id": "YC3", "text": "Báo cáo hằng tháng", "kind": "report", "cycle": cycle},
            ]
            self._reports(folder, home)
        findings: list[dict[str, Value]] = [
            {"id": "HC1", "text": "Chưa ban hành quy chế", "concerned": named},
            {"id": "HC2", "text": "Chưa mở sổ theo dõi"},
        ]
        self.files[f"{folder}/conclusion.md"] = conclusion(name, home, *findings, **more)
        if chance() < 0.4:
            change = {"finding": "HC2", "withdrawn": "true", "reason": "Đơn vị đã mở sổ"}
            self.files[f"{folder}/2026-05-04-correction.md"] = record(
                "correction", date(2026, 5, 4), by="dang-uy", number="9-TB/ĐU", changes=[change]
            )
        if chance() < 0.3:
            return
        self.files[f"{folder}/plan.md"] = plan(
            *self._tasks(), number=f"{len(self.files)}-KH/CB", issued_by=home
        )
        if chance() < 0.1:
            self.files[f"{folder}/plan.md"] = "---\ntype: plan\n\ttasks: requirements\n---\n"
        self._records(folder, home)

    def _reports(self, folder: str, home: str) -> None:
        """Some reports of what is demanded every month: in time, late with its day, or for nobody knows which."""
        for month in self.chance.sample(range(2, 9), 3):
            day = date(2026, month, self.chance.randint(1, 28))
            named: dict[str, Value] = {"requirements": "YC3", "occurrence": date(2026, month, 10)}
            more = named if self.chance.random() < 0.5 else {}
            self.files[f"{folder}/{day}-report.md"] = record("report", day, by=home, kind_="periodic", **more)

    def _tasks(self) -> list[dict[str, Value]]:
        pick, chance = self.chance.choice, self.chance.random
        found: list[dict[str, Value]] = []
        for number in range(1, self.chance.randint(2, 5)):
            name, lead = f"N{number}", pick(CELLS)
            more: dict[str, Value] = {
                "lead": lead,
                "accountable": f"{pick(CELLS)}/{pick(('bi-thu', 'uy-vien'))}",
            }
            if chance() < 0.2:
                more["requirements"] = pick(("YC1", "YC3"))
            if chance() < 0.3:
                more["findings"] = "HC2"
            if chance() < 0.5:
                more["milestones"] = [milestone(f"{name}.{step}", self._day(last=120)) for step in (1, 2)]
            if chance() < 0.2:
                more["recurrence"] = {
                    "every": "month",
                    "day": 20,
                    "from": "2026-02-01",
                    "until": "2026-12-31",
                }
            found.append(task(name, None if "recurrence" in more else self._day(last=340), **more))
        return found

    def _records(self, folder: str, home: str) -> None:
        """Report, extend and verify the tasks that the plan has, whoever leads them; some of it has no effect."""
        dues = dict(re.findall(r"- id: (N\d)\n(?:    .*\n)*?    due: (\S+)", self.files[f"{folder}/plan.md"]))
        for name, due in dues.items():
            chance, day = self.chance.random(), self._day(60)
            if chance < 0.25:
                later = date.fromisoformat(due) + timedelta(self.chance.randint(5, 90))
                self.files[f"{folder}/{day}-extension-{name.lower()}.md"] = extension(
                    day, (name, due, later), by=home, decided_by="dang-uy"
                )
            if chance < 0.6:
                done: dict[str, Value] = {"task": name, "state": "done"}
                if chance > 0.1:
                    done["done_on"] = day
                self.files[f"{folder}/{day}-update-{name.lower()}.md"] = record(
                    "update", day, by=home, tasks=[done]
                )
                after = min(day + timedelta(self.chance.randint(1, 40)), DAY)
                if chance < 0.3:
                    outcome = self.chance.choice(("confirmed", "rejected"))
                    self.files[f"{folder}/{after}-verification-{name.lower()}.md"] = verification(
                        after, "ubkt", **{name: outcome}
                    )
            elif chance > 0.9:
                self.files[f"{folder}/{day}-update-{name.lower()}.md"] = update(
                    day, home, **{name: "in_progress"}
                )

    def at(self, root: Path) -> Path:
        for path, text in self.files.items():
            write(root, path, text)
        return root


class Doors:
    """What the program says of a register, by every way to ask it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys = root, capsys
        self.run("pages", "--out", str(root.parent / "pages"))

    def run(self, *words: str) -> str:
        self.capsys.readouterr()
        main([*words, "--root", str(self.root), "--as-of", DAY.isoformat(), "--lang", "en"])
        return self.capsys.readouterr().out

    def json(self, *words: str) -> list[dict[str, Any]]:
        """The obligations that a command lists, each with its case."""
        said = json.loads(self.run(*words, "--format", "json"))
        return [owed | {"case": case["id"]} for case in said["cases"] for owed in case["obligations"]]

    def totals(self) -> list[int]:
        """Open and overdue obligations in the last line of ``status``."""
        return [int(found) for found in re.findall(r"(\d+) (?:open obligations|overdue)", self.run("status"))]

    def csv(self, what: str, *words: str) -> list[dict[str, str]]:
        target = self.root.parent / "list.csv"
        self.run("export", "csv", what, *words, "--out", str(target), "--force")
        lines = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
        head = next(index for index, line in enumerate(lines) if line[:1] in (["No."], ["Unit"], ["Period"]))
        return [dict(zip(lines[head], line, strict=False)) for line in lines[head + 1 :] if any(line)]

    def xlsx(self, what: str) -> int:
        """The number of rows of a workbook's first sheet."""
        target = self.root.parent / "list.xlsx"
        self.run("export", "xlsx", what, "--out", str(target), "--force")
        sheet = load_workbook(BytesIO(target.read_bytes())).worksheets[0]
        return sum(isinstance(row[0], int) for row in sheet.iter_rows(values_only=True))

    def page(self, path: str) -> str:
        return (self.root.parent / "pages" / path / "index.md").read_text("utf-8")

    def has(self, path: str) -> bool:
        return (self.root.parent / "pages" / path / "index.md").exists()

    def tiles(self, path: str) -> dict[str, str]:
        found = re.findall(
            r'<span class="kp-figure">(.*?)</span> <span class="kp-words">(.*?)</span>', self.page(path)
        )
        return {unescape(name): figure for figure, name in found}

    def table(self, path: str, place: str = "") -> list[dict[str, str]]:
        """The rows of a page's first table, or of the first below a heading, by the names of their columns."""
        text = self.page(path).partition(f'<h2 id="{place}">')[2] if place else self.page(path)
        table = re.search(r"<table.*?</table>", text, re.DOTALL)
        rows = re.findall(r"<tr>(.*?)</tr>", table[0] if table else "", re.DOTALL)
        lines = [re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
        plain = [[" ".join(unescape(re.sub("<[^>]*>", " ", one)).split()) for one in line] for line in lines]
        return [dict(zip(plain[0], line, strict=False)) for line in plain[1:]]


@pytest.fixture(params=range(8))
def doors(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Doors:
    return Doors(Drawn(request.param).at(tmp_path / "so"), capsys)


def total(rows: list[dict[str, str]], column: str) -> int:
    return sum(int(row[column]) for row in rows if row[column])


def test_one_count(doors: Doors) -> None:
    """One test a register: to build its pages takes longest."""
    front, every = doors.tiles(""), doors.json("status")
    late = [owed for owed in every if owed["timing"] == "overdue"]
    assert late, "a register with nothing overdue shows little"
    _the_register(doors, front, every, late)
    _without_a_plan(doors, front, every)
    _cases(doors, Counter(owed["case"] for owed in every), Counter(owed["case"] for owed in late))
    _units(doors, late)
    _people(doors)
    _on_time(doors)
    _progress(doors)


def _the_register(
    doors: Doors, front: dict[str, str], every: list[dict[str, Any]], late: list[dict[str, Any]]
) -> None:
    units, by_unit = doors.table("units"), doors.table("", "by-unit")
    assert doors.totals() == [len(every), len(late)]
    assert {
        int(front["obligations open"]),
        len(doors.csv("open")),
        doors.xlsx("open"),
        total(units, "Open obligations"),
        total(by_unit, "Open obligations"),
        total(doors.table("cases"), "Open obligations"),
        total(doors.csv("book"), "Open obligations"),
    } == {len(every)}
    said = re.search(r"(\d+) obligations? (?:is|are) overdue", doors.page("overdue"))
    assert said
    assert {
        int(front["obligations overdue"]),
        int(said[1]),
        len(doors.json("overdue")),
        len(doors.csv("overdue")),
        doors.xlsx("overdue"),
        total(units, "Overdue obligations"),
        total(by_unit, "Overdue"),
        total(doors.table("book", "all"), "Overdue obligations"),
        total(doors.csv("book"), "Overdue obligations"),
        total(doors.table("cases"), "Overdue obligations"),
        total(doors.table("", "ages"), "Overdue obligations, since their deadline"),
    } == {len(late)}
    assert int(front["due soon"]) == sum(owed["timing"] == "due_soon" for owed in every)
    assert int(front["awaiting verification"]) == sum(owed["kind"] == "verify" for owed in every)


def _without_a_plan(doors: Doors, front: dict[str, str], every: list[dict[str, Any]]) -> None:
    waiting = [owed for owed in every if owed["kind"] == "make_plan"]
    found = {int(front["conclusions without a plan"]), len(doors.csv("no-plan"))}
    assert found == {len(waiting)}
    named = sum(owed["kind"] == "make_subplan" for owed in every)
    for path, place in (("", "no-plan"), ("without-plan", "conclusions")):
        part = doors.page(path).partition(f'<h2 id="{place}">')[2].partition("<h2")[0]
        assert ("Every conclusion has a plan." in part) == (not waiting and "cannot be read" not in part)
        assert (
            len(doors.table(path, place)) == min(len(waiting), 5 if not path else len(waiting)) or not waiting
        )
        assert (f"Plans of their own not yet made by those named: {named}." in part) == bool(named)
    if named:
        assert len(doors.table("without-plan", "own")) == named


def _cases(doors: Doors, opened: Counter[str], late: Counter[str]) -> None:
    sheet = {row["Case id"]: row for row in doors.csv("book")}
    pages, book = (
        {re.findall(r"KL-\d", row["Conclusion"])[-1]: row for row in doors.table(*place)}
        for place in (("cases",), ("book", "all"))
    )
    assert set(pages) == set(book) == set(sheet)
    for case, row in sheet.items():
        assert int(row["Open obligations"]) == int(pages[case]["Open obligations"]) == opened[case]
        assert int(row["Overdue obligations"]) == int(book[case]["Overdue obligations"]) == late[case]
        assert int(row["Tasks overdue"]) == int(book[case]["Tasks overdue"]) <= int(row["Tasks"])
        path = re.search(rf'href="[./]*(cases/[a-z-]+/{case.lower()})/"', doors.page("cases"))
        assert path
        drawn = re.search(r"(\d+) tasks?, of them (\d+) overdue", doors.page(path[1]))
        assert drawn is None or [*map(int, drawn.groups())] == [int(row["Tasks"]), int(row["Tasks overdue"])]


def _units(doors: Doors, late: list[dict[str, Any]]) -> None:
    for name in ("dang-uy", "ubkt", *CELLS):
        tiles = doors.tiles(f"units/{name}")
        assert {
            int(tiles["Overdue obligations"]),
            len(doors.json("overdue", "--unit", name)),
            len(doors.csv("overdue", "--unit", name)),
            sum(owed["owed_by"].partition("/")[0] == name for owed in late),
        } == {int(tiles["Overdue obligations"])}
        assert int(tiles["Open obligations"]) == len(doors.csv("open", "--unit", name))


def _people(doors: Doors) -> None:
    named = re.findall(r'<th scope="row"><a href="[./]*heads/([a-z-]+/[a-z-]+)/"', doors.page("heads"))
    assert named
    for person, row in zip(named, doors.table("heads"), strict=True):
        own = doors.json("overdue", "--person", person)
        assert int(row["Own, overdue"]) == len(own)
        assert int(row["Own, open"]) == len(doors.json("status", "--person", person))
        assert int(row["Own, overdue"]) <= int(row["Whole remit, overdue"]) <= int(row["Whole remit, open"])
    for row in doors.table("followers", "all"):
        follower = row["Follower"].replace(" ", "-")
        assert int(row["Overdue in its cases"]) == len(doors.json("overdue", "--follower", follower))


def _on_time(doors: Doors) -> None:
    sheets = {row["Unit"]: row for row in doors.csv("classification") if row["Period"] == f"Year {DAY.year}"}
    for name in CELLS:
        row = sheets.get(name.replace("-", " "))
        shown = doors.tiles(f"units/{name}")["On time this year"]
        if row is None:
            assert shown == "–"
            continue
        page = next(
            one for one in doors.table(f"classification/{name}", "sheet") if one["Period"] == row["Period"]
        )
        names = (
            "Done on time",
            "Of these, by the original deadline",
            "Done late",
            "Done, date unknown",
            "Overdue",
        )
        on_time, original, *others = (int(row[one]) for one in names)
        assert [int(page[one]) for one in names] == [on_time, original, *others]
        assert original <= on_time
        fallen_due = on_time + sum(others)
        expected = f"{100 * on_time // fallen_due} % ({on_time}/{fallen_due})" if fallen_due else "–"
        assert shown == expected


def _progress(doors: Doors) -> None:
    """Tasks of plans, never demands nor occurrences; findings in force, never those withdrawn."""
    sheet = {row["Case id"]: row for row in doors.csv("book")}
    pages = {re.findall(r"KL-\d", row["Conclusion"])[-1]: row for row in doors.table("book", "all")}
    for case in json.loads(doors.run("status", "--format", "json"))["cases"]:
        row, progress = pages[case["id"]], case["progress"]
        shown = re.search(r"\((\d+)/(\d+)\)", row["Progress of tasks"])
        counted = [*map(int, shown.groups())] if shown else [0, 0]
        assert counted == [progress["known"], progress["tasks"]]
        assert progress["tasks"] <= int(row["Tasks"]) == int(sheet[case["id"]]["Tasks"])
        assert row["Findings"] == sheet[case["id"]]["Findings"]
    for name in CELLS:
        tasks = sum(int(row["Tasks"]) for row in pages.values())
        for row in (
            doors.table(f"classification/{name}", "sheet") if doors.has(f"classification/{name}") else ()
        ):
            shown = re.search(r"/(\d+)\)", row["Progress of tasks"])
            assert shown is None or int(shown[1]) <= tasks


@pytest.mark.parametrize("seed", range(3))
def test_in_public_what_is_not_listed_is_counted(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = Drawn(seed, profile="public")
    hidden_case = conclusion("KL-9", CELLS[0], visibility="restricted")
    drawn.files[f"plans/{CELLS[0]}/kl-9/conclusion.md"] = hidden_case
    doors = Doors(drawn.at(tmp_path / "so"), capsys)
    front, every = doors.tiles(""), doors.json("status")
    late = sum(owed["timing"] == "overdue" for owed in every)
    waiting = sum(owed["kind"] == "make_plan" for owed in every)
    assert int(front["obligations overdue"]) == late
    assert int(front["conclusions without a plan"]) == waiting
    listed, hidden = (
        sum(int(found) for found in re.findall(pattern, doors.page("overdue")))
        for pattern in (r"(\d+) obligations? (?:is|are) overdue", r"only counted: (\d+)")
    )
    assert listed + hidden == late
    table = doors.table("without-plan", "conclusions") if "kp-waiting" in doors.page("without-plan") else []
    unlisted = sum(int(found) for found in re.findall(r"only counted: (\d+)", doors.page("without-plan")))
    assert len(table) + unlisted == waiting


@pytest.fixture
def plain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Doors:
    """One case with a plain task, a recurring one and a recurring demand; one whose notice demands the plan by a day of its own."""
    drawn = Drawn(0)
    drawn.files = {path: text for path, text in drawn.files.items() if not path.startswith("plans/chi")}
    monthly: dict[str, Value] = {"every": "month", "day": 20, "from": "2026-02-01", "until": "2026-12-31"}
    report: dict[str, Value] = {"id": "YC3", "text": "Báo cáo", "kind": "report", "cycle": monthly}
    by_march: dict[str, Value] = {"id": "YC1", "text": "Lập kế hoạch", "kind": "plan", "due": "2026-03-01"}
    for name, demand in (("KL-1", report), ("KL-2", by_march)):
        drawn.files[f"plans/{CELLS[0]}/{name.lower()}/conclusion.md"] = conclusion(
            name, CELLS[0], issuer="dang-uy", plan_due="2026-02-20", requirements=[demand]
        )
    tasks = task("N1", lead=CELLS[0]), task("N2", None, lead=CELLS[0], recurrence=monthly)
    drawn.files[f"plans/{CELLS[0]}/kl-1/plan.md"] = plan(*tasks, number="1-KH/CB", issued_by=CELLS[0])
    drawn.files[f"plans/{CELLS[0]}/kl-1/2026-07-01-update.md"] = record(
        "update",
        date(2026, 7, 1),
        by=CELLS[0],
        tasks=[{"task": "N2", "state": "done", "occurrence": "2026-06-20", "done_on": "2026-06-20"}],
    )
    return Doors(drawn.at(tmp_path / "so"), capsys)


def test_a_period_counts_each_task_once_and_no_demand(plain: Doors) -> None:
    sheet = {
        row["Period"]: row["Progress of tasks"] for row in plain.table(f"classification/{CELLS[0]}", "sheet")
    }
    assert sheet[f"Year {DAY.year}"] == "9 % (1/2)"  # one of eleven occurrences; of N1 nothing is known
    assert sheet["Q2 2026"] == "33.3 % (1/2)"
    assert sheet["Q1 2026"] == "0 % (1/1)"


def test_the_head_of_a_case_has_the_day_of_the_lists(plain: Doors) -> None:
    due = next(
        row["due"] for row in plain.json("status") if row["kind"] == "make_plan" and row["case"] == "KL-2"
    )
    assert due == "2026-03-01"
    assert f'<dt>Plan due</dt><dd><time datetime="{due}">' in plain.page(f"cases/{CELLS[0]}/kl-2")
