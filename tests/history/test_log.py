"""The log of real repositories, read in one pass: whatever stands in it, and when the main branch received it."""

from __future__ import annotations

from pathlib import Path

import pytest

from khacphuc.history.log.commit_log import GONE, NO_DOCUMENT, Commit, FileChange, read_log
from khacphuc.history.log.commit_metadata import authors, moment, pull_request, subject
from khacphuc.history.log.main_branch import MainCommit, main_branch, main_commits
from khacphuc.history.objects import open_blobs
from khacphuc.history.trail import NoCommitError, Signature, UnreadableRepositoryError
from tests.history.repositories import File, Person, Repository

PLAN = "plans/chi-bo-a/kl-1/plan.md"
OTHER = "plans/chi-bo-a/kl-1/2026-03-01-update.md"


def made(repository: Repository) -> dict[str, Commit]:
    repository.make()
    return {commit.id: commit for commit in read_log(repository.root, "main")}


def arrived(repository: Repository) -> list[MainCommit]:
    commits = made(repository)
    chain, before = main_branch(commits, repository.tip())
    assert before == ""
    return main_commits(commits, chain)


def brought(repository: Repository) -> list[tuple[str, ...]]:
    """The first lines of what came with each commit of the main branch, itself first."""
    return [(subject(each.commit), *map(subject, each.brought)) for each in arrived(repository)]


