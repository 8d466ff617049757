"""What GitPython finds, reads and writes, with git run as everywhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from khacphuc.history import git, repository
from khacphuc.history.repository import NotWritten, Remote, find
from khacphuc.history.trail import Signature
from tests.history.repositories import HANOI
from tests.history.repositories import Repository as Made

NOW = datetime(2026, 11, 29, 8, 30, tzinfo=HANOI)
HOA = Signature("Nguyễn Thị Hoa", "hoa@example.vn")
UNIT, PLAN = "units/chi-bo-a.md", "plans/chi-bo-a/kl-1/plan.md"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a person without settings."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def made(tmp_path: Path, home: Path) -> Made:
    """A repository with one commit, checked out."""
    made = Made(tmp_path / "sổ của $HOME")
    made.commit({UNIT: "một\n", PLAN: "kế hoạch\n", "README.md": "đọc\n"})
    made.make(checkout=True)
    return made


def opened(folder: Path) -> repository.Repository:
    found = find(folder)
    assert found is not None
    return found


def refused(made: Made, branch: str = "sua", path: str = UNIT) -> str:
    with pytest.raises(NotWritten) as failure:
        opened(made.root).commit(branch, {path: b"x"}, "Thử", HOA, NOW)
    return failure.value.message.text


# ----------------------------------------------------------------------------------------------------- finding


def test_a_repository_is_found_from_any_folder_in_it(made: Made) -> None:
    for folder in (made.root, made.root / "plans", made.root / "plans" / "chi-bo-a" / "kl-1"):
        assert opened(folder).private_folder == made.root / ".git"


def test_a_linked_work_tree_has_a_folder_of_its_own(made: Made, tmp_path: Path) -> None:
    made.git("worktree", "add", "-q", "-b", "khac", str(tmp_path / "khác"))
    assert opened(tmp_path / "khác").private_folder == made.root / ".git" / "worktrees" / "khác"


def test_nothing_is_found_where_nothing_is_checked_out(made: Made, tmp_path: Path) -> None:
    assert find(tmp_path) is None
    assert find(tmp_path / "không có") is None
    made.git("clone", "-q", "--bare", ".", str(tmp_path / "trần"))
    assert find(tmp_path / "trần") is None


def test_nothing_is_found_without_git(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert find(made.root) is None


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_opened_only_by_whom_trusts_it(made: Made, home: Path) -> None:
    for path in (made.root, made.root / ".git", made.root / ".git" / "config"):
        os.chown(path, 54321, 54321)
    git._trusted.cache_clear()
    try:
        assert find(made.root) is None
        (home / ".gitconfig").write_text(f'[safe]\n\tdirectory = "{made.root}"\n', "utf-8")
        git._trusted.cache_clear()
        opened(made.root).commit("sua", {UNIT: b"hai\n"}, "Sửa", HOA, NOW)
    finally:
        git._trusted.cache_clear()


def test_variables_lead_nowhere_else(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook sets some of them, and has git work in its own repository."""
    other = Made(tmp_path / "other")
    other.commit({UNIT: "khác\n"})
    other.make(checkout=True)
    before = other.git("for-each-ref"), sorted((other.root / ".git").rglob("*"))
    for name in ("GIT_DIR", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.root / ".git" / "objects"))
    monkeypatch.setenv("GIT_NAMESPACE", "x")
    here = opened(made.root)
    assert here.private_folder == made.root / ".git"
    here.commit("sua", {UNIT: b"hai\n"}, "Sửa", HOA, NOW)
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    assert made.git("show", f"sua:{UNIT}") == "hai\n"
    assert (other.git("for-each-ref"), sorted((other.root / ".git").rglob("*"))) == before


