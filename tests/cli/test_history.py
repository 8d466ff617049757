"""khacphuc history: what was changed, by whom, when it arrived; for people and for programs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.history.documents import plan, task, unit
from tests.history.repositories import Repository
from tests.history.story import FOLDER, story

Output = pytest.CaptureFixture[str]

CASE = """\
01/10/2026  Nguyễn Văn Thử  {update}
  “Báo cáo”
  plans/chi-bo-a/kl-1
  - Báo cáo tiến độ ngày 01/10/2026 được đưa vào sổ.

01/9/2026  \\x1b[31m" onmouseover="alert(1)" {{{{7*7}}}} ##\\[error]&lt;  {dropped}
  “<img src=x onerror=alert(1)> ::error::\\x1b]0;x\\x07 </li>”
  plans/chi-bo-a/kl-1
  - Nhiệm vụ N1 bị bỏ.
    [-Ban hành quy chế về nội dung N1-]
  - Kế hoạch khắc phục do người sổ không nhận ra đưa vào.

03/8/2026  Nguyễn Văn Thử  {moved}  #12
  “Sửa lỗi chính tả”
  plans/chi-bo-a/kl-1
  - Mục “Biện pháp” của nhiệm vụ N2 được sửa lời.
    Lấy ý kiến [-12-]{{+9+}} đảng viên rồi thông qua tại kỳ họp
  - Hạn của nhiệm vụ N2 dời từ 30/6/2026 sang 31/10/2026 (lùi 123 ngày), chưa có gia hạn, khi hạn đã qua.
  - Phần phải làm của N2 bị giảm.
    Lấy ý kiến [-12-]{{+9+}} đảng viên rồi thông qua tại kỳ họp

20/01/2026  Nguyễn Văn Thử  {issued}
  “Ban hành kế hoạch”
  plans/chi-bo-a/kl-1
  - Thông báo kết luận được đưa vào sổ.
  - Kế hoạch khắc phục được đưa vào sổ.
  - Thông báo kết luận do Bí thư, chi bo a, thuộc phía bên kia trong hồ sơ, đưa vào sổ.

9 thay đổi; 1 lần dời hạn; trong đó 1 lần chưa có gia hạn.
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return story(tmp_path_factory.mktemp("story"))


def _said(repository: Repository, capsys: Output, *words: str) -> str:
    code = main(["history", *words, "--root", str(repository.root), "--as-of", "2026-11-23"])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    return said.out


@pytest.mark.parametrize("which", ["KL-1", FOLDER, f"{FOLDER}/plan.md", "kl-1"])
def test_a_case_is_told_of_newest_first_in_plain_vietnamese(
    repository: Repository, capsys: Output, which: str
) -> None:
    names = dict(
        zip(("issued", "changed", "merged", "dropped", "restricted", "update"), range(2, 8), strict=True)
    )
    short = {word: repository.id(number)[:10] for word, number in names.items()}
    wanted = CASE.format(**short, moved=short["changed"])
    assert _said(repository, capsys, which) == wanted


def test_a_day_is_that_of_arrival_in_the_registers_own_zone(repository: Repository, capsys: Output) -> None:
    """The change was written on 30 July, and merged when it was 2 August in Greenwich."""
    told = json.loads(_said(repository, capsys, "--format", "json", "--kind", "deadline_later"))
    (event,) = told["events"]
    assert event["arrived_on"] == "2026-08-03"
    assert event["authored_at"].startswith("2026-07-30")
    assert event["arrived_in"] == repository.id(4)


def test_programs_are_given_every_key_that_is_promised(repository: Repository, capsys: Output) -> None:
    told = json.loads(_said(repository, capsys, "--format", "json", "--lang", "en", "KL-1"))
    assert told | {"events": []} == {
        "version": 1,
        "tip": repository.tip(),
        "language": "en",
        "later": 0,
        "events": [],
    }
    event = next(event for event in told["events"] if event["kind"] == "deadline_later")
    assert event == {
        "kind": "deadline_later",
        "folder": FOLDER,
        "path": f"{FOLDER}/plan.md",
        "what": "task",
        "id": "N2",
        "field": "due",
        "old": "2026-06-30",
        "new": "2026-10-31",
        "declared": False,
        "passed": True,
        "days": 123,
        "sentence": "The deadline of task N2 was moved from 30 Jun 2026 to 31 Oct 2026 (123 days later), without an "
        "extension, after it had passed.",
        "commit": repository.id(3),
        "arrived_in": repository.id(4),
        "order": 2,
        "arrived_on": "2026-08-03",
        "arrived_at": "2026-08-02T18:30:00+00:00",
        "authored_at": "2026-07-30T09:00:00+07:00",
        "authors": [{"name": "Nguyễn Văn Thử", "email": "bi-thu@example.vn"}],
        "registrar": None,
        "committer": {"name": "Nguyễn Văn Thử", "email": "bi-thu@example.vn"},
        "subject": "Sửa lỗi chính tả",
        "pull_request": "12",
    }


