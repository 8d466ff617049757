"""`khacphuc rules` and `khacphuc explain`: every rule can be read by whoever meets it in a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.reports.rulebook import book
from khacphuc.rules.catalogue import rules
from tests.cli.register import make, policy

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("KHACPHUC_ROOT", raising=False)
    monkeypatch.chdir(make(tmp_path))
    return tmp_path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_is_listed_and_explained(language: str, capsys: Output) -> None:
    assert main(["rules", "--lang", language]) == 0
    listed = capsys.readouterr().out
    for rule in rules():
        assert f"  {rule.code}  " in listed
        assert main(["explain", rule.code.lower(), "--lang", language]) == 0
        assert capsys.readouterr().out.startswith(f"{rule.code} {rule.name} (")


def test_a_rule_by_its_name(capsys: Output) -> None:
    assert main(["explain", "unknown-key", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith(
        "KP101 unknown-key (error)\n\nA key that this kind of document does not have.\n"
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("unknown-kye", "Did you mean KP101 (unknown-key)?"),
        ("KP1O1", "Did you mean KP"),
        ("zzz", "`khacphuc rules` lists them all."),
    ],
)
def test_an_unknown_rule(word: str, expected: str, capsys: Output) -> None:
    assert main(["explain", word, "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert expected in err


def test_a_severity_of_the_policy_shows(root: Path, capsys: Output) -> None:
    policy(root, "  KP101: {severity: warning, reason: Áp dụng từ 2027}\n")
    assert main(["explain", "KP101"]) == 0
    assert "(cảnh báo)" in capsys.readouterr().out
    assert main(["rules"]) == 0
    assert "  KP101  cảnh báo*  unknown-key" in capsys.readouterr().out


def test_the_book_holds_every_rule_once() -> None:
    pages = [page for family in book() for page in family.pages]
    assert [page.code for page in pages] == [rule.code for rule in rules()]
    assert all(page.title and page.paragraphs for page in pages)
    assert all("\n" not in text for page in pages for text in (page.title, *page.paragraphs))
