"""What was saved reaches the copy that it came from, and nothing that a repository's settings name is run for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from khacphuc.cli import main
from khacphuc.form.merging import merged
from khacphuc.form.requests import forge_at, request_page
from khacphuc.history.sending import address_of, may_send_to, send
from khacphuc.model.policy import ForgeSettings
from khacphuc.model.vocabulary import ForgeKind
from tests.form.conftest import git


@pytest.fixture
def remote(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    found = tmp_path / "kho.git"
    git(tmp_path, "init", "-q", "--bare", str(found))
    git(root, "remote", "add", "origin", str(found))
    return found


def test_a_commit_is_pushed_to_a_branch_of_its_own(root: Path, remote: Path) -> None:
    commit = git(root, "rev-parse", "HEAD").strip()
    assert address_of(root, "origin") == str(remote)
    assert send(root, str(remote), commit, "ghi-so/x-1") == ""
    assert git(remote, "rev-parse", "ghi-so/x-1").strip() == commit


def test_a_branch_that_went_on_elsewhere_is_not_overwritten(root: Path, remote: Path) -> None:
    first = git(root, "rev-parse", "HEAD").strip()
    git(root, "commit", "-q", "--allow-empty", "-m", "Sau")
    assert send(root, str(remote), git(root, "rev-parse", "HEAD").strip(), "ghi-so/x-1") == ""
    assert "rejected" in send(root, str(remote), first, "ghi-so/x-1")


def test_nothing_that_the_repository_names_is_run(root: Path, remote: Path, tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch {trap}\nexit 1\n")
    program.chmod(0o755)
    hook = root / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_bytes(program.read_bytes())
    hook.chmod(0o755)
    for key in ("core.sshCommand", "credential.helper", "core.askPass", "core.fsmonitor", "gpg.program"):
        git(root, "config", key, str(program))
    git(root, "config", f"url.ext::{program} %S.insteadOf", str(remote))
    git(root, "config", "protocol.ext.allow", "always")
    assert send(root, str(remote), git(root, "rev-parse", "HEAD").strip(), "ghi-so/x-1") == ""
    assert not trap.exists()


@pytest.mark.parametrize(
    "address",
    [
        "ext::sh -c touch% /tmp/x",
        "-oProxyCommand=x",
        "./kho.git",
        "../kho.git",
        "file:///tmp/x",
        "ssh://-oProxyCommand=x/y",
        "fd::7",
        "",
    ],
)
def test_odd_addresses_are_sent_nothing(root: Path, address: str) -> None:
    assert not may_send_to(root, address)


def test_a_copy_inside_the_folder_is_sent_nothing(root: Path) -> None:
    assert not may_send_to(root, str(root / "kho.git"))


@pytest.mark.parametrize(
    "address", ["https://git.example.vn/a/b.git", "ssh://git@git.example.vn/a/b", "git@github.com:a/b.git"]
)
def test_addresses_in_the_network_are(root: Path, address: str) -> None:
    assert may_send_to(root, address)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("git@github.com:a/b.git", "https://github.com/a/b/compare/main...ghi-so/x-1?expand=1"),
        ("https://me:secret@github.com/a/b", "https://github.com/a/b/compare/main...ghi-so/x-1?expand=1"),
        ("https://codeberg.org/a/b.git", "https://codeberg.org/a/b/compare/main...ghi-so/x-1"),
        (
            "ssh://git@gitlab.com/a/b.git",
            "https://gitlab.com/a/b/-/merge_requests/new?merge_request%5Bsource_branch%5D=ghi-so%2Fx-1&merge_request%5Btarget_branch%5D=main",
        ),
    ],
)
def test_the_page_of_the_request_is_known(address: str, page: str) -> None:
    forge = forge_at(address)
    assert forge is not None
    assert request_page(forge, "ghi-so/x-1") == page


def test_an_own_forge_is_named_by_the_policy() -> None:
    assert forge_at("https://git.example.vn/a/b") is None
    forge = ForgeSettings(kind=ForgeKind.GITEA, url="https://git.example.vn/a/b")
    assert request_page(forge, "ghi-so/x-1") == "https://git.example.vn/a/b/compare/main...ghi-so/x-1"


def test_the_command_serves_until_it_is_stopped(
    root: Path, remote: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from khacphuc.form import serving

    opened: list[str] = []
    served: list[serving.EditServer] = []

    def stop(self: serving.EditServer) -> None:
        served.append(self)
        raise KeyboardInterrupt

    monkeypatch.setattr(serving.EditServer, "serve_forever", stop)
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Lê Thử")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "le@example.vn")
    assert main(["edit", "chi-bo-a/kl-1", "--root", str(root), "--port", "0", "--as-of", "2026-11-23"]) == 0
    assert opened == [served[0].address("case/chi-bo-a/kl-1/")]
    assert opened[0] in capsys.readouterr().out
    target = served[0].editor.target("plans/chi-bo-a/kl-1/plan.md")
    before = served[0].editor.values(target)
    outcome = served[0].editor.save(target, {**before, "title": "Tên mới"}, before)
    assert outcome.saved
    told = served[0].after(outcome.saved)
    assert "sent" in told, told
    assert git(remote, "log", "-1", "--format=%an", outcome.saved.branch).strip() == "Lê Thử"


@pytest.mark.parametrize("given", ["khong/co", "../..", "plans/x/y/z.md"])
def test_a_case_that_is_not_there_is_told(root: Path, given: str) -> None:
    assert main(["edit", given, "--root", str(root), "--no-browser"]) == 2


def test_changes_of_both_sides_are_joined() -> None:
    origin: Any = {"a": "1", "tasks": [{"id": "N1", "x": "1", "y": "1"}, {"id": "N2"}]}
    mine: Any = {"a": "1", "tasks": [{"id": "N1", "x": "2", "y": "1"}, {"id": "N2"}, {"id": "N3"}]}
    theirs: Any = {"a": "2", "tasks": [{"id": "N1", "x": "1", "y": "2"}, {"id": "N2"}]}
    assert merged(origin, mine, theirs) == (
        {"a": "2", "tasks": [{"id": "N1", "x": "2", "y": "2"}, {"id": "N2"}, {"id": "N3"}]},
        [],
    )
    assert merged(origin, {**mine, "a": "3"}, theirs)[1] == [("a",)]
    assert merged(
        {"t": [{"id": "N1"}]},
        {"t": [{"id": "N1"}, {"id": "N2", "x": "a"}]},
        {"t": [{"id": "N1"}, {"id": "N2", "x": "b"}]},
    )[1]
    assert merged(
        {"t": [{"id": "N1"}, {"id": "N2"}]},
        {"t": [{"id": "N2"}]},
        {"t": [{"id": "N1"}, {"id": "N2", "x": "b"}]},
    ) == (
        {"t": [{"id": "N2", "x": "b"}]},
        [],
    )
