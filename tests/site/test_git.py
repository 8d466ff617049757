"""What Git is asked for the site: the commit that is shown."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from khacphuc.history.work_tree import head


def git(root: Path, *arguments: str) -> str:
    person = ("-c", "user.name=Kiểm thử", "-c", "user.email=kt@example.vn", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", "-C", str(root), *person, *arguments], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "sổ theo dõi"
    (root / "plans").mkdir(parents=True)
    git(root, "init", "-q")
    (root / "plans" / "policy.yml").write_text("type: policy\n")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "một")
    return root


def test_the_commit_and_whether_more_is_on_disk(repository: Path) -> None:
    found = head(repository)
    assert found is not None
    assert found.commit == git(repository, "rev-parse", "HEAD").strip()
    assert (found.dirty, found.shallow) == (False, False)
    assert found.label == found.commit[:10]
    (repository / "notes.txt").write_text("not of the register")
    assert head(repository) == found
    (repository / "plans" / "a").mkdir()
    (repository / "plans" / "a" / "new.md").write_text("new")
    found = head(repository)
    assert found is not None
    assert found.dirty
    assert found.label.endswith("+")


def test_a_shallow_clone_is_known(repository: Path, tmp_path: Path) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "hai")
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "clone")
    found = head(tmp_path / "clone")
    assert found is not None
    assert found.shallow


def test_nothing_is_known_without_a_commit_a_repository_or_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert head(tmp_path) is None
    git(tmp_path, "init", "-q")
    assert head(tmp_path) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert head(tmp_path) is None


def test_variables_of_a_hook_do_not_lead_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = head(repository)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert head(repository) == found


def test_no_program_of_the_repository_is_run(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(trap))
    assert head(repository) is not None
    assert not (tmp_path / "sprung").exists()
