"""`khacphuc check` through the door: what it prints and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.cli.register import NO_HISTORY, case, make, policy, spoil, write

Output = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean register, in which the person stands."""
    monkeypatch.delenv("KHACPHUC_ROOT", raising=False)
    monkeypatch.chdir(make(tmp_path))
    return tmp_path


def paths(capsys: Output, *words: str) -> list[str]:
    """The files in which a check in JSON finds something."""
    main(["check", "--format", "json", *words])
    return [found["path"] for found in json.loads(capsys.readouterr().out)["problems"]]


def test_a_clean_register(root: Path, capsys: Output) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("Đã kiểm tra 5 tệp: không có vấn đề.\n", NO_HISTORY)


def test_a_problem(root: Path, capsys: Output) -> None:
    spoil(root)
    assert main(["check", "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(
        "plans/chi-bo-a/kl-1/conclusion.md:2:1: error KP101 [unknown-key] There is no key “statsu”"
    )
    assert "\n 2 | statsu: issued\n   | ^^^^^^\n   = help: " in out
    assert out.endswith("\n\nAbout a rule: khacphuc explain KP101\nChecked 5 files: 1 error.\n")
    assert err.startswith("Without its history: ")


def test_warnings_block_only_when_asked(root: Path, capsys: Output) -> None:
    file = root / "plans/chi-bo-a/kl-1/conclusion.md"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert main(["check"]) == 0
    assert capsys.readouterr().out.endswith(": 1 cảnh báo.\n")
    assert main(["check", "--strict"]) == 1


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        (".", "plans/chi-bo-a/kl-1/conclusion.md"),
        (".", "plans/chi-bo-a"),
        (".", "./plans/../plans/chi-bo-a/"),
        ("plans/chi-bo-a/kl-1", "conclusion.md"),
        ("plans/chi-bo-b", "../chi-bo-a/kl-1"),
        (".", "plans/*/kl-1/*.md"),
    ],
)
def test_a_path_from_any_folder(
    root: Path, folder: str, path: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(root)
    monkeypatch.chdir(root / folder)
    assert paths(capsys, path) == ["plans/chi-bo-a/kl-1/conclusion.md"]


def test_an_absolute_path_and_a_linked_register(
    root: Path, capsys: Output, tmp_path_factory: pytest.TempPathFactory
) -> None:
    spoil(root)
    assert paths(capsys, str(root / "plans/chi-bo-a")) == ["plans/chi-bo-a/kl-1/conclusion.md"]
    link = tmp_path_factory.mktemp("link") / "so"
    link.symlink_to(root, target_is_directory=True)
    assert paths(capsys, str(link / "plans/chi-bo-a/kl-1")) == ["plans/chi-bo-a/kl-1/conclusion.md"]


def test_of_a_part_only_its_own_problems(root: Path, capsys: Output) -> None:
    spoil(root, "units/chi-bo-a.md")
    spoil(root, "plans/chi-bo-b/kl-2/conclusion.md")
    write(root, "units/Chi bo C.md", "")
    write(root, "plans/chi-bo-a/ghi-chu.txt", "")
    assert paths(capsys, "plans/chi-bo-a/kl-1/conclusion.md") == []
    assert paths(capsys, "units/chi-bo-a.md") == ["units/chi-bo-a.md"]
    assert paths(capsys, "plans/policy.yml") == []
    assert paths(capsys, "units") == ["units/Chi bo C.md", "units/chi-bo-a.md"]
    assert len(paths(capsys)) == len(paths(capsys, ".")) == 4


def test_a_document_brings_its_whole_case(root: Path, capsys: Output) -> None:
    spoil(root)
    write(root, "plans/chi-bo-a/kl-1/2024-06-15-updat.md", "")
    plan = write(root, "plans/chi-bo-a/kl-1/plan.md", "---\ntype: plan\nstatus: draft\n---\n")
    found = paths(capsys, str(plan))
    assert found == ["plans/chi-bo-a/kl-1/2024-06-15-updat.md", "plans/chi-bo-a/kl-1/conclusion.md"]


def test_units_are_known_when_only_a_case_is_checked(root: Path, capsys: Output) -> None:
    case(root, "chi-bo-a", "KL-3", "issuer: chi-bo-b\n")
    assert paths(capsys, "plans/chi-bo-a/kl-3") == []
    case(root, "chi-bo-a", "KL-3", "issuer: chi-bo-x\n")
    assert paths(capsys, "plans/chi-bo-a/kl-3") == ["plans/chi-bo-a/kl-3/conclusion.md"]


REPEATS = "  - id: HC2\n    text: Lặp lại\n    repeat_of: {}\n"


def test_an_earlier_finding_is_looked_up_in_the_whole_register(root: Path, capsys: Output) -> None:
    case(
        root,
        "chi-bo-a",
        "KL-3",
        REPEATS.format("KL-1/HC1") + REPEATS.replace("HC2", "HC3").format("KL-2/HC1"),
    )
    assert paths(capsys, "plans/chi-bo-a/kl-3") == []
    case(root, "chi-bo-a", "KL-3", REPEATS.format("KL-2/HC9"))
    assert paths(capsys, "plans/chi-bo-a/kl-3") == ["plans/chi-bo-a/kl-3/conclusion.md"]
    case(root, "chi-bo-a", "KL-3", REPEATS.format("KL-9/HC1"))
    assert paths(capsys, "plans/chi-bo-a/kl-3") == ["plans/chi-bo-a/kl-3/conclusion.md"] == paths(capsys)


@pytest.mark.parametrize("checked", ["kl-1", "mot-ban-nua"])
def test_a_case_id_given_twice_is_told_whichever_is_checked(root: Path, checked: str, capsys: Output) -> None:
    case(root, "chi-bo-a", "KL-1", folder="mot-ban-nua")
    assert (
        paths(capsys, f"plans/chi-bo-a/{checked}")
        == ["plans/chi-bo-a/mot-ban-nua/conclusion.md"]
        == paths(capsys)
    )


def test_what_cannot_be_a_companion_is_none(root: Path, capsys: Output) -> None:
    conclusion = (root / "plans/chi-bo-a/kl-1/conclusion.md").read_text("utf-8")
    write(root, "plans/chi-bo-a/Hồ sơ/conclusion.md", conclusion)
    write(root, "plans/chi-bo-a/qua-lon/conclusion.md", conclusion + "x" * 2**21)
    (root / "plans/chi-bo-a/thu-muc/conclusion.md").mkdir(parents=True)
    if hasattr(os, "mkfifo"):
        (root / "plans/chi-bo-a/ong").mkdir()
        os.mkfifo(root / "plans/chi-bo-a/ong/conclusion.md")
    assert paths(capsys, "plans/chi-bo-a/kl-1") == []


def test_problems_of_companions_are_not_shown(root: Path, capsys: Output) -> None:
    case(root, "chi-bo-a", "KL-1", REPEATS.format("KL-9/HC1"))
    case(root, "chi-bo-a", "KL-3", REPEATS.format("KL-1/HC1"))
    assert paths(capsys, "plans/chi-bo-a/kl-3") == []


@pytest.mark.parametrize("path", ["nope", "plans/chi-bo-x", "plans/*/nope", "..", "README.md", "a\0b", "/"])
def test_a_path_that_names_nothing(root: Path, path: str, capsys: Output) -> None:
    write(root, "README.md", "")
    write(root, "units/Lạc.md", "")
    assert main(["check", path]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("khacphuc check: ")
    assert "\0" not in err


def test_links_are_named_and_not_followed(
    root: Path, capsys: Output, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "conclusion.md"
    secret.write_text("BÍ MẬT\n", "utf-8")
    (root / "plans/chi-bo-c").symlink_to(secret.parent, target_is_directory=True)
    (root / "plans/chi-bo-a/kl-1/plan.md").symlink_to(secret)
    assert main(["check", "plans/chi-bo-c", "plans/chi-bo-a/kl-1/plan.md"]) == 1
    out = capsys.readouterr().out
    assert "plans/chi-bo-c:1:1: lỗi KP015" in out
    assert "plans/chi-bo-a/kl-1/plan.md:1:1: lỗi KP015" in out
    assert "BÍ MẬT" not in out


def test_no_register(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KHACPHUC_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "không có sổ theo dõi" in capsys.readouterr().err
    assert main(["check", "--root", str(tmp_path / "nope"), "--lang", "en"]) == 2
    assert "There is no register in “" in capsys.readouterr().err


def test_root_from_elsewhere(
    root: Path, capsys: Output, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert main(["--root", str(root), "check"]) == 0
    monkeypatch.setenv("KHACPHUC_ROOT", str(root))
    assert main(["check"]) == 0


def test_the_language_of_the_register(root: Path, capsys: Output) -> None:
    policy(root, "language: en\n")
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "Checked 5 files: nothing is wrong.\n"
    assert main(["check", "nope"]) == 2
    assert "names nothing in the register" in capsys.readouterr().err
    assert main(["check", "--lang", "vi"]) == 0
    assert capsys.readouterr().out == "Đã kiểm tra 5 tệp: không có vấn đề.\n"


def test_output_goes_to_a_file_whole(root: Path, capsys: Output) -> None:
    spoil(root)
    assert main(["check", "--format", "sarif", "--output", "out.sarif"]) == 1
    assert capsys.readouterr().out == "Đã kiểm tra 5 tệp: 1 lỗi.\n"
    assert json.loads((root / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert not list(root.glob(".out*"))
    assert main(["check", "--output", "no/such/folder.txt"]) == 2
    assert (
        capsys.readouterr()
        .err.removeprefix(NO_HISTORY)
        .startswith("khacphuc check: không ghi được “no/such/folder.txt”: ")
    )


def test_annotations_and_their_summary_line(root: Path, capsys: Output) -> None:
    spoil(root)
    assert main(["check", "--format", "github"]) == 1
    annotation, last = capsys.readouterr().out.splitlines()
    assert annotation.startswith(
        "::error file=plans/chi-bo-a/kl-1/conclusion.md,line=2,col=1,endColumn=7,title=KP101 "
    )
    assert last == "Đã kiểm tra 5 tệp: 1 lỗi."


@pytest.mark.parametrize("form", ["text", "github", "json", "sarif", "markdown"])
def test_the_same_register_gives_the_same_bytes(root: Path, form: str, capsys: Output) -> None:
    spoil(root)
    runs = set()
    for _ in range(2):
        main(["check", "--format", form, "--as-of", "2026-01-31"])
        runs.add(capsys.readouterr().out)
    assert len(runs) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot store such a name")
def test_a_file_name_cannot_speak_to_the_runner(root: Path, capsys: Output) -> None:
    write(root, "plans/\n::error::x\r##[group].md", "")
    for form in ("text", "github", "markdown"):
        assert main(["check", "--format", form, "plans"]) == 1
        out = capsys.readouterr().out
        assert "\r" not in out
        assert "##[" not in out
        assert [line for line in out.splitlines() if line.strip().startswith("::")] == (
            [line for line in out.splitlines() if line.startswith("::error file=")]
        )
