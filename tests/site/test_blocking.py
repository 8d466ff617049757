"""A register with errors is published, and says so first: how many, and where. What the site counts is what the check counts."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.history.repositories import Repository
from tests.pages.register import FOLDER, PLAN, POLICY, files
from tests.rules.examples import BASE

DAY = "2026-11-23"
Output = pytest.CaptureFixture[str]


def register(root: Path, *changes: dict[str, str]) -> Path:
    made = Repository(root)
    made.commit(files())
    for change in changes:
        made.commit(change)
    made.make(checkout=True)
    return root


def checked(root: Path, capsys: Output, day: str = DAY) -> dict[str, int]:
    capsys.readouterr()
    main(["check", "--root", str(root), "--as-of", day, "--format", "json"])
    counts: dict[str, int] = json.loads(capsys.readouterr().out)["counts"]
    return counts


def built(root: Path, out: Path, capsys: Output, day: str = DAY) -> tuple[str, str]:
    """What the command says, and the notice on the front page in words."""
    words = [
        "site",
        "--root",
        str(root),
        "--as-of",
        day,
        "--lang",
        "en",
        "--build",
        "--force",
        "--out",
        str(out),
    ]
    capsys.readouterr()
    assert main(words) == 0
    said = capsys.readouterr().out
    page = (out / "index.html").read_text("utf-8")
    notice = re.search(r'<details class="kp-note kp-blocking">.*?</details>', page, re.DOTALL)
    return said, " ".join(unescape(re.sub(r"<[^>]*>", " ", notice[0])).split()) if notice else ""


def test_the_site_counts_what_the_check_counts_history_included(tmp_path: Path, capsys: Output) -> None:
    later = PLAN.replace("due: 2026-07-15", "due: 2026-12-15")
    root = register(tmp_path / "so", {f"{FOLDER}/plan.md": later})
    counts = checked(root, capsys)
    said, notice = built(root, tmp_path / "out", capsys)
    assert f"{counts['errors']} errors" in said
    main(["check", "--root", str(root), "--as-of", DAY, "--lang", "en"])
    assert "KP601" in (whole := capsys.readouterr().out)
    assert whole.splitlines()[-1] in said
    assert notice.startswith(f"Not in order. The documents behind these pages hold {counts['errors']} errors")
    assert sum(map(int, re.findall(r": (\d+)", notice.partition("mended.")[2]))) == counts["errors"]
    assert "35-TB/ĐU, Chi bộ A :" in notice
    assert (tmp_path / "out/cases/chi-bo-a/kl-1/index.html").is_file()


def test_a_register_in_order_says_nothing(tmp_path: Path, capsys: Output) -> None:
    for path, data in BASE.items():
        (tmp_path / "so" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "so" / path).write_bytes(data)
    assert checked(tmp_path / "so", capsys, "2024-07-10")["errors"] == 0
    assert built(tmp_path / "so", tmp_path / "out", capsys, "2024-07-10")[1] == ""


@pytest.mark.parametrize("path", ["plans/Kế hoạch.md", "units/chi-bo-b.md", "plans/policy.yml"])
def test_where_is_said_of_what_belongs_to_no_case(tmp_path: Path, path: str, capsys: Output) -> None:
    text = "unknown: 1\n" + POLICY if path.endswith(".yml") else "---\nx: <script>alert(1)</script>\n---\n"
    root = register(tmp_path / "so", {path: text})
    _said, notice = built(root, tmp_path / "out", capsys)
    assert f"{path} :" in notice.replace(f"{path}:", f"{path} :")


def test_in_public_only_the_number_tells_of_what_is_restricted(tmp_path: Path, capsys: Output) -> None:
    conclusion = files()[f"{FOLDER}/conclusion.md"]
    hidden = conclusion.replace("unit: chi-bo-a\n", "unit: chi-bo-a\nvisibility: restricted\n")
    policy = f"{POLICY}profile: public\n"
    root = register(tmp_path / "so", {f"{FOLDER}/conclusion.md": hidden, "plans/policy.yml": policy})
    errors = checked(root, capsys)["errors"]
    assert errors
    _said, notice = built(root, tmp_path / "out", capsys)
    assert f"hold {errors} error" in notice
    assert "35-TB" not in notice
    assert "kl-1" not in notice


@pytest.mark.parametrize("how", ["no repository", "cut short", "no commit", "no git"])
def test_where_history_is_missing_the_site_says_so_first(
    tmp_path: Path, how: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = register(tmp_path / "so", {f"{FOLDER}/plan.md": PLAN.replace("2026-07-15", "2026-12-15")})
    if how == "cut short":
        clone = tmp_path / "nong"
        Repository(tmp_path).git("clone", "-q", "--depth", "1", root.as_uri(), str(clone))
        root = clone
    elif how in ("no repository", "no commit"):
        shutil.rmtree(root / ".git")
        if how == "no commit":
            Repository(root).git("init", "-q")
    else:
        monkeypatch.setenv("PATH", str(tmp_path))
    words = [
        "site",
        "--root",
        str(root),
        "--as-of",
        DAY,
        "--lang",
        "en",
        "--build",
        "--out",
        str(tmp_path / "out"),
    ]
    assert main(words) == 0
    why = "git fetch --unshallow" if how == "cut short" else "History needs git"
    assert f"Without its history: {why}" in (said := capsys.readouterr().err) or why in said
    page = (tmp_path / "out/index.html").read_text("utf-8")
    top = unescape(page[: page.index('class="kp-tiles"')])
    assert "Without its history." in top
    assert why in top
