"""--at: what a command says of an earlier commit is what it says with that commit checked out."""

from __future__ import annotations

import json
import multiprocessing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.history.commit_dates import in_order
from khacphuc.history.commit_source import CommitSource
from khacphuc.register import shards
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.shards import each_case
from khacphuc.register.source import WorkTree
from khacphuc.rules.checking import CaseCheck
from tests.cli.register import CONCLUSION, UNIT
from tests.history.repositories import HANOI, File, Repository
from tests.site.making import every_file

Output = pytest.CaptureFixture[str]

POLICY = (
    "type: policy\ncommittee: Đảng ủy\nlanguage: {language}\nunit_kinds:\n  - id: cell\n    label: Chi bộ\n"
)
PLAN = """\
---
type: plan
status: issued
for: {unit}
number: 1-KH/CB
issued_on: 2026-01-20
tasks:
  - id: NV1
    findings: [HC1]
    measure: Ban hành quy chế làm việc
    product: Quy chế
    lead: {unit}
    due: {due}
---
Kế hoạch.
"""
UPDATE = "---\ntype: update\ntask: NV1\nstate: doing\nprogress: 50\nnote: Đã lấy ý kiến.\n---\n"


def conclusion(number: int, unit: str, more: str = "") -> str:
    return CONCLUSION.format(id=f"KL-{number}", unit=unit, more=f"issued_on: 2026-01-10\n{more}")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A register that grew, with all that can lie about in one, and where each commit changed what commands say."""
    made = Repository(tmp_path_factory.mktemp("sổ"))
    units = {f"units/{unit}.md": UNIT.format(id=unit, name=unit.upper()) for unit in ("chi-bo-a", "chi-bo-b")}
    made.commit({"plans/policy.yml": POLICY.format(language="vi"), **units})
    made.commit(
        {
            "plans/chi-bo-a/kl-1/conclusion.md": conclusion(1, "chi-bo-a"),
            "plans/chi-bo-a/kl-1/plan.md": PLAN.format(unit="chi-bo-a", due="2026-02-28"),
            "plans/chi-bo-b/kl-1/conclusion.md": conclusion(1, "chi-bo-b"),  # the same id again
            "plans/chi-bo-b/kl-2/conclusion.md": b"---\ntype: conclusion\nid: [\n",
            "plans/chi-bo-b/kl-2/anh.png": b"\x89PNG",
            "plans/chi-bo-b/link.md": File(b"../policy.yml", "120000"),
        },
        at=datetime(2026, 2, 1, 23, 30, tzinfo=HANOI),
    )
    made.commit(
        {
            "plans/policy.yml": POLICY.format(language="en"),
            "plans/chi-bo-a/kl-1/plan.md": PLAN.format(unit="chi-bo-a", due="2026-06-30"),
            "plans/chi-bo-a/kl-1/2026-02-10-update.md": UPDATE,
            "plans/chi-bo-b/kl-1/conclusion.md": conclusion(3, "chi-bo-b"),
        },
        at=datetime(2026, 3, 1, 0, 30, tzinfo=HANOI),
    )
    made.commit({"plans/chi-bo-b/kl-1/conclusion.md": None}, at=datetime(2026, 4, 1, 8, tzinfo=HANOI))
    made.make(checkout=True)
    return made


@pytest.fixture
def clone(repository: Repository, tmp_path: Path) -> Repository:
    """Another one of the same history, with anything checked out."""
    there = Repository(tmp_path / "clone")
    there.git("clone", "-q", str(repository.root), ".")
    return there


@pytest.mark.parametrize("commit", [1, 2, 3, 4])
@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["status", "--format", "json"],
        ["overdue"],
        ["overdue", "--unit", "chi-bo-a", "--due-within", "400"],
        ["check"],
        ["check", "--format", "json", "--jobs", "2"],
        ["check", "--lang", "en", "plans/chi-bo-b"],
        ["check", "plans/chi-bo-b/kl-1/conclusion.md"],
        ["check", "plans/chi-bo-b/link.md"],
        ["check", "plans/*/kl-1"],
        ["check", "units"],
        ["history"],
        ["history", "chi-bo-b", "--format", "json"],
    ],
    ids=" ".join,
)
def test_it_is_the_commit_checked_out(
    repository: Repository,
    clone: Repository,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
    commit: int,
    words: list[str],
) -> None:
    made = repository.id(commit)
    clone.git("checkout", "-q", made)
    monkeypatch.chdir(clone.root)
    there = main([*words, "--as-of", "2026-05-01"]), *capsys.readouterr()
    monkeypatch.chdir(repository.root)
    assert (main([*words, "--as-of", "2026-05-01", "--at", made]), *capsys.readouterr()) == there
    assert there[1] or there[2]


@pytest.mark.parametrize("words", [["pages"], ["site", "--build"]], ids=" ".join)
def test_pages_and_site_are_of_the_commit(
    repository: Repository, clone: Repository, tmp_path: Path, words: list[str]
) -> None:
    made = repository.id(2)
    clone.git("checkout", "-q", made)
    for name, root, more in (("there", clone.root, ()), ("then", repository.root, ("--at", made))):
        out = str(tmp_path / name)
        assert main([*words, "--root", str(root), "--out", out, "--as-of", "2026-05-01", *more]) == 0
    then = every_file(tmp_path / "then")
    assert then == every_file(tmp_path / "there")
    assert any(b"kl-1" in name.encode() for name in then)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_read_the_commit_too(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system does not {method}")
    context = multiprocessing.get_context(method)
    monkeypatch.setattr(multiprocessing, "get_context", lambda _method: context)
    monkeypatch.setattr(shards, "_SHARD", 1)
    commit, disk = CommitSource(repository.root, repository.tip()), WorkTree(repository.root)
    found = []
    for source, jobs in ((disk, 1), (commit, 1), (commit, 2)):
        listing = list_entries(source)
        settings = open_settings(source, listing)
        work = CaseCheck(datetime(2026, 5, 1, tzinfo=HANOI).date())
        found.append([problems for problems, _ in each_case(source, listing, settings, work, jobs=jobs)])
    assert found[0] == found[1] == found[2]
    assert any(found[0])


@pytest.mark.parametrize(
    ("asked", "commit", "as_of"),
    [
        ("2026-01-05", 1, "2026-01-05"),
        ("2026-01-31", 1, "2026-01-31"),
        ("2026-02-01", 2, "2026-02-01"),
        ("2026-02-28", 2, "2026-02-28"),  # the next one came at half past midnight here, but that day in UTC
        ("2026-03-01", 3, "2026-03-01"),
        ("2027-01-01", 4, "2027-01-01"),
        ("HEAD~1", 3, "2026-03-01"),
        ("main", 4, "2026-04-01"),
    ],
)
def test_a_day_is_the_main_branch_when_it_ended(
    repository: Repository, capsys: Output, asked: str, commit: int, as_of: str
) -> None:
    common = ["status", "--root", str(repository.root), "--format", "json"]
    assert main([*common, "--at", asked]) == (1 if commit > 1 else 0)  # then one conclusion cannot be read
    found = capsys.readouterr().out
    assert main([*common, "--at", repository.id(commit), "--as-of", as_of]) == (1 if commit > 1 else 0)
    assert found == capsys.readouterr().out


def test_what_came_by_a_merge_was_not_there_before(tmp_path: Path, capsys: Output) -> None:
    made = Repository(tmp_path)
    made.commit({"plans/policy.yml": POLICY.format(language="en")}, at=datetime(2026, 1, 1, tzinfo=HANOI))
    made.branch("ke-hoach")
    made.commit(
        {"plans/chi-bo-a/kl-1/conclusion.md": conclusion(1, "chi-bo-a")},
        on="ke-hoach", at=datetime(2026, 1, 2, tzinfo=HANOI),
    )  # fmt: skip
    made.merge("ke-hoach", at=datetime(2026, 2, 1, tzinfo=HANOI))
    made.make(checkout=True)
    assert _cases(tmp_path, "2026-01-31", capsys) == 0
    assert _cases(tmp_path, "2026-02-01", capsys) == 1


@pytest.mark.parametrize(
    "forged", [b"86400 +0000", b"4000000000 +0000", b"253402300800000 +0000", b"0 +0000"]
)
def test_a_forged_date_moves_no_other_commit(tmp_path: Path, capsys: Output, forged: bytes) -> None:
    made = Repository(tmp_path)
    made.commit({"plans/policy.yml": POLICY.format(language="en")}, at=datetime(2026, 1, 1, tzinfo=HANOI))
    for number in range(1, 6):
        path = f"plans/chi-bo-a/kl-{number}/conclusion.md"
        at = datetime(2026, 1, 1, tzinfo=HANOI) + timedelta(days=10 * number)
        made.commit({path: conclusion(number, "chi-bo-a")}, at=forged if number == 3 else at)
    made.make(checkout=True)
    days = ("01-10", "01-11", "01-20", "01-21", "01-31", "02-09", "02-10", "02-19", "02-20")
    assert [_cases(tmp_path, f"2026-{day}", capsys) for day in days] == [0, 1, 1, 2, 2, 2, 4, 4, 5]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([], []),
        ([5], [0]),
        ([1, 2, 2, 3], [0, 1, 2, 3]),
        ([1, 9, 2, 3], [0, 2, 3]),
        ([7, 8, 0, 9], [0, 1, 3]),
    ],
)
def test_the_fewest_dates_are_taken_to_be_wrong(numbers: list[int], found: list[int]) -> None:
    assert in_order(numbers) == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status", "--at", "2025-12-31"], "--at: the register had no commit yet on 31 Dec 2025."),
        (["status", "--at", "nowhere"], "--at: “nowhere” is neither a commit nor a day (YYYY-MM-DD)."),
        (["status", "--at=--all"], "--at: “--all” is neither a commit nor a day (YYYY-MM-DD)."),
        (["status", "--at", ""], "--at: “” is neither a commit nor a day (YYYY-MM-DD)."),
        (["status", "--at", "2026-02-30"], "argument --at: “2026-02-30” is not a day written as YYYY-MM-DD"),
        (["status", "--at", "HEAD:units"], "--at: “HEAD:units” is neither a commit nor a day (YYYY-MM-DD)."),
        (["site", "--at", "HEAD"], "--out, --strict, --force, --previous and --at go with --build."),
        (["rules", "--at", "HEAD"], "“rules” knows only what stands today; leave --at out."),
        (["init", "--at", "HEAD"], "“init” knows only what stands today; leave --at out."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_asked(repository: Repository, capsys: Output, words: list[str], said: str) -> None:
    assert main([*words, "--root", str(repository.root), "--lang", "en"]) == 2
    assert said in capsys.readouterr().err


def test_a_day_cannot_be_asked_of_a_shallow_clone_but_a_commit_can(
    repository: Repository, tmp_path: Path, capsys: Output
) -> None:
    there = Repository(tmp_path / "clone")
    there.git("clone", "-q", "--depth", "1", repository.root.as_uri(), ".")
    common = ["status", "--root", str(there.root), "--lang", "en", "--at"]
    assert main([*common, "2026-02-01"]) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err
    assert main([*common, "HEAD"]) == 1  # one conclusion cannot be read


def test_an_impossible_date_needs_a_day(tmp_path: Path, capsys: Output) -> None:
    made = Repository(tmp_path)
    made.commit({"plans/policy.yml": POLICY.format(language="en")}, at=b"253402300800000 +0000")
    made.make(checkout=True)
    common = ["status", "--root", str(tmp_path), "--at", "HEAD"]
    assert main(common) == 2
    assert "has an impossible date; add --as-of." in capsys.readouterr().err
    assert main([*common, "--as-of", "2026-01-01"]) == 0


def test_outside_a_repository_there_is_no_earlier(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "plans").mkdir()
    assert main(["status", "--root", str(tmp_path), "--lang", "en", "--at", "2026-01-01"]) == 2
    assert "History needs git" in capsys.readouterr().err


def _cases(root: Path, at: str, capsys: Output) -> int:
    assert main(["status", "--root", str(root), "--at", at, "--as-of", "2027-01-01", "--format", "json"]) == 0
    return len(json.loads(capsys.readouterr().out)["cases"])