def test_every_key_of_the_output_is_documented(repository: Repository, capsys: Output) -> None:
    from khacphuc.reports import trail_report

    told = json.loads(_said(repository, capsys, "--format", "json"))
    keys = {*told, *told["events"][0]}
    assert {key for key in keys if f"``{key}``" not in (trail_report.__doc__ or "")} == set()


def test_a_unit_brings_its_cases_and_its_own_document(repository: Repository, capsys: Output) -> None:
    told = json.loads(_said(repository, capsys, "chi-bo-a", "--format", "json"))
    assert {event["folder"] for event in told["events"]} == {FOLDER, "units/chi-bo-a.md"}


def test_answers_are_narrowed_by_kind_and_day(repository: Repository, capsys: Output) -> None:
    def kinds(*words: str) -> list[str]:
        return [
            event["kind"]
            for event in json.loads(_said(repository, capsys, *words, "--format", "json"))["events"]
        ]

    assert kinds("--kind", "dropped", "--kind", "reworded") == ["dropped", "reworded"]
    assert kinds("--since", "2026-09-02") == ["created", "created"]
    assert kinds("--since", "2026-08-03", "--kind", "deadline_later") == ["deadline_later"]
    assert kinds("--since", "2026-08-04", "--kind", "deadline_later") == []


def test_what_one_slip_did_to_many_documents_is_told_in_one_line(tmp_path: Path, capsys: Output) -> None:
    made = Repository(tmp_path)
    plans = {f"plans/chi-bo-a/kl-{number}/plan.md": plan(task("N1")) for number in range(1, 9)}
    made.commit({"units/chi-bo-a.md": unit("chi-bo-a"), **plans})
    made.commit(dict.fromkeys(plans, b"\xff\xfe"), message="Đổi bảng mã")
    made.commit(plans, message="Sửa lại")
    made.make(checkout=True)
    said = _said(made, capsys, "--since", "2026-01-01").splitlines()
    (broken,) = (line for line in said if "trở nên không đọc được" in line)
    assert broken.startswith("  - 8 văn bản trở nên không đọc được: plans/chi-bo-a/kl-1/plan.md, ")
    assert sum("đọc lại được" in line for line in said) == 1
    assert said[-1] == "25 thay đổi."


def test_what_arrived_after_the_day_asked_about_is_left_out_and_counted(
    repository: Repository, capsys: Output
) -> None:
    assert (
        main(["history", "KL-1", "--root", str(repository.root), "--as-of", "2026-08-02", "--lang", "en"])
        == 0
    )
    said = capsys.readouterr().out
    assert "N2" not in said
    assert said.endswith("3 changes.\n7 later changes are not shown.\n")


def test_a_shallow_clone_is_refused_with_the_remedy(
    repository: Repository, tmp_path: Path, capsys: Output
) -> None:
    copy = tmp_path / "copy"
    command = ["git", "clone", "-q", "--depth", "2", f"file://{repository.root}", str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    assert main(["history", "--root", str(copy), "--lang", "en"]) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err


def test_outside_git_it_says_so(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "plans").mkdir()
    assert main(["history", "--root", str(tmp_path), "--lang", "en"]) == 2
    assert "History needs git" in capsys.readouterr().err


def test_an_unknown_name_is_told_with_the_nearest_known_one(repository: Repository, capsys: Output) -> None:
    assert main(["history", "chi-bo-aa", "--root", str(repository.root), "--lang", "en"]) == 2
    assert "Did you mean “chi-bo-a”?" in capsys.readouterr().err
