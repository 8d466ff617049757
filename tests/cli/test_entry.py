"""The command line itself: languages, exit codes, streams, and what happens when things go wrong."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from khacphuc import __version__
from khacphuc.cli import clock, command, main
from khacphuc.cli.console import console
from tests.cli.register import NO_HISTORY, make, spoil, write

Output = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("KHACPHUC_ROOT", raising=False)
    monkeypatch.chdir(make(tmp_path))
    return tmp_path


def run(*words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "khacphuc", *words],
        cwd=cwd, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=os.environ | env,
    )  # fmt: skip


def test_help_names_every_command_in_both_languages(root: Path, capsys: Output) -> None:
    assert main(["--help"]) == 0
    vietnamese = capsys.readouterr().out
    assert main(["--lang", "en", "--help"]) == 0
    english = capsys.readouterr().out
    for name in command.names():
        assert re.search(rf"^  {name} +\S", vietnamese, re.MULTILINE)
        assert re.search(rf"^  {name} +\S", english, re.MULTILINE)
    assert vietnamese.startswith("Cách dùng: khacphuc LỆNH")
    assert english.startswith("usage: khacphuc COMMAND")


def test_every_command_has_help(root: Path, capsys: Output) -> None:
    for name in command.names():
        for language, word in (("vi", "Tùy chọn chung"), ("en", "options of every command")):
            assert main([name, "--help", "--lang", language]) == 0
            out, err = capsys.readouterr()
            assert word in out
            assert err == ""


def test_no_command_is_wrong_usage(root: Path, capsys: Output) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Cách dùng: ")


def test_version(root: Path, capsys: Output) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"khacphuc {__version__}\n"


@pytest.mark.parametrize(
    ("words", "vietnamese", "english"),
    [
        (
            ["chek"],
            "không có lệnh “chek”; có phải là “check”?",
            "there is no command “chek”; did you mean “check”?",
        ),
        (["call"], "không có lệnh “call”", "there is no command “call”"),
        (["../x"], "không có lệnh “../x”", "there is no command “../x”"),
        (["check", "--nope"], "không hiểu các đối số: --nope", "unrecognized arguments: --nope"),
        (["check", "--form", "json"], "không hiểu các đối số: --form", "unrecognized arguments: --form"),
        (["--nope"], "không hiểu các đối số: --nope", "unrecognized arguments: --nope"),
        (["explain"], "thiếu đối số bắt buộc: QUY_TẮC", "the following arguments are required: RULE"),
        (
            ["check", "--output"],
            "đối số --output: cần một giá trị",
            "argument --output: expected one argument",
        ),
        (["check", "--format", "x"], "giá trị 'x' không hợp lệ", "invalid choice: 'x'"),
        (
            ["check", "--as-of", "2026-02-30"],
            "không phải là ngày viết theo dạng",
            "is not a day written as YYYY-MM-DD",
        ),
        (
            ["check", "--as-of", "20260131"],
            "không phải là ngày viết theo dạng",
            "is not a day written as YYYY-MM-DD",
        ),
        (
            ["check", "--as-of", "0001-01-01"],
            "không phải là ngày viết theo dạng",
            "is not a day written as YYYY-MM-DD",
        ),
        (["check", "--lang", "fr"], "giá trị 'fr' không hợp lệ", None),
    ],
)
def test_wrong_usage_in_both_languages(
    root: Path, words: list[str], vietnamese: str, english: str | None, capsys: Output
) -> None:
    for language, expected in (("vi", vietnamese), ("en", english)):
        if expected is None:
            continue
        asked = ["--lang", language] if language == "en" else []
        assert main([*asked, *words]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert expected in err
        assert len(err.splitlines()) == 2


def test_common_options_stand_anywhere(root: Path, capsys: Output) -> None:
    expected = "Checked 5 files: nothing is wrong.\n"
    for words in (["--lang", "en", "check"], ["check", "--lang=en"], ["--lang=en", "check", "--root", "."]):
        assert main(words) == 0
        assert capsys.readouterr().out == expected
    assert main(["check", "--", "--lang"]) == 2


def test_a_bug_is_one_line_and_a_file(root: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("https://user:matkhau@git.example.vn\ud800")

    monkeypatch.setattr("khacphuc.rules.checking.check", broken)
    assert main(["check"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "lỗi của chương trình" in err
    file = Path(err.strip().rpartition(": ")[2])
    text = file.read_text("utf-8")
    file.unlink()
    assert "RuntimeError" in text
    assert f"khacphuc {__version__} check" in text
    assert "matkhau" not in text
    assert os.name == "nt" or (file.parent.exists() and "PATH=" not in text)


def test_ctrl_c(root: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("khacphuc.rules.checking.check", stopped)
    assert main(["check"]) == 130
    assert capsys.readouterr() == ("", "\n")


def test_only_the_called_command_is_loaded(root: Path) -> None:
    program = (
        "import sys; from khacphuc.cli import main; main(['check', 'plans/chi-bo-a/kl-1/conclusion.md']);"
        "heavy = {'rich', 'jinja2', 'mkdocs', 'holidays', 'zoneinfo', 'json', 'tempfile', 'subprocess'};"
        "loaded = {name.partition('.')[0] for name in sys.modules};"
        "print(sorted(heavy & loaded), [name for name in sys.modules if name in ('khacphuc.cli.commands.status', 'khacphuc.cli.commands.site')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[] []"


@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
def test_a_reader_that_goes_away_is_no_matter(root: Path) -> None:
    for number in range(300):
        write(root, f"plans/chi-bo-a/kl-1/ghi chú {number} {'x' * 180}.txt", "")
    program = [sys.executable, "-m", "khacphuc", "check"]
    with subprocess.Popen(program, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read().decode() == NO_HISTORY
        assert process.wait() == 1


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp1258"])
def test_any_console_can_show_it(root: Path, encoding: str) -> None:
    spoil(root, line="điểm 😀: x\n")
    done = run("check", cwd=root, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"[unknown-key]" in done.stdout
    assert len(done.stderr.splitlines()) == 1  # NO_HISTORY, as far as the console can show it


def test_a_pipe_gets_utf_8(root: Path) -> None:
    done = run("check", cwd=root, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert done.stdout.decode("utf-8").rstrip() == "Đã kiểm tra 5 tệp: không có vấn đề."


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "env", "colour"),
    [
        (True, {}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, True),
    ],
)
def test_colour(
    *, terminal: bool, env: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Screen() if terminal else io.StringIO())
    assert console().colour is colour


def test_colour_in_a_check(root: Path) -> None:
    spoil(root)
    assert b"\x1b[1;31m" in run("check", cwd=root, FORCE_COLOR="1", NO_COLOR="").stdout
    assert b"\x1b" not in run("check", cwd=root, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b" not in run("check", cwd=root, FORCE_COLOR="", NO_COLOR="").stdout
    run("check", "--output", "out.txt", cwd=root, FORCE_COLOR="1", NO_COLOR="")
    assert b"\x1b" not in (root / "out.txt").read_bytes()


def test_a_day_in_viet_nam_needs_no_time_zone_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zoneinfo", None)
    assert isinstance(clock.today("Asia/Ho_Chi_Minh"), date)


@pytest.mark.parametrize("zone", ["Europe/Paris", "No/Such", "../etc/passwd", ""])
def test_any_time_zone_gives_a_day(zone: str) -> None:
    assert abs((clock.today(zone) - clock.today("Asia/Ho_Chi_Minh")).days) <= 1
