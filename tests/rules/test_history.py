"""KP6 through the `check` command, on real repositories: what landed, and what a change is about to do."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.history.cache_paths import TRAIL, cache_file
from tests.history.repositories import HANOI, VAN_THU, Content, Person, Repository
from tests.rules.examples import BASE, BEGUN, CASE

PLAN, CONCLUSION, UPDATE = (f"{CASE}/{name}.md" for name in ("plan", "conclusion", "2024-07-01-update"))
START = datetime(2024, 7, 2, 8, tzinfo=HANOI)
DOER = Person("Phó Bí thư", "pho-bi-thu@chibo.example.vn")
FOLLOWER = Person("Ủy viên", "uy-vien@ubkt.example.vn")

Output = pytest.CaptureFixture[str]
Found = list[tuple[str, str]]


def text(path: str, *changes: tuple[str, str]) -> str:
    """A document of the base register, changed."""
    found = BASE[path].decode()
    for old, new in changes:
        assert old in found
        found = found.replace(old, new, 1)
    return found


def moved(to: str = "2024-10-31") -> str:
    """The plan with the deadline of N2 on another day."""
    return text(PLAN, ("due: 2024-09-30\n    due_text: trong quý III/2024\n", f"due: {to}\n"))


MILESTONE = "  - {milestone: N2.1, from: 2024-07-31, to: 2024-08-30}\n"


def extension(old: str = "2024-09-30", new: str = "2024-10-31") -> str:
    return (
        "---\ntype: extension\ndate: 2024-07-08\nby: chi-bo-ke-toan\ntasks:\n"
        f"  - {{task: N2, from: {old}, to: {new}}}\n{MILESTONE}reason: Chờ thông tư mới\noutcome: approved\n"
        "decided_by: dang-uy-khoi\npaper: {number: 210-CV/ĐU, date: 2024-07-08}\n---\n"
    )


def meeting(body: str, more: str = "", unit: str = "chi-bo-ke-toan", day: str = "2024-07-09") -> str:
    return f"---\ntype: meeting\ndate: {day}\nunit: {unit}\nnumber: {day[-2:]}-BB/CB\n{more}---\n\n{body}\n"


def key_told(register: Repository, capsys: Output) -> str:
    """The key by which the one change that a check tells of can be accounted for."""
    register.make(checkout=True)
    capsys.readouterr()
    main(["check", "--root", str(register.root), "--as-of", "2024-07-12", "--format", "json"])
    (key,) = re.findall(r"answers: ([0-9a-f]{12})", capsys.readouterr().out)
    return str(key)


EXTENSION = f"{CASE}/2024-07-08-extension.md"
MEETING = f"{CASE}/2024-07-09-meeting.md"
VERIFICATION = f"{CASE}/2024-07-09-verification.md"
POLICY = BASE["plans/policy.yml"].decode() + "registrars: [uy-ban-kiem-tra/van-thu]\n"
"""Whoever commits in these stories and is nobody else is the registrar."""
KNOWN_PEOPLE: dict[str, Content] = {
    "units/chi-bo-ke-toan.md": text(
        "units/chi-bo-ke-toan.md",
        ("role: Phó Bí thư Chi bộ\n", f"role: Phó Bí thư Chi bộ\n    emails: {DOER.email!s}\n"),
    ),
    "units/uy-ban-kiem-tra.md": text(
        "units/uy-ban-kiem-tra.md",
        ("role: Ủy viên chuyên trách\n", f"role: Ủy viên chuyên trách\n    emails: {FOLLOWER.email!s}\n"),
        (
            "role: Chủ nhiệm\n",
            f"role: Chủ nhiệm\n  - {{id: van-thu, role: Văn thư, emails: {VAN_THU.email!s}}}\n",
        ),
    ),
    "plans/policy.yml": POLICY,
}


@pytest.fixture
def register(tmp_path: Path) -> Repository:
    """A repository with the base register in it."""
    made = Repository(tmp_path / "so")
    made.commit({**BASE, **KNOWN_PEOPLE}, at=START)
    return made


@pytest.fixture
def told(register: Repository, capsys: Output) -> Callable[..., Found]:
    """Checks the register with some words, and answers codes and files, the exit code first."""

    def tell(*words: str, as_of: str = "2024-07-12") -> Found:
        register.make(checkout=True)
        return checked(register.root, capsys, *words, as_of=as_of)

    return tell


def checked(root: Path, capsys: Output, *words: str, as_of: str = "2024-07-12") -> Found:
    capsys.readouterr()
    code = main(["check", "--root", str(root), "--as-of", as_of, "--format", "json", *words])
    problems = json.loads(capsys.readouterr().out)["problems"]
    return [
        (str(code), ""),
        *sorted((found["code"], found["path"]) for found in problems if not found["known"]),
    ]


QUIET: Found = [("0", "")]


# ------------------------------------------------------------------------------------------- what has landed


def test_an_undeclared_move_blocks_until_it_is_mended(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({PLAN: moved()})
    assert told() == [("1", ""), ("KP601", PLAN)]
    register.commit({PLAN: BASE[PLAN]})
    assert told() == QUIET
    register.commit({EXTENSION: extension()})
    assert told() == QUIET


def test_a_move_that_an_extension_declares_later_is_no_secret_any_more(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({PLAN: moved()})
    register.commit({EXTENSION: extension()})
    assert ("KP601", PLAN) not in told()
    register.commit({EXTENSION: extension(new="2024-10-15")})
    assert ("KP601", PLAN) in told(), "the extension does not reach the day that the plan names"


def test_extensions_that_lead_past_the_new_day_declare_it_together(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({PLAN: moved(), EXTENSION: extension(new="2024-10-15")})
    second = f"{CASE}/2024-07-08-extension-2.md"
    register.commit({second: extension(old="2024-10-20", new="2024-11-30")})
    assert ("KP601", PLAN) in told(), "between the two extensions there is a gap"
    register.commit({second: extension(old="2024-10-15", new="2024-11-30")})
    assert ("KP601", PLAN) not in told()


def test_a_refused_extension_declares_nothing(register: Repository, told: Callable[..., Found]) -> None:
    register.commit({EXTENSION: extension().replace("approved", "refused")})
    register.commit({PLAN: moved()})
    assert ("KP601", PLAN) in told()


def test_whoever_may_have_overwritten_the_plan_is_told_how_to_write_the_day_back(
    register: Repository, capsys: Output
) -> None:
    register.commit({PLAN: moved(), EXTENSION: extension()})
    register.make(checkout=True)
    assert main(["check", "--root", str(register.root), "--as-of", "2024-07-12", "--lang", "en"]) == 0
    assert "If the plan was edited, write due: 2024-09-30 back" in capsys.readouterr().out


def test_swapped_days_of_an_extension_are_no_edit_of_the_plan(register: Repository, capsys: Output) -> None:
    register.commit({EXTENSION: extension("2024-10-31", "2024-09-30")})
    register.make(checkout=True)
    assert main(["check", "--root", str(register.root), "--as-of", "2024-07-12", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "If both days were swapped, write from: 2024-09-30, to: 2024-10-31" in told
    assert "due: " not in told


def test_a_move_after_the_deadline_has_words_of_its_own(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({PLAN: moved()}, at=START + timedelta(days=120))
    found = told(as_of="2024-11-05")
    assert ("KP602", PLAN) in found
    assert "KP601" not in dict(found)


def test_a_deadline_that_was_removed_comes_back_as_it_was(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({PLAN: text(PLAN, ("    due: 2024-09-30\n    due_text: trong quý III/2024\n", ""))})
    assert ("KP603", PLAN) in told()
    register.commit({PLAN: moved()})
    assert told() == [("1", ""), ("KP601", PLAN)], "removed and set anew, it was moved"
    register.commit({PLAN: BASE[PLAN]})
    assert told() == QUIET


def test_going_back_to_a_day_that_stood_before_gives_nobody_more_time(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({PLAN: moved("2024-08-30")})
    register.commit({PLAN: BASE[PLAN]})
    assert told() == QUIET
    register.commit({PLAN: moved("2024-10-01")})
    assert told() == [("1", ""), ("KP601", PLAN)]


def test_what_is_dropped_and_brought_back_falls_silent(
    register: Repository, told: Callable[..., Found]
) -> None:
    conclusion = text(
        CONCLUSION,
        ("requirements:\n", "requirements:\n  - id: YC2\n    text: Công khai Quy chế.\n    finding: HC2\n"),
    )
    register.commit({CONCLUSION: conclusion})
    assert told() == QUIET
    register.commit({CONCLUSION: BASE[CONCLUSION]})
    assert told() == [("1", ""), ("KP604", CONCLUSION)]
    register.commit({CONCLUSION: conclusion})
    assert told() == QUIET


def test_a_case_that_moves_to_another_folder_takes_its_history_along(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({PLAN: moved()})
    register.commit(moves={CASE: f"{CASE}-dd"})
    assert told() == [("1", ""), ("KP601", f"{CASE}-dd/plan.md")]


def test_what_cannot_be_undone_is_accounted_for_by_a_record_with_its_key(
    register: Repository, told: Callable[..., Found], capsys: Output
) -> None:
    rewritten = register.commit({UPDATE: text(UPDATE, ("progress: 6/12", "progress: 7/12"))})
    assert told() == [("0", ""), ("KP609", UPDATE)]
    key = key_told(register, capsys)
    # A commit's name, or the key itself, in a sentence says nothing: nobody knows what the sentence says of it.
    why = f"Sửa lỗi viết nhầm (commit {register.id(rewritten)[:8]}, {key}); số 1234567, {register.id(rewritten)}."
    register.commit({f"{CASE}/2024-07-08-meeting.md": meeting(why, day="2024-07-08")})
    assert told() == [("0", ""), ("KP609", UPDATE)]
    register.commit({MEETING: meeting(why, f"answers: {key}\n")})
    assert told() == QUIET


def test_the_key_of_a_change_is_the_same_through_a_squash(
    register: Repository, told: Callable[..., Found], capsys: Output
) -> None:
    register.branch("nhanh")
    register.commit({UPDATE: text(UPDATE, ("progress: 6/12", "progress: 7/12"))}, on="nhanh")
    register.commit({f"{CASE}/2024-07-09-meeting-khac.md": meeting("Họp.")}, on="nhanh")
    register.squash("nhanh")
    assert told()[1] == ("KP609", UPDATE)
    key = key_told(register, capsys)
    again = Repository(register.root / "lai")
    again.commit(dict(BASE), at=BEGUN)
    again.commit({UPDATE: text(UPDATE, ("progress: 6/12", "progress: 7/12"))}, by=Person("Khác", "k@x.vn"))
    assert key_told(again, capsys) == key


def test_a_closure_that_is_taken_out_reopens_nothing(
    register: Repository, told: Callable[..., Found]
) -> None:
    off = "".join(f"  {code}: {{severity: off, reason: Ví dụ}}\n" for code in ("KP515", "KP516"))
    closure = f"{CASE}/2024-07-10-closure.md"
    closed = "---\ntype: closure\ndate: 2024-07-10\nby: uy-ban-kiem-tra\npaper: {number: 30-TB/UBKT}\n---\n"
    register.commit({closure: closed, "plans/policy.yml": f"{POLICY}rules:\n{off}"}, by=FOLLOWER)
    assert told() == QUIET
    register.commit({closure: None})
    assert told() == [("1", ""), ("KP615", CONCLUSION)]
    register.commit({closure: closed})
    assert told() == QUIET


def test_who_moved_a_deadline_cannot_explain_it(
    register: Repository, told: Callable[..., Found], capsys: Output
) -> None:
    register.commit({PLAN: moved()})
    answer = f"answers: [{key_told(register, capsys)}]\n"
    register.commit({MEETING: meeting("Ngày chép nhầm, đã sửa.", answer)})
    assert told() == [("1", ""), ("KP601", PLAN)]
    nobodys = extension().replace("by: chi-bo-ke-toan\n", answer).replace("approved", "refused")
    register.commit({EXTENSION: nobodys})
    assert ("KP601", PLAN) in told()
    register.commit({MEETING: meeting("Ngày chép nhầm, đã sửa.", answer, unit="uy-ban-kiem-tra")})
    assert "KP601" not in dict(told())


def test_what_was_taken_out_for_secrecy_is_not_repeated(register: Repository, capsys: Output) -> None:
    held = text(UPDATE, ("result: Đã lập", "result: Gọi 0912 345 678; đã lập"))
    register.commit({UPDATE: held})
    register.commit({UPDATE: BASE[UPDATE]})
    register.make(checkout=True)
    assert main(["check", "--root", str(register.root), "--as-of", "2024-07-12"]) == 0
    said = capsys.readouterr().out
    assert "KP609" in said
    assert "345" not in said


def test_a_name_in_a_commit_can_do_no_harm(register: Repository, capsys: Output) -> None:
    register.commit({PLAN: moved()}, by=Person("\x1b[31m::error::\r\u202e", "x"))
    register.make(checkout=True)
    for form in ("text", "github", "markdown"):
        assert main(["check", "--root", str(register.root), "--as-of", "2024-07-12", "--format", form]) == 1
        said = capsys.readouterr().out
        assert "KP601" in said
        assert not {"\x1b", "\r", "\u202e"} & set(said)


def test_the_policy_has_the_last_word(register: Repository, told: Callable[..., Found]) -> None:
    off = "rules:\n  KP601: {severity: off, reason: Sổ nhập lại từ bản giấy}\n"
    register.commit({PLAN: moved(), "plans/policy.yml": POLICY + off})
    assert told() == QUIET


def test_days_until_a_record_is_late_are_a_setting(register: Repository, told: Callable[..., Found]) -> None:
    register.commit({MEETING: meeting("", day="2024-07-09")}, at=START + timedelta(days=30))
    assert told(as_of="2024-08-05") == QUIET
    register.commit({"plans/policy.yml": f"{POLICY}days: {{late_record: 10}}\n"})
    assert told(as_of="2024-08-05") == [("0", ""), ("KP611", MEETING)]


def test_who_calls_a_register_a_sample_hides_nothing(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({"plans/policy.yml": f"{POLICY}sample: true\n", UPDATE: None})
    assert dict(told()) == {"0": "", "KP610": CONCLUSION}
    register.commit({"plans/policy.yml": POLICY, **{path: None for path in BASE if path.startswith(CASE)}})
    assert "KP616" in dict(told())
    assert "KP616" in dict(told("--base", "HEAD^"))


# ---------------------------------------------------------------------------------------- a change under review


def test_an_undeclared_move_is_stopped_in_review(register: Repository, told: Callable[..., Found]) -> None:
    register.branch("sua")
    register.commit({PLAN: moved()}, on="sua", by=DOER)
    register.merge("sua")
    assert told("--base", "HEAD^1") == [("1", ""), ("KP601", PLAN)]


def test_a_squashed_one_too(register: Repository, told: Callable[..., Found]) -> None:
    register.branch("sua")
    register.commit({PLAN: moved("2024-12-31")}, on="sua")
    register.commit({PLAN: moved()}, on="sua")
    register.squash("sua")
    assert told("--base", "HEAD^") == [("1", ""), ("KP601", PLAN)]


def test_what_a_branch_took_back_never_happened(register: Repository, told: Callable[..., Found]) -> None:
    register.branch("sua")
    register.commit({PLAN: moved()}, on="sua")
    register.commit({PLAN: BASE[PLAN], EXTENSION: extension()}, on="sua")
    register.merge("sua")
    assert told("--base", "HEAD^1") == QUIET


def test_a_move_on_disk_is_found_before_it_is_committed(register: Repository, capsys: Output) -> None:
    register.make(checkout=True)
    (register.root / PLAN).write_text(moved(), "utf-8")
    assert checked(register.root, capsys, "--base", "HEAD") == [("1", ""), ("KP601", PLAN)]
    main(["check", "--root", str(register.root), "--base", "HEAD", "--lang", "en"])
    assert "31 Oct 2024 in this change; no approved extension says so" in capsys.readouterr().out
    (register.root / PLAN).write_bytes(BASE[PLAN])
    (register.root / EXTENSION).write_text(extension(), "utf-8")
    assert checked(register.root, capsys, "--base", "HEAD") == QUIET


def test_a_move_is_not_hidden_by_a_new_folder(register: Repository, told: Callable[..., Found]) -> None:
    register.commit({f"{CASE}-dd/plan.md": moved()}, moves={CASE: f"{CASE}-dd"})
    assert told("--base", "HEAD^") == [("1", ""), ("KP601", f"{CASE}-dd/plan.md")]


def test_nor_by_calling_the_plan_a_draft(register: Repository, told: Callable[..., Found]) -> None:
    register.commit({PLAN: moved().replace("status: issued\nnumber: 12-KH/CB\n", "status: draft\n")})
    found = dict(told("--base", "HEAD^"))
    assert found["KP601"] == found["KP615"] == PLAN
    assert "1" in found


def test_what_landed_before_is_not_blamed_on_a_change(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({PLAN: moved()})
    register.commit({MEETING: meeting("Họp tháng 7.")})
    assert told("--base", "HEAD^") == QUIET


def test_a_deleted_case_is_told_with_all_that_was_owed(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({path: None for path in BASE if path.startswith(CASE)})
    assert told("--base", "HEAD^") == [("1", ""), ("KP616", CONCLUSION)]


DONE = (
    "---\ntype: update\ndate: 2024-07-08\nby: chi-bo-ke-toan\ntasks:\n  - task: N1\n    state: done\n"
    "    done_on: 2024-07-05\n    progress: 12/12\n    result: Đã lập đủ 12 biên bản xác nhận\n"
    "    evidence: [{number: 05-BB/CB, date: 2024-07-05}]\n---\n"
)
VERIFIED = (
    "---\ntype: verification\ndate: 2024-07-09\nby: uy-ban-kiem-tra/uy-vien\npaper: {number: 19-BB/UBKT}\n"
    "tasks: [{task: N1, outcome: confirmed, gone: true, note: Đã xem bản gốc}]\n---\n"
)


def test_each_document_of_a_change_has_its_own_author(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.branch("xong")
    register.commit({f"{CASE}/2024-07-08-update.md": DONE}, on="xong", by=DOER)
    register.commit({VERIFICATION: VERIFIED}, on="xong", by=FOLLOWER)
    register.merge("xong", by=DOER)
    assert told("--base", "HEAD^1") == QUIET
    assert told() == QUIET


def test_the_doer_does_not_verify(register: Repository, told: Callable[..., Found]) -> None:
    register.branch("xong")
    register.commit({f"{CASE}/2024-07-08-update.md": DONE, VERIFICATION: VERIFIED}, on="xong", by=DOER)
    register.merge("xong", by=FOLLOWER)
    assert told("--base", "HEAD^1") == told() == [("1", ""), ("KP612", VERIFICATION)]
    again = VERIFIED.replace("2024-07-09", "2024-07-11").replace("19-BB", "20-BB")
    register.commit({f"{CASE}/2024-07-11-verification.md": again}, by=FOLLOWER)
    assert told() == QUIET


# ------------------------------------------------------------------------------------------ where there is none


def test_a_shallow_clone_is_checked_without_its_history_and_says_so(
    register: Repository, tmp_path: Path, capsys: Output
) -> None:
    register.commit({PLAN: moved()})
    register.make(checkout=True)
    clone = tmp_path / "nong"
    register.git("clone", "-q", "--depth", "1", register.root.as_uri(), str(clone))
    words = ["check", "--root", str(clone), "--as-of", "2024-07-12", "--lang", "en"]
    assert main(words) == 0
    assert "git fetch --unshallow" in capsys.readouterr().err
    register.git("-C", str(clone), "fetch", "-q", "--unshallow")
    assert main(words) == 1
    assert capsys.readouterr().err == ""


def test_so_is_a_folder_without_a_repository(register: Repository, capsys: Output) -> None:
    register.make(checkout=True)
    shutil.rmtree(register.root / ".git")
    assert main(["check", "--root", str(register.root), "--as-of", "2024-07-12", "--lang", "en"]) == 0
    assert capsys.readouterr().err.startswith("Without its history: History needs git")


def test_history_is_kept_for_the_next_run_and_not_asked_for_one_file(
    register: Repository, told: Callable[..., Found]
) -> None:
    register.commit({PLAN: moved()})
    register.make(checkout=True)
    kept = cache_file(register.root, TRAIL)
    assert kept is not None
    assert (
        main(["check", str(register.root / PLAN), "--root", str(register.root), "--as-of", "2024-07-12"]) == 0
    )
    assert not kept.exists()
    assert told() == told() == [("1", ""), ("KP601", PLAN)]
    assert kept.is_file()