def test_the_variables_of_this_process_stay_as_they_are(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2020-01-01")
    before = dict(os.environ)
    here = opened(made.root)
    here.remotes(), here.author(), here.commit("sua", {UNIT: b"hai\n"}, "Sửa", HOA, NOW)
    refused(made, "main")
    assert dict(os.environ) == before


@pytest.mark.skipif(os.name == "nt", reason="git is a shell script here")
def test_gitpython_runs_git_as_everything_else_does(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same settings before the command, and the same variables."""
    for name, value in {
        "GIT_SSH_COMMAND": "x", "GIT_EXTERNAL_DIFF": "x", "GIT_TRACE": str(tmp_path / "trace"), "LANGUAGE": "vi",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    real = subprocess.run(["which", "git"], check=True, capture_output=True, text=True).stdout.strip()
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    record = tmp_path / "record"
    program.write_text(
        f"#!/bin/sh\n{{ env | LC_ALL=C sort; printf '%s\\n' \"$@\"; echo; }} >>'{record}'\nexec {real} \"$@\"\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    def recorded() -> list[tuple[list[str], list[str]]]:
        """The variables and the words of each run."""
        runs = [run.splitlines() for run in record.read_text("utf-8").split("\n\n") if run]
        record.unlink()
        starts = [next(at for at, line in enumerate(run) if line == "--no-optional-locks") for run in runs]
        ignored = (
            "_=",
            "PWD=",
            "OLDPWD=",
            "SHLVL=",
            "LANGUAGE=",
        )  # the shell's; and GitPython speaks English in two ways
        return [
            ([line for line in run[:at] if not line.startswith(ignored)], run[at:])
            for at, run in zip(starts, runs, strict=True)
        ]

    git.answer(made.root, "rev-parse", "HEAD")
    ((variables, words),) = recorded()
    assert not any(line.startswith(("GIT_SSH_COMMAND", "GIT_TRACE")) for line in variables)
    here = opened(made.root)
    here.remotes()
    here.commit("sua", {UNIT: b"hai\n"}, "Sửa", HOA, NOW)
    settings = words[: words.index("rev-parse")]
    runs = recorded()
    assert len(runs) > 4
    for found, said in runs:
        assert found == variables
        assert said[: len(settings)] == settings
    here.author()
    for found, said in recorded():  # the person's own settings are read, and nothing else of theirs
        assert said[: len(settings)] == settings
        assert not any(line.startswith(("GIT_SSH_COMMAND", "GIT_TRACE")) for line in found)


# ------------------------------------------------------------------------------------------ remotes and author


def test_remotes_are_told_without_passwords(made: Made) -> None:
    assert opened(made.root).remotes() == []
    made.git("remote", "add", "origin", "https://hoa:bi-mat@kho.example.vn/so.git")
    made.git("remote", "add", "du-phong", "git@kho.example.vn:so.git")
    made.git("config", "remote.pushDefault", "origin")
    made.git("config", "remote.nowhere.fetch", "+refs/*:refs/*")
    assert opened(made.root).remotes() == [
        Remote("origin", "https://*****:*****@kho.example.vn/so.git"),
        Remote("du-phong", "git@kho.example.vn:so.git"),
    ]


def test_what_settings_include_is_not_read(made: Made, tmp_path: Path) -> None:
    (tmp_path / "more").write_text('[remote "x"]\n\turl = https://x.example\n')
    made.git("config", "include.path", str(tmp_path / "more"))
    assert opened(made.root).remotes() == []


def test_the_author_is_whom_the_person_names(made: Made, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = opened(made.root)
    assert here.author() is None
    (home / ".gitconfig").write_text("[user]\n\tname = Nguyễn Thị Hoa\n", "utf-8")
    assert here.author() is None, "nothing is made up"
    more = f'[includeIf "gitdir:{made.root}/"]\n\tpath = riêng\n'
    (home / ".gitconfig").write_text(
        f"[user]\n\tname = Nguyễn Thị Hoa\n\temail = h@example.vn\n{more}", "utf-8"
    )
    (home / "riêng").write_text("[user]\n\temail = hoa@example.vn\n", "utf-8")
    assert here.author() == HOA
    made.git("config", "user.name", "Phòng Tổng hợp")
    assert here.author() == Signature("Phòng Tổng hợp", "hoa@example.vn")
    made.git("config", "author.name", " Trần <Văn> Bình ")
    assert here.author() == Signature("Trần Văn Bình", "hoa@example.vn")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Lê Thị Mai")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "mai@example.vn")
    assert here.author() == Signature("Lê Thị Mai", "mai@example.vn")


# ----------------------------------------------------------------------------------------------------- writing


def state(root: Path) -> dict[str, bytes]:
    """Every file on disk, the index, and where HEAD points."""
    files = (
        path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts
    )
    kept = (root / ".git" / "index", root / ".git" / "HEAD")
    return {str(path): path.read_bytes() for path in (*files, *kept)}


def test_a_commit_leaves_work_tree_and_index_alone(made: Made) -> None:
    (made.root / UNIT).write_text("sửa dở\n", "utf-8")
    (made.root / "README.md").write_text("đã chọn\n", "utf-8")
    made.git("add", "README.md")
    (made.root / "units" / "moi.md").write_text("chưa theo dõi\n", "utf-8")
    before, shown = state(made.root), made.git("status", "--porcelain")
    new = "plans/chi-bo-a/kl-1/2026-11-29-update.md"
    commit = opened(made.root).commit(
        "bao-cao/n1", {UNIT: b"hai\r\n", new: b"", PLAN: None}, "Báo cáo\n\nN1\n", HOA, NOW
    )
    assert (state(made.root), made.git("status", "--porcelain")) == (before, shown)
    assert made.git("rev-parse", "bao-cao/n1").strip() == commit
    assert made.git("diff", "--name-status", "main", commit).splitlines() == [
        f"A\t{new}",
        f"D\t{PLAN}",
        f"M\t{UNIT}",
    ]
    assert made.git("show", f"{commit}:{UNIT}") == "hai\r\n"
    told = made.git("show", "-s", "--format=%an|%ae|%aI|%cn|%ce|%cI|%P|%B", commit).strip()
    who = "Nguyễn Thị Hoa|hoa@example.vn|2026-11-29T08:30:00+07:00"
    assert told == f"{who}|{who}|{made.tip()}|Báo cáo\n\nN1"
    made.git("fsck", "--strict")


def test_the_next_commit_follows_on_its_branch(made: Made) -> None:
    here = opened(made.root)
    first = here.commit("sua", {UNIT: b"hai\n"}, "Sửa", HOA, NOW)
    second = here.commit("sua", {PLAN: b"hai\n"}, "Sửa tiếp", HOA, NOW)
    third = here.commit("khac", {UNIT: b"ba\n"}, "Sửa khác", HOA, NOW, base=first)
    assert made.git("log", "--format=%H", "sua").split() == [second, first, made.tip()]
    assert made.git("log", "--format=%H", "khac").split() == [third, first, made.tip()]


def test_a_branch_that_moves_meanwhile_loses_nothing(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    here = opened(made.root)
    first = here.commit("sua", {UNIT: b"hai\n"}, "Sửa", HOA, NOW)
    second = here.commit("sua", {PLAN: b"hai\n"}, "Sửa tiếp", HOA, NOW)
    monkeypatch.setattr(repository.Repository, "_named", lambda *_: first)
    assert "did not write" in refused(made)
    assert made.git("rev-parse", "sua").strip() == second


def test_a_register_may_be_a_folder_of_its_repository(tmp_path: Path, home: Path) -> None:
    prefix = 'hồ "sơ" 2026'
    made = Made(tmp_path / "repository")
    made.commit({f"{prefix}/{UNIT}": "một\n"})
    made.make(checkout=True)
    commit = opened(made.root / prefix).commit("sua", {UNIT: b"hai\n"}, "Sửa", HOA, NOW)
    assert made.git("show", f"{commit}:{prefix}/{UNIT}") == "hai\n"
    assert made.git("ls-tree", "-r", "-z", "--name-only", commit) == f"{prefix}/{UNIT}\0"


def test_other_kinds_of_repository_are_written_to(tmp_path: Path, home: Path) -> None:
    made = Made(tmp_path / "repository")
    made.git("init", "-q", "-b", "main", "--object-format=sha256", ".")
    made.commit({UNIT: "một\n"})
    made.make(checkout=True)
    commit = opened(made.root).commit("sua", {UNIT: b"hai\n"}, "Sửa", HOA, NOW)
    assert len(commit) == 64
    assert made.git("show", f"sua:{UNIT}") == "hai\n"


def test_a_branch_that_is_checked_out_is_not_written_to(made: Made, tmp_path: Path) -> None:
    made.git("worktree", "add", "-q", "-b", "khac", str(tmp_path / "khác"))
    for branch in ("main", "khac"):
        assert "is checked out" in refused(made, branch)


@pytest.mark.parametrize("branch", ["", "-x", "a..b", "a b", "a\nb", "a.lock", "/a", "a//b", "@{-1}", "a\0b"])
def test_only_names_of_branches_are_taken(made: Made, branch: str) -> None:
    assert "name of a branch" in refused(made, branch)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "README.md",
        "../x.md",
        ".git/config",
        "plans/../.git/config",
        "/etc/passwd",
        "units/A.md",
        "units/a\n.md",
    ],
)
def test_only_documents_are_written(made: Made, path: str) -> None:
    assert "No document" in refused(made, path=path)
    assert made.git("branch", "--list", "sua") == ""


def test_before_the_first_commit_there_is_nothing_to_branch_from(tmp_path: Path, home: Path) -> None:
    made = Made(tmp_path / "repository")
    made.git("init", "-q", "-b", "main", ".")
    assert "no commit yet" in refused(made)
    assert "is checked out" in refused(made, "main")


# ------------------------------------------------------------------------------------------------------- cost


@pytest.mark.parametrize(
    "words", [("check", UNIT), ("check",), ("check", "--base", "HEAD"), ("history",), ("status",)]
)
def test_commands_that_read_do_not_import_gitpython(made: Made, words: tuple[str, ...]) -> None:
    code = f"import sys; from khacphuc.cli import main; main({list(words)!r}); sys.exit('git' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=made.root, check=False).returncode == 0