def test_a_message_may_look_like_a_commit(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({PLAN: "1"}, message="thật")
    log = "\n".join(("giả", "", "0" * 40, ":100644 100644 a b M", PLAN, "commit " + "1" * 40))
    second = repository.commit({PLAN: "2"}, message=log)
    third = repository.commit({OTHER: "3"}, message="")
    commits = made(repository)
    assert len(commits) == 3
    assert subject(commits[repository.id(second)]) == "giả"
    assert commits[repository.id(second)].message.decode().strip() == log
    assert [change.path for change in commits[repository.id(second)].changes] == [PLAN]
    assert (subject(commits[repository.id(third)]), commits[repository.id(third)].parents) == (
        "",
        (repository.id(second),),
    )


def test_only_documents_are_told(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    strange = "plans/chi-bo-a/kl-1/k\u1ebf ho\u1ea1ch\n.md"
    first = repository.commit(
        {
            "README.md": "x",
            strange: "x",
            "plans/\udcff\udcfe/a.md": "x",
            "plans/chi-bo-a/kl-1/anh.png": "x",
            "units/chi-bo-a.md": File(b"../etc", "120000"),
            PLAN: "x",
        }
    )
    second = repository.commit({PLAN: File(b"x", "100755")})  # a mark of the file, not another content
    third = repository.commit({PLAN: File(b"x", "120000")})
    fourth = repository.commit(moves={PLAN: "plans/chi-bo-a/kl-1/ban-cu.txt"})
    commits = made(repository)
    told = {change.path: change.blob for change in commits[repository.id(first)].changes}
    assert told.keys() == {"units/chi-bo-a.md", PLAN}
    assert told["units/chi-bo-a.md"] == NO_DOCUMENT
    assert [change.blob for change in commits[repository.id(second)].changes] == [told[PLAN]]
    assert [change.blob for change in commits[repository.id(third)].changes] == [NO_DOCUMENT]
    assert commits[repository.id(fourth)].changes == (FileChange(PLAN, GONE),)


def test_a_register_in_a_subfolder_sees_its_own_paths(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({f"so/{PLAN}": "một\nhai\nba\n", PLAN: "ngoài"})
    repository.commit(moves={f"so/{PLAN}": f"so/{OTHER}"})
    repository.make(checkout=True)
    newest, oldest = read_log(tmp_path / "so", "main")
    assert [change.path for change in oldest.changes] == [PLAN]
    assert [(change.path, change.was) for change in newest.changes] == [(OTHER, PLAN)]


def test_a_persons_settings_change_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({PLAN: "một\nhai\nba\n"})
    repository.commit(moves={PLAN: OTHER})
    commits = made(repository)
    for name, value in {
        "log.showRoot": "false",
        "diff.renames": "false",
        "log.showSignature": "true",
        "log.date": "iso",
        "log.follow": "true",
        "i18n.logOutputEncoding": "utf-16",
        "format.pretty": "oneline",
        "log.diffMerges": "off",
        "core.abbrev": "5",
    }.items():
        repository.git("config", name, value)
    assert {commit.id: commit for commit in read_log(tmp_path, "main")} == commits


def test_a_merge_brings_its_branch(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({PLAN: "1"}, message="đầu")
    repository.branch("a")
    repository.branch("b")
    repository.commit({OTHER: "a"}, on="a", message="a1")
    repository.commit({"units/chi-bo-a.md": "b"}, on="b", message="b1")
    repository.commit({OTHER: "aa"}, on="a", message="a2")
    repository.commit({PLAN: "2"}, message="thẳng")
    repository.merge("a", "b", message="bạch tuộc")
    assert brought(repository) == [("đầu",), ("thẳng",), ("bạch tuộc", "a1", "a2", "b1")]


def test_a_foxtrot_turns_the_main_branch_around(tmp_path: Path) -> None:
    """Who merges the main branch into his own and pushes it makes his own the chain of first parents."""
    repository = Repository(tmp_path)
    repository.commit({PLAN: "1"}, message="đầu")
    repository.branch("mine")
    repository.commit({PLAN: "2"}, message="của mọi người")
    repository.commit({OTHER: "x"}, on="mine", message="của tôi")
    repository.merge("main", into="mine", message="đảo")
    repository.make()
    repository.git("update-ref", "refs/heads/main", "mine")
    commits = {commit.id: commit for commit in read_log(tmp_path, "main")}
    chain, _ = main_branch(commits, repository.tip("mine"))
    told = [(subject(each.commit), *map(subject, each.brought)) for each in main_commits(commits, chain)]
    assert told == [("đầu",), ("của tôi",), ("đảo", "của mọi người")]


def test_a_criss_cross_brings_each_commit_once(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({PLAN: "1"}, message="đầu")
    repository.branch("a")
    repository.branch("b")
    repository.commit({OTHER: "1"}, on="a", message="a1")
    repository.commit({"units/chi-bo-a.md": "1"}, on="b", message="b1")
    repository.branch("a0", off="a")
    repository.merge("b", into="a", message="b vào a")
    repository.merge("a0", into="b", message="a vào b")
    repository.merge("a", message="nhận a")
    repository.merge("b", message="nhận b")
    assert brought(repository) == [("đầu",), ("nhận a", "a1", "b1", "b vào a"), ("nhận b", "a vào b")]


def test_dates_that_lie_move_nothing(tmp_path: Path) -> None:
    """A parent dated after its child still comes before it."""
    repository = Repository(tmp_path)
    repository.commit({PLAN: "1"}, message="đầu", at=b"1900000000 +0700")
    repository.branch("a")
    repository.commit({PLAN: "2"}, on="a", message="a1", at=b"1950000000 +0700")
    repository.commit({PLAN: "3"}, on="a", message="a2", at=b"1000000000 +0700")
    repository.merge("a", message="nhận", at=b"1100000000 +0700")
    repository.commit({PLAN: "4"}, message="cuối", at=b"1050000000 +0700")
    assert brought(repository) == [("đầu",), ("nhận", "a1", "a2"), ("cuối",)]


def test_a_chain_of_three_thousand_is_walked_without_recursion(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({PLAN: "0"})
    repository.branch("a")
    for number in range(3000):
        repository.commit({PLAN: str(number)}, on="a", message=str(number))
    repository.merge("a")
    last = arrived(repository)[-1]
    assert [subject(commit) for commit in last.brought] == [str(number) for number in range(3000)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"1767576600 +0700", "2026-01-05T08:30:00+07:00"),
        (b"1767576600 -0330", "2026-01-04T22:00:00-03:30"),
        (b"0 +0000", None),
        (b"1767576600 +9999", None),
        (b"1767576600 +0760", None),
        (b"999999999999 +0000", None),
        (b"", None),
        (b"hom qua", None),
    ],
)
def test_dates(raw: bytes, expected: str | None) -> None:
    found = moment(raw)
    assert (found.isoformat() if found else None) == expected


def test_a_date_that_git_cannot_hold(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({PLAN: "1"}, at=b"9999999999999999999 +0000", committed_at=b"1767576600 +9900")
    (only,) = made(repository).values()
    assert (moment(only.author[2]), moment(only.committer[2])) == (None, None)


def test_a_commit_without_a_date(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({PLAN: "1"})
    repository.make()
    tree = repository.git("rev-parse", "main^{tree}").strip()
    raw = f"tree {tree}\nauthor An <an@a.vn> hom qua\ncommitter An <an@a.vn\nencoding lạ\n\nMột\0hai\n"
    name = repository.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw.encode()
    ).strip()
    (only,) = read_log(tmp_path, name)
    assert (moment(only.author[2]), moment(only.committer[2]), subject(only)) == (None, None, "Một")
    assert [change.path for change in only.changes] == [PLAN]


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Merge pull request #12 from chi-bo-a/gia-han\n\nGia hạn", "12"),
        ("Merge pull request 'Gia hạn (#3)' (#12) from gia-han into main", "12"),
        ("Gia hạn nhiệm vụ N1 (#12)", "12"),
        ('Revert "Gia hạn (#11)" (#12)', "12"),
        ("Merge branch 'gia-han' into 'main'\n\nGia hạn\n\nSee merge request dang-uy/so!12", "12"),
        ("Merged in gia-han (pull request #12)", "12"),
        ("Merged PR 12: Gia hạn", "12"),
        ('Revert "Gia hạn (#11)"', ""),
        ("Theo ý kiến (#11) của chi bộ", ""),
        ("Cập nhật\n\nMerge pull request #11 from x", ""),
        ("Cập nhật\n\nSee merge request so!11 trước đó", ""),
        ("", ""),
    ],
)
def test_pull_requests(tmp_path: Path, message: str, number: str) -> None:
    repository = Repository(tmp_path)
    repository.commit({PLAN: "1"}, message=message)
    (only,) = made(repository).values()
    assert pull_request(only) == number


def test_authors_are_whoever_the_message_names(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit(
        {PLAN: "1"},
        by=Person("An", "an@a.vn"),
        message="Gộp\n\nCo-authored-by: Bình <binh@a.vn>\nco-authored-by:Chi<chi@a.vn>\r\n"
        "Co-authored-by: An <an@a.vn>\nCo-authored-by: không có thư\n x Co-authored-by: Giả <gia@a.vn>\n",
    )
    (only,) = made(repository).values()
    assert authors(only) == (
        Signature("An", "an@a.vn"),
        Signature("Bình", "binh@a.vn"),
        Signature("Chi", "chi@a.vn"),
    )


def test_names_and_messages_that_are_not_utf8(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit(
        {PLAN: "1"}, by=Person(b"V\xe0ng \xff", b"\xfe@a.vn"), message=b"C\xea\xf1 nh\xe2t\nhai"
    )
    (only,) = made(repository).values()
    assert authors(only) == (Signature("V\ufffdng \ufffd", "\ufffd@a.vn"),)
    assert subject(only) == "C\ufffd\ufffd nh\ufffdt"


def test_blobs_come_in_order_and_none_for_what_is_no_document(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    contents = [f"{number}\n".encode() * (number * 37 % 5000) for number in range(300)]
    repository.commit({f"{number}.md": content for number, content in enumerate(contents)})
    repository.commit({"lon.md": b"x" * (2 * 1024 * 1024 + 1), "vua.md": b"y" * 2 * 1024 * 1024})
    repository.make()
    listed = repository.git("ls-tree", "-z", "main").split("\0")[:-1]
    names = {line.partition("\t")[2]: line.split()[2] for line in listed}
    asked = [names[f"{number}.md"] for number in range(300)]
    with open_blobs(tmp_path, [*asked, names["lon.md"], "0" * 40, names["vua.md"]]) as given:
        found = list(given)
    assert found[:300] == contents
    assert found[300:302] == [None, None]
    assert found[302] == b"y" * 2 * 1024 * 1024


def test_a_damaged_repository_says_so(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({PLAN: "1"})
    repository.commit({PLAN: "2"})
    repository.make()
    with pytest.raises(UnreadableRepositoryError):
        list(read_log(tmp_path, "1" * 40))
    with pytest.raises((UnreadableRepositoryError, NoCommitError)):
        list(read_log(tmp_path / "nirgends", "main"))
