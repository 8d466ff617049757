"""`scripts/run.py` through its door: a copy of it in a repository of its own, with nothing to download."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
RUN = REPOSITORY / "scripts" / "run.py"
PROGRAMS = "Scripts" if os.name == "nt" else "bin"

# A build backend in twenty lines: the real one would have to be downloaded.
BACKEND = '''
import zipfile

INFO = "khacphuc-0.dist-info"
FILES = {
    "khacphuc.py": """
import json, os, sys

def main():
    print(json.dumps([sys.argv[1:], os.getcwd(), os.environ["KHACPHUC_ROOT"], sys.flags.utf8_mode]))
    return 7
""",
    f"{INFO}/METADATA": "Metadata-Version: 2.1\\nName: khacphuc\\nVersion: 0\\n",
    f"{INFO}/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    f"{INFO}/entry_points.txt": "[console_scripts]\\nkhacphuc = khacphuc:main\\n",
    f"{INFO}/RECORD": "",
}

def build_editable(directory, config_settings=None, metadata_directory=None):
    name = "khacphuc-0-py3-none-any.whl"
    with zipfile.ZipFile(f"{directory}/{name}", "w") as wheel:
        for path, text in FILES.items():
            wheel.writestr(path, text)
    return name

build_wheel = build_editable
'''
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "khacphuc"
version = "0"
"""
# Stands for the compiler of translations, which needs a library; and takes note of each run.
COMPILER = """
from pathlib import Path
folder = Path(__file__).parent / "khacphuc/text/locale/vi/LC_MESSAGES"
(folder / "khacphuc.mo").write_bytes((folder / "khacphuc.po").read_bytes())
with (folder / "runs").open("a") as runs:
    runs.write("x")
"""
TRANSLATIONS = Path("scripts", "khacphuc", "text", "locale", "vi", "LC_MESSAGES")
NOTHING = "# no packages\n"
NO_VENV = "sys.modules['ensurepip'] = None"  # as on Debian without python3-venv

Result = subprocess.CompletedProcess[str]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    root = tmp_path / "Sổ của tôi"
    (root / "scripts").mkdir(parents=True)
    shutil.copy(RUN, root / "scripts")
    (root / "backend.py").write_text(BACKEND, "utf-8")
    (root / "pyproject.toml").write_text(PROJECT, "utf-8")
    (root / "requirements.lock").write_text(NOTHING, "utf-8")
    (root / "requirements-dev.lock").write_text(NOTHING, "utf-8")
    return root


def start(root: Path, *words: str, before: str = "", cwd: Path | None = None, **env: str) -> Result:
    """Run it the way a person does, without the network and without what this test run has set.

    ``before`` is code that changes something of the Python that runs it.
    """
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("KHACPHUC", "PYTHON"))
    }
    program = str(root / "scripts" / "run.py")
    code = f"import runpy, sys; {before}; runpy.run_path({program!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, *(("-c", code) if before else (program,)), *words],
        capture_output=True,
        encoding=env.get("PYTHONIOENCODING", "utf-8"),
        env=inherited | {"HOME": "", "PIP_NO_INDEX": "1"} | env,
        cwd=cwd,
        check=False,
    )


def test_from_the_first_run_to_a_broken_environment(clone: Path, tmp_path: Path) -> None:
    """One story, because making an environment takes seconds."""
    stamp = clone / ".venv" / "khacphuc-stamp"
    first = start(clone, "check", "một tệp.md", "--strict", cwd=tmp_path)
    assert first.returncode == 7, first.stderr
    assert ast.literal_eval(first.stdout) == [
        ["check", "một tệp.md", "--strict"],
        str(tmp_path),
        str(clone),
        1,
    ]
    assert "Đang tạo môi trường" in first.stderr

    again = start(clone, "check")
    assert (again.returncode, again.stderr) == (7, ""), "what is there is used, without a word"

    (clone / "pyproject.toml").write_text(f"{PROJECT}# changed\n", "utf-8")
    changed = start(clone, "check")
    assert changed.returncode == 7
    assert "Đang cài lệnh" in changed.stderr
    assert "Đang tạo môi trường" not in changed.stderr, "a changed project alone is no reason to start anew"

    # With the interpreter gone it would start anew, and gets no further than asking for the means.
    interpreter = clone / ".venv" / PROGRAMS / ("python.exe" if os.name == "nt" else "python")
    interpreter.rename(interpreter.with_name("away"))
    assert start(clone, "check", before=NO_VENV).returncode == 2
    interpreter.with_name("away").rename(interpreter)

    (clone / "pyproject.toml").write_text(PROJECT, "utf-8")
    (clone / "backend.py").write_text("raise SystemExit('hỏng')\n", "utf-8")
    failed = start(clone, "check")
    assert failed.returncode == 2
    assert "Không cài được thư viện" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not stamp.exists(), "what was cut short must not count as done"


