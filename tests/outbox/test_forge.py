"""Issues, comments and pull requests on forges that take only what the real ones say that they take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.cli.register import write
from tests.outbox.forge_servers import KINDS, ForgeServer, forge_server
from tests.outbox.registers import git, register
from tests.pages.register import FOLDER, POLICY

COMMIT = "a" * 40
EXTENDED = (
    "---\ntype: extension\ndate: 2026-09-01\nby: chi-bo-a\ntasks: [{task: N1, from: 2026-08-31, to: 2027-03-31}]\n"
    "reason: Chờ văn bản.\noutcome: approved\ndecided_by: dang-uy\n---\n"
)


@pytest.fixture(params=KINDS)
def forge(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ForgeServer]:
    with forge_server(request.param) as found:
        monkeypatch.setenv("KHACPHUC_FORGE_TOKEN", "t0k3n")
        monkeypatch.setenv("KHACPHUC_FORGE_API", found.api)
        yield found


def placed(tmp_path: Path, forge: ForgeServer) -> Path:
    """A register that names a forge."""
    policy = f"{POLICY}forge: {{kind: {forge.kind}, url: '{forge.url}'}}\n"
    return register(tmp_path / "register", {"plans/policy.yml": policy})


def post(root: Path, text: str) -> int:
    file = write(root.parent, "answer.md", text)
    return main(["answer", "--root", str(root), "--post", str(file), "--commit", COMMIT])


def test_one_comment_is_made_then_changed(tmp_path: Path, forge: ForgeServer) -> None:
    root = placed(tmp_path, forge)
    forge.add_pull("b" * 40)
    forge.add_pull(COMMIT)
    forge.add_pull("c" * 40)
    assert post(root, "Lần đầu") == 0
    assert post(root, "Lần hai") == 0
    (made,) = forge.comments
    assert made["body"] == "<!-- khacphuc:answer -->\nLần hai"
    before = len([one for one in forge.asked if not one.startswith("GET")])
    assert post(root, "Lần hai") == 0
    assert len([one for one in forge.asked if not one.startswith("GET")]) == before


def test_a_comment_of_somebody_else_with_our_mark_is_left_alone(tmp_path: Path, forge: ForgeServer) -> None:
    root = placed(tmp_path, forge)
    forge.add_pull(COMMIT)
    theirs = {"id": 7, "body": "<!-- khacphuc:answer -->\nMọi thứ đều ổn", **forge.written_by("ke-xau")}
    forge.comments.append(dict(theirs))
    assert post(root, "Còn 1 lỗi") == 0
    assert forge.comments[0] == theirs
    assert len(forge.comments) == 2


@pytest.mark.parametrize("tips", [[], [COMMIT, COMMIT]], ids=["none", "two"])
def test_without_exactly_one_pull_request_nothing_is_said(
    tips: list[str], tmp_path: Path, forge: ForgeServer
) -> None:
    root = placed(tmp_path, forge)
    for tip in tips:
        forge.add_pull(tip)
    assert post(root, "Lần đầu") == 0
    assert forge.comments == []


def test_an_issue_says_what_is_due_and_closes_when_nothing_is(tmp_path: Path, forge: ForgeServer) -> None:
    root = placed(tmp_path, forge)
    contacts = write(tmp_path, "contacts", "chi-bo-a issue\n")
    call = ["remind", "--root", str(root), "--contacts", str(contacts), "--files"]
    foreign = {
        forge.number: 9,
        "title": "x",
        forge.text: "<!-- khacphuc:remind:chi-bo-a -->",
        "state": "open",
    }
    forge.issues.append(foreign | forge.written_by("ke-xau"))
    for day in ("2026-09-01", "2026-09-05", "2026-09-05"):
        assert main([*call, "--as-of", day]) == 0
    (made,) = (one for one in forge.issues if one[forge.number] != 9)
    assert made[forge.text].startswith("<!-- khacphuc:remind:chi-bo-a -->\n")
    assert "N1: Ban hành Quy chế làm việc · quá hạn 5 ngày" in made[forge.text]
    assert len([one for one in forge.asked if one.startswith(("PATCH", "PUT"))]) == 1
    write(root, f"{FOLDER}/2026-09-01-extension.md", EXTENDED)
    assert main([*call, "--as-of", "2026-09-06"]) == 0
    assert made["state"] == "closed"
    assert foreign["state"] == "open"


def test_the_branch_of_what_was_sent_is_asked_for_once(
    tmp_path: Path, forge: ForgeServer, capsys: pytest.CaptureFixture[str]
) -> None:
    root = placed(tmp_path, forge)
    git(root, "init", "-q", "--bare", str(tmp_path / "origin.git"))
    git(root, "remote", "add", "origin", str(tmp_path / "origin.git"))
    for day in ("2026-09-01", "2026-09-07"):
        call = ["remind", "--root", str(root), "--as-of", day, "--paste", "--push"]
        assert main(call) == 0, capsys.readouterr().err
    (asked,) = forge.pulls
    own = asked["source_branch"] if forge.kind == "gitlab" else asked["head"]["ref"]
    assert own == "khacphuc/nhac-viec"


def test_a_refusal_is_told_without_the_token(
    tmp_path: Path, forge: ForgeServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KHACPHUC_FORGE_TOKEN", "wr0ng")
    assert post(placed(tmp_path, forge), "x") == 2
    said = capsys.readouterr().err
    assert "401" in said
    assert "wr0ng" not in said
