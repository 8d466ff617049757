"""`check --base` on real repositories: what was there before does not block, what a change causes does."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.history.cache_paths import FACTS, cache_file
from tests.rules.examples import BASE, CASE

OTHER = "plans/chi-bo-ke-toan/kl-2023-12"


class Repository:
    """A register in a git repository of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")
        for path, data in BASE.items():
            self.write(path, data.decode())
        self.commit("Sổ ban đầu")

    def git(self, *arguments: str) -> None:
        identity = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Văn thư"), ("EMAIL", "van-thu@example.vn"))
        }
        subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            check=True,
            capture_output=True,
            env=os.environ | identity,
        )

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")

    def change(self, path: str, before: str, after: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert before in text
        self.write(path, text.replace(before, after, 1))

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def check(self, base: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[str, str, bool]]]:
        capsys.readouterr()
        words = [
            "check",
            "--root",
            str(self.root),
            "--base",
            base,
            "--format",
            "json",
            "--as-of",
            "2024-07-10",
        ]
        code = main(words)
        said = json.loads(capsys.readouterr().out)
        return code, [(item["code"], item["path"], item["known"]) for item in said["problems"]]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_change_without_faults_hears_nothing(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(
        f"{CASE}/plan.md", "Sửa đổi Quy chế chi tiêu nội bộ", "Sửa đổi, bổ sung Quy chế chi tiêu nội bộ"
    )
    assert repository.check("main", capsys) == (0, [])


def test_what_was_wrong_before_is_known_and_does_not_block(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(f"{CASE}/plan.md", "lead: chi-bo-ke-toan", "lead: chi-bo-khong-co")
    repository.commit("Lỗi có sẵn")
    repository.change(f"{CASE}/plan.md", "tasks:\n", "\n\ntasks:\n")
    assert repository.check("HEAD", capsys) == (0, [("KP201", f"{CASE}/plan.md", True)])
    repository.change(f"{CASE}/plan.md", "type: plan", "typo: plan\ntype: plan")
    code, problems = repository.check("HEAD", capsys)
    assert code == 1
    assert sorted(problems) == [("KP101", f"{CASE}/plan.md", False), ("KP201", f"{CASE}/plan.md", True)]


def test_one_more_of_the_same_is_new(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.change(f"{CASE}/plan.md", "lead: chi-bo-ke-toan", "lead: chi-bo-khong-co")
    repository.commit("Lỗi có sẵn")
    repository.change(f"{CASE}/plan.md", "lead: chi-bo-ke-toan", "lead: chi-bo-khong-co")
    code, problems = repository.check("HEAD", capsys)
    assert code == 1
    assert sorted(known for rule, _, known in problems if rule == "KP201") == [False, True]


def test_a_unit_taken_away_breaks_the_cases_that_name_it(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.root / "units/cong-doan.md").unlink()
    code, problems = repository.check("HEAD", capsys)
    assert code == 1
    assert ("KP201", f"{CASE}/plan.md", False) in problems


def test_a_case_taken_away_breaks_the_case_that_repeats_it(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    conclusion = (repository.root / CASE / "conclusion.md").read_text("utf-8")
    for path, data in BASE.items():
        if path.startswith(CASE):
            text = data.decode().replace("KL-2024-35", "KL-2023-12").replace("35-TB/ĐU", "12-TB/ĐU")
            repository.write(path.replace(CASE, OTHER), text)
    repository.write(
        f"{CASE}/conclusion.md",
        conclusion.replace("    grade: omission\n", "    grade: omission\n    repeat_of: KL-2023-12/HC1\n"),
    )
    repository.commit("Hồ sơ lặp lại")
    (repository.root / OTHER / "conclusion.md").unlink()
    code, problems = repository.check("HEAD", capsys)
    assert code == 1
    assert ("KP203", f"{CASE}/conclusion.md", False) in problems


def test_a_moved_case_keeps_its_known_problems(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(f"{CASE}/plan.md", "lead: chi-bo-ke-toan", "lead: chi-bo-khong-co")
    repository.commit("Lỗi có sẵn")
    repository.git("mv", CASE, f"{CASE}-moi")
    assert repository.check("HEAD", capsys) == (0, [("KP201", f"{CASE}-moi/plan.md", True)])


def test_the_merge_of_a_pull_request_is_compared_with_its_target(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.git("checkout", "-qb", "cap-nhat")
    repository.change(f"{CASE}/plan.md", "lead: chi-bo-ke-toan", "lead: chi-bo-khong-co")
    repository.commit("Sửa kế hoạch")
    repository.git("checkout", "-q", "main")
    repository.change("units/cong-doan.md", "name:", "nam: x\nname:")
    repository.commit("Lỗi của nhánh chính")
    repository.git("merge", "-q", "--no-ff", "-m", "Gộp", "cap-nhat")
    code, problems = repository.check("HEAD^1", capsys)
    assert code == 1
    # The unit that led the task owes it no longer, either.
    assert problems == [("KP201", f"{CASE}/plan.md", False), ("KP619", f"{CASE}/plan.md", False)]


def test_kept_facts_never_give_an_old_answer(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = {path.replace(CASE, OTHER): data.decode() for path, data in BASE.items() if path.startswith(CASE)}
    for path, text in twin.items():
        repository.write(path, text.replace("35-TB/ĐU", "12-TB/ĐU").replace("KL-2024-35", "KL-2023-12"))
    repository.commit("Hai hồ sơ")
    repository.change(f"{CASE}/plan.md", "tasks:\n", "\ntasks:\n")
    repository.check("HEAD", capsys)
    kept = cache_file(repository.root, FACTS)
    assert kept is not None
    assert kept.is_file()
    repository.change(f"{OTHER}/conclusion.md", "id: KL-2023-12", "id: KL-2024-35")
    repository.commit("Trùng mã hồ sơ")
    repository.change(f"{CASE}/plan.md", "tasks:\n", "\ntasks:\n")
    code, problems = repository.check("HEAD", capsys)
    assert (code, {(rule, known) for rule, _, known in problems}) == (0, {("KP207", True), ("KP409", True)})
    kept.write_bytes(b"\xff\x00rubbish")
    assert repository.check("HEAD", capsys) == (code, problems)


@pytest.mark.parametrize("base", ["main", "origin/main"])
def test_a_tag_named_like_the_base_does_not_take_its_place(
    base: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repository.git("switch", "-qc", "nhanh")
    repository.change(f"{CASE}/plan.md", "due:", "duee:")
    repository.commit("Sửa")
    before = repository.check(base, capsys)
    assert before[0] == 1
    repository.git("tag", base)
    repository.git("branch", "-f", "origin/main")
    assert repository.check(base, capsys) == before


@pytest.mark.parametrize("revision", ["khong-co", "--help", "HEAD~99"])
def test_a_base_that_is_none_is_a_wrong_call(
    repository: Repository, capsys: pytest.CaptureFixture[str], revision: str
) -> None:
    assert main(["check", "--root", str(repository.root), f"--base={revision}"]) == 2
    assert revision in capsys.readouterr().err


def test_a_shallow_clone_is_refused_with_the_remedy(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(f"{CASE}/plan.md", "tasks:\n", "\ntasks:\n")
    repository.commit("Hai")
    clone = tmp_path / "nong"
    repository.git("clone", "-q", "--depth", "1", repository.root.as_uri(), str(clone))
    assert main(["check", "--root", str(clone), "--base", "HEAD"]) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------ the gate itself

POLICY = "plans/policy.yml"
OFF = "rules:\n  KP601: {severity: off, reason: Thử}\n  KP602: {severity: off, reason: Thử}\n"
MOVED = (
    "due: 2024-09-30\n    due_text: trong quý III/2024",
    "due: 2024-10-31\n    due_text: trước ngày 31/10/2024",
)


def moved_with(repository: Repository, path: str = "", before: str = "", after: str = "") -> None:
    """A deadline moved without an extension, together with something else."""
    repository.change(f"{CASE}/plan.md", *MOVED)
    if path:
        repository.change(path, before, after)


def test_no_change_turns_off_the_rule_that_it_breaks(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    moved_with(repository)
    repository.write(POLICY, (repository.root / POLICY).read_text("utf-8") + OFF)
    on_disk = repository.check("HEAD", capsys)
    repository.commit("Tắt quy tắc")
    assert repository.check("HEAD~1", capsys) == on_disk
    code, problems = on_disk
    assert code == 1
    assert ("KP601", f"{CASE}/plan.md", False) in problems
    assert problems.count(("KP617", POLICY, False)) == 2, "told of either rule"


def test_a_setting_counts_from_the_change_after_it(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write(POLICY, (repository.root / POLICY).read_text("utf-8") + OFF)
    repository.commit("Tắt quy tắc, có quyết định")
    moved_with(repository)
    assert repository.check("HEAD", capsys) == (0, [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("days:\n", "days:\n  late_record: 4000\n"),
        ("committee:", "strict_before: true\ncommittee:"),
        ("committee:", "words: {soft: [quy chế]}\ncommittee:"),
        ("committee:", "calendar: {holidays: [2024-07-11]}\ncommittee:"),
        ("committee:", "time_zone: Pacific/Kiritimati\ncommittee:"),
        ("committee:", "profile: public\ncommittee:"),
        ("committee:", "sample: true\ncommittee:"),
        ("committee:", "site_url: https://khac.example.vn\ncommittee:"),
    ],
)
def test_whatever_judges_is_told_when_a_change_alters_it(
    repository: Repository, before: str, after: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (repository.root / POLICY).read_text("utf-8")
    if before not in text:
        before, after = "committee:", f"{after}committee:"
    repository.change(POLICY, before, after)
    code, problems = repository.check("HEAD", capsys)
    assert code == 0
    assert [problem for problem in problems if problem[0] == "KP617"] == [("KP617", POLICY, False)]


def test_a_new_unit_is_told(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    path = "units/cap-tren.md"
    repository.write(path, "---\ntype: unit\nid: cap-tren\nname: Cấp trên\nkind: cell\n---\n")
    assert ("KP617", path, False) in repository.check("HEAD", capsys)[1]


def test_a_person_who_changes_sides_in_the_change_stays_on_theirs(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever did the work takes the address out of the own unit, and verifies."""
    unit = "units/chi-bo-ke-toan.md"
    text = (repository.root / unit).read_text("utf-8")
    person = text.split("people:\n")[1].split("role: ")[1].split("\n")[0]
    with_mail = text.replace(f"role: {person}\n", f"role: {person}\n    emails: van-thu@example.vn\n", 1)
    repository.write(unit, with_mail)
    repository.commit("Khai địa chỉ")
    repository.write(unit, text)
    verification = (
        "---\ntype: verification\ndate: 2024-07-09\nby: uy-ban-kiem-tra\npaper: {number: 31-BB/UBKT, date: 2024-07-09}\n"
        "tasks:\n  - {task: N1, outcome: rejected, remaining: Còn 3 mục}\n---\n"
    )
    repository.write(f"{CASE}/2024-07-09-verification.md", verification)
    repository.commit("Thẩm tra")
    _code, problems = repository.check("HEAD~1", capsys)
    assert ("KP612", f"{CASE}/2024-07-09-verification.md", False) in problems
    assert ("KP617", unit, False) in problems


@pytest.mark.parametrize(
    "path", ["scripts/khacphuc/rules/x.py", "requirements.lock", ".github/workflows/check.yml", "mkdocs.yml"]
)
def test_a_change_of_the_program_is_told(
    repository: Repository, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write(path, "x\n")
    repository.write("docs/x.md", "x\n")
    repository.commit("Sửa chương trình")
    assert repository.check("HEAD~1", capsys) == (0, [("KP617", path, False)])


def test_the_program_of_one_branch_checks_the_documents_of_another(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a workflow does: the target branch is checked out, the change is looked at where it is committed."""
    repository.git("checkout", "-qb", "de-nghi")
    moved_with(repository)
    repository.write("scripts/run.py", "raise SystemExit('not me')\n")
    repository.write(POLICY, (repository.root / POLICY).read_text("utf-8") + OFF)
    repository.commit("Dời hạn")
    expected = repository.check("main", capsys)
    repository.git("checkout", "-q", "main")
    assert not (repository.root / "scripts").exists()
    words = ["check", "--root", str(repository.root), "--base", "main", "--at", "de-nghi", "--format", "json"]
    assert main([*words, "--as-of", "2024-07-10"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [(item["code"], item["path"], item["known"]) for item in said["problems"]] == expected[1]
    assert ("KP601", f"{CASE}/plan.md", False) in expected[1]
    assert ("KP617", "scripts/run.py", False) in expected[1]