def test_translations_are_compiled_when_they_have_changed(clone: Path) -> None:
    """After a fetch, after going back to an earlier state, and when the compiled file is gone."""
    folder = clone / TRANSLATIONS
    folder.mkdir(parents=True)
    source, compiled, runs = (folder / name for name in ("khacphuc.po", "khacphuc.mo", "runs"))
    source.write_text("một", "utf-8")
    compiled.write_text(
        "một", "utf-8"
    )  # the backend of a package compiles them, as that of the real one does
    (clone / "scripts" / "translations.py").write_text(COMPILER, "utf-8")
    assert start(clone, "check").returncode == 7
    assert not runs.exists()
    for times, text in enumerate(("hai", "một", "hai"), 1):
        source.write_text(text, "utf-8")
        for _ in range(2):
            changed = start(clone, "check")
            assert (changed.returncode, changed.stderr) == (7, "")
            assert compiled.read_text("utf-8") == text
            assert runs.read_text("ascii") == "x" * times
    compiled.unlink()
    assert start(clone, "check").returncode == 7
    assert compiled.read_text("utf-8") == "hai"

    (clone / "scripts" / "translations.py").write_text("raise SystemExit('ERROR: dòng 7')\n", "utf-8")
    source.write_text("hỏng", "utf-8")
    failed = start(clone, "check")
    assert failed.returncode == 2
    assert "dòng 7" in failed.stderr
    assert "khacphuc.po" in failed.stderr
    (clone / "scripts" / "translations.py").write_text(COMPILER, "utf-8")
    assert start(clone, "check").stderr == "", "what is installed stays so"


def test_modules_are_compiled_once_even_where_python_keeps_none(clone: Path) -> None:
    module = clone / "scripts" / "khacphuc" / "cli" / "x.py"
    module.parent.mkdir(parents=True)
    module.write_text("x = 1\n", "utf-8")
    assert start(clone, "check", PYTHONDONTWRITEBYTECODE="1").returncode == 7
    assert [file.name for file in module.parent.rglob("*.pyc")] == [f"x.{sys.implementation.cache_tag}.pyc"]


def test_an_environment_that_leads_elsewhere_is_left_as_it_is(clone: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "của người khác"
    theirs.mkdir()
    (theirs / "khacphuc-stamp").write_text("của họ", "utf-8")
    (clone / ".venv").symlink_to(theirs)
    assert start(clone, "check").returncode == 7
    assert [(file.name, file.read_text("utf-8")) for file in theirs.iterdir()] == [
        ("khacphuc-stamp", "của họ")
    ]
    assert not (clone / ".venv").is_symlink()


def test_a_python_without_venv_is_told_which_package_to_install(clone: Path) -> None:
    result = start(clone, "site", before=NO_VENV)
    assert result.returncode == 2
    assert f"apt install python3.{sys.version_info.minor}-venv" in result.stderr


def test_an_older_python_is_told_in_one_line(clone: Path) -> None:
    result = start(clone, "site", before="sys.version_info = (3, 8, 18, 'final', 0)")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "cần Python 3.11" in result.stderr
    assert "needs Python 3.11" in result.stderr


def test_an_older_python_can_read_the_file() -> None:
    ast.parse(RUN.read_text("utf-8"), feature_version=(3, 7))


def test_usage_needs_no_environment_and_fits_any_console(clone: Path) -> None:
    result = start(clone, "help", PYTHONIOENCODING="cp1252")
    assert result.returncode == 0
    assert "run.py" in result.stdout
    assert start(clone).returncode == 2
    assert not (clone / ".venv").exists()


def test_both_lists_agree() -> None:
    """The shorter list is part of the longer one, version for version and hash for hash."""

    def pins(name: str) -> set[str]:
        entries = re.split(r"\n(?=\w)", (REPOSITORY / name).read_text("utf-8"))
        return {entry.strip() for entry in entries[1:]}

    assert pins("requirements.lock")
    assert pins("requirements.lock") <= pins("requirements-dev.lock")
