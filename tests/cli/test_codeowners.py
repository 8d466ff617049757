"""CODEOWNERS by the table of rights, how a forge reads it, and the warning once it is old."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.history.documents import policy, unit

Output = pytest.CaptureFixture[str]
FORGES = {
    kind: {"kind": kind, "url": "https://git.example.vn/so"}
    for kind in ("github", "gitlab", "forgejo", "gitea")
}


def person(account: str, **more: str) -> dict[str, str]:
    return {"id": account, "role": account, "account": account} | more


def register(root: Path, forge: str = "github", **settings: list[str]) -> Path:
    files = {
        "plans/policy.yml": policy(forge=FORGES[forge], **settings),
        "units/dang-uy.md": unit("dang-uy", person("uy"), kind="committee", commission="ubkt"),
        "units/ubkt.md": unit("ubkt", person("kiem"), kind="commission", parent="dang-uy"),
        "units/chi-bo-a.md": unit(
            "chi-bo-a",
            person("a1"),
            person("cu", until="2026-01-31"),
            {"id": "k", "role": "K"},
            parent="dang-uy",
        ),
        "units/chi-bo-b.md": unit("chi-bo-b", person("b1"), parent="dang-uy"),
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def owners(root: Path, path: str, forge: str) -> str:
    """The owners of a file as a forge finds them: the last line that fits."""
    found = ""
    for line in (root / "CODEOWNERS").read_text("utf-8").splitlines():
        pattern, _, accounts = line.partition(" ")
        if line.startswith("#") or not line:
            continue
        if forge in ("forgejo", "gitea"):
            fits = re.fullmatch(pattern, path) is not None
        else:
            glob = pattern.removeprefix("/")
            deep = glob.endswith("/") and path.startswith(glob)
            fits = glob == "*" or deep or (glob.count("/") == path.count("/") and fnmatchcase(path, glob))
        found = accounts if fits else found
    return found


@pytest.mark.parametrize("forge", FORGES)
def test_owners_are_whose_word_a_file_is(tmp_path: Path, forge: str) -> None:
    root = register(tmp_path, forge)
    assert main(["codeowners", "--root", str(root), "--as-of", "2026-06-01", "--write"]) == 0
    case = "plans/chi-bo-a/kl-1"
    assert {
        name: owners(root, path, forge)
        for name, path in {
            "policy": "plans/policy.yml",
            "workflow": ".github/workflows/check.yml",
            "unit": "units/chi-bo-a.md",
            "conclusion": f"{case}/conclusion.md",
            "plan": f"{case}/plan-bi-thu.md",
            "update": f"{case}/2026-02-01-update-2.md",
            "verification": f"{case}/2026-02-01-verification.md",
            "extension": f"{case}/2026-02-01-extension.md",
            "closure": f"{case}/2026-02-01-closure.md",
            "called otherwise": f"{case}/2026-02-01-closure-report.md",
            "meeting": f"{case}/2026-02-01-meeting.md",
        }.items()
    } == {
        "policy": "@uy",
        "workflow": "@uy",
        "unit": "@uy",
        "conclusion": "@kiem @uy",
        "plan": "@a1 @uy",
        "update": "@a1",
        "verification": "@kiem @uy",
        "extension": "@uy",
        "closure": "@kiem @uy",
        "called otherwise": "@kiem @uy",
        "meeting": "@a1",
    }


def test_who_owes_does_not_own_what_others_decide_and_registrars_own_all(tmp_path: Path) -> None:
    root = register(tmp_path, registrars=["chi-bo-b/b1"])
    (root / "units/dang-uy.md").write_text(unit("dang-uy", kind="committee"), "utf-8")
    assert main(["codeowners", "--root", str(root), "--write"]) == 0
    assert owners(root, "plans/chi-bo-a/kl-1/2026-02-01-extension.md", "github") == "@b1"
    (root / "plans/policy.yml").write_text(policy(), "utf-8")
    assert main(["codeowners", "--root", str(root), "--write"]) == 0
    assert owners(root, "plans/chi-bo-a/kl-1/2026-02-01-extension.md", "github") == ""


def test_the_check_warns_once_it_is_old(tmp_path: Path, capsys: Output) -> None:
    root = register(tmp_path)
    words = ("check", "--root", str(root), "--as-of", "2026-01-15", "--lang", "en")
    main(["codeowners", "--root", str(root), "--as-of", "2026-01-15", "--write"])
    assert "@cu" in (root / "CODEOWNERS").read_text("utf-8")
    main([*words])
    assert "KP618" not in capsys.readouterr().out
    main([*words, "--as-of", "2026-02-15"])
    assert "warning KP618" in capsys.readouterr().out, "somebody has left"
    (root / "CODEOWNERS").write_text("* @ai\n", "utf-8")
    main([*words, "--as-of", "2026-02-15"])
    assert "KP618" not in capsys.readouterr().out, "a file of one's own"
